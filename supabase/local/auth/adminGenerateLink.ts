/** POST /admin/generate_link: the link that a mail would carry, for an admin who delivers it in person. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import type { MailKind } from "./AuthDeps";
import { AuthError, emailExists, unexpectedFailure, validationFailed } from "./authError";
import { createUser } from "./changeUser";
import { parseEmail } from "./emails";
import { invitedUser, markInvited } from "./invite";
import { issueToken } from "./oneTimeTokens";
import type { TokenType } from "./oneTimeTokens";
import { assertGoodPassword, hashPassword, randomPassword } from "./passwords";
import { readBody } from "./readBody";
import type { Body } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { requireAdmin } from "./requester";
import { actionLink } from "./tokenMail";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { userJson } from "./userJson";
import { findUserByEmail, lockUser } from "./users";
import type { User } from "./users";

interface Target {
  user: User;
  type: TokenType;
  kind: MailKind;
  /** The address that the code belongs to. */
  email: string;
  verification: string;
}

interface Wish {
  type: string;
  email: string;
  passwordHash: string;
  body: Body;
}

type Prepare = (db: Db, wish: Wish) => Promise<Target>;

const PREPARE: Record<string, Prepare> = {
  signup: prepareSignup,
  invite: prepareInvite,
  magiclink: prepareRecovery,
  recovery: prepareRecovery,
  email_change_current: prepareEmailChange,
  email_change_new: prepareEmailChange,
};

export async function adminGenerateLink(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const body = await readBody(c);
  const type = body.text("type") ?? "";
  const email = parseEmail(body.text("email"));
  const prepare = Object.hasOwn(PREPARE, type) ? PREPARE[type] : undefined;
  if (!prepare) throw validationFailed(`Invalid email action link type requested: ${type}`);
  const password = body.text("password") || randomPassword();
  if (type === "signup") assertGoodPassword(password, auth.minPasswordLength);
  const passwordHash = await hashPassword(password);
  const redirectTo = redirectTarget(auth, body.text("redirect_to") ?? wantedRedirect(c));

  const answer = await inTransaction(auth.sql, async (db) => {
    const target = await prepare(db, { type, email, passwordHash, body });
    const { code, hash } = await issueToken(db, target);
    const traits = { user_id: target.user.id, type };
    await audit(db, { action: "user_recovery_requested", ip: client.ip, traits });
    return {
      ...userJson((await lockUser(db, target.user.id)) ?? target.user),
      action_link: actionLink(auth, { hash, kind: target.kind, redirectTo }),
      email_otp: code,
      hashed_token: hash,
      verification_type: target.verification,
      redirect_to: redirectTo,
    };
  });
  return c.json(answer);
}

async function prepareSignup(db: Db, { email, passwordHash, body }: Wish): Promise<Target> {
  const existing = await findUserByEmail(db, email);
  if (existing?.email_confirmed_at) throw emailExists();
  const userMetadata = body.object("data");
  const id = existing?.id ?? (await createUser(db, { email, passwordHash, userMetadata }));
  const user = await lockUser(db, id);
  if (!user) throw unexpectedFailure("Database error saving new user");
  return { user, email, type: "confirmation_token", kind: "signup", verification: "signup" };
}

async function prepareInvite(db: Db, { email, body }: Wish): Promise<Target> {
  const user = await markInvited(db, await invitedUser(db, { email, data: body.object("data") }));
  return { user, email, type: "confirmation_token", kind: "invite", verification: "invite" };
}

/** A sign-in link for an address without an account makes one. */
async function prepareRecovery(db: Db, wish: Wish): Promise<Target> {
  const found = await findUserByEmail(db, wish.email);
  const user = found && (await lockUser(db, found.id));
  if (!user && wish.type === "magiclink") return prepareSignup(db, wish);
  if (!user) throw noSuchEmail();
  const kind = wish.type === "magiclink" ? "magiclink" : "recovery";
  return { user, email: wish.email, type: "recovery_token", kind, verification: kind };
}

async function prepareEmailChange(db: Db, { type, email, body }: Wish): Promise<Target> {
  const found = await findUserByEmail(db, email);
  const user = found && (await lockUser(db, found.id));
  if (!user) throw noSuchEmail();
  const newEmail = parseEmail(body.text("new_email"));
  if (await findUserByEmail(db, newEmail)) throw emailExists();
  await db.query("update auth.users set email_change = $2, email_change_confirm_status = 0 where id = $1", [
    user.id,
    newEmail,
  ]);
  const isNew = type === "email_change_new";
  return {
    user,
    email: isNew ? newEmail : email,
    type: isNew ? "email_change_token_new" : "email_change_token_current",
    kind: "email_change",
    verification: type,
  };
}

function noSuchEmail(): AuthError {
  return new AuthError(404, "user_not_found", "User with this email not found");
}
