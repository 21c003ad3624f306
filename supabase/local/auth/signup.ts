/** POST /signup: closed in a back office; open only where the operator says so. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, phoneDisabled, signupDisabled, unexpectedFailure, validationFailed } from "./authError";
import { confirmUser, createUser } from "./changeUser";
import { clientOf } from "./client";
import type { Client } from "./client";
import { parseEmail } from "./emails";
import { parseChallenge, startFlow } from "./flowState";
import type { Challenge } from "./flowState";
import { assertMailPause } from "./oneTimeTokens";
import { assertGoodPassword, hashPassword } from "./passwords";
import { readBody } from "./readBody";
import type { JsonObject } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { startSession } from "./sessions";
import { sendTokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { userJson } from "./userJson";
import { findUserByEmail, lockUser } from "./users";
import type { User } from "./users";

interface Signup {
  email: string;
  password: string;
  data: JsonObject | undefined;
  challenge: Challenge | undefined;
  redirectTo: string;
  client: Client;
}

export async function signup(auth: Auth, c: Context): Promise<Response> {
  const client = clientOf(auth, c);
  const body = await readBody(c);
  const [email, phone, password] = [body.text("email"), body.text("phone"), body.text("password")];
  if (!email && !phone) {
    throw new AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  }
  auth.rates.take("signup", client.ip);
  if (auth.signupDisabled) throw signupDisabled();
  if (phone) throw phoneDisabled();
  if (!password) throw validationFailed("Signup requires a valid password");
  assertGoodPassword(password, auth.minPasswordLength);
  const redirectTo = redirectTarget(auth, wantedRedirect(c));
  const request: Signup = {
    email: parseEmail(email),
    password,
    data: body.object("data"),
    challenge: parseChallenge(body),
    redirectTo,
    client,
  };
  return c.json(await register(auth, request));
}

async function register(auth: Auth, request: Signup): Promise<object> {
  // Hashed before looking, so that a taken address is not answered sooner.
  const passwordHash = await hashPassword(request.password);
  return inTransaction(auth.sql, async (db) => {
    const existing = await findUserByEmail(db, request.email);
    if (existing?.email_confirmed_at) return repeated(auth, request);
    const id =
      existing?.id ?? (await createUser(db, { ...request, passwordHash, userMetadata: request.data }));
    const user = await lockUser(db, id);
    if (!user) throw unexpectedFailure("Database error saving new user");
    await audit(db, { action: "user_signedup", actor: user, ip: request.client.ip });
    if (!auth.autoconfirm) return askToConfirm(auth, db, { user, request });
    await confirmUser(db, user);
    return startSession(auth, db, { userId: id, method: "password", client: request.client });
  });
}

async function askToConfirm(
  auth: Auth,
  db: Db,
  { user, request }: { user: User; request: Signup },
): Promise<object> {
  const { challenge, redirectTo } = request;
  assertMailPause(auth, user, "confirmation_token");
  if (challenge) await startFlow(db, { ...challenge, userId: user.id, purpose: "email/signup" });
  const isPkce = challenge !== undefined;
  await sendTokenMail(auth, db, { user, kind: "signup", type: "confirmation_token", redirectTo, isPkce });
  return userJson((await lockUser(db, user.id)) ?? user);
}

/** A made-up user of the same shape, so that nobody learns which addresses have accounts. */
function repeated(auth: Auth, request: Signup): object {
  if (auth.autoconfirm) throw new AuthError(422, "user_already_exists", "User already registered");
  const now = new Date();
  return {
    id: randomUUID(),
    aud: "authenticated",
    role: "",
    email: request.email,
    phone: "",
    confirmation_sent_at: now,
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: request.data ?? {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
