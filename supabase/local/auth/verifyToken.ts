/** Redeems a one-time token: finds its user, and does what the token was sent for. */
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, codeExpired, linkExpired, validationFailed } from "./authError";
import { confirmUser, setPassword } from "./changeUser";
import type { Client } from "./client";
import { confirmEmailChange } from "./confirmEmailChange";
import { clearAllTokens, findLinkToken, isExpired, typeOfCode } from "./oneTimeTokens";
import type { TokenType } from "./oneTimeTokens";
import { hashPassword, randomPassword } from "./passwords";
import type { Db } from "./transaction";
import { findUserByEmail, isBanned, lockUser } from "./users";
import type { User } from "./users";

const TYPES: Record<string, TokenType[]> = {
  signup: ["confirmation_token"],
  invite: ["confirmation_token"],
  recovery: ["recovery_token"],
  magiclink: ["recovery_token"],
  email: ["confirmation_token", "recovery_token"],
  email_change: ["email_change_token_current", "email_change_token_new"],
};

export type Proof = { type: string; hash: string } | { type: string; email: string; code: string };

/** The user whom the token belongs to, or null while the other half of an email change is missing. */
export async function verifyToken(
  auth: Auth,
  db: Db,
  { proof, client }: { proof: Proof; client: Client },
): Promise<User | null> {
  const types = Object.hasOwn(TYPES, proof.type) ? TYPES[proof.type] : undefined;
  if (!types) throw validationFailed("Invalid email verification type");
  const { user, type } = await owner(auth, db, { proof, types });
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  if (type === "email_change_token_current" || type === "email_change_token_new") {
    const isComplete = await confirmEmailChange(db, user, type);
    if (isComplete) await audit(db, { action: "user_modified", actor: user, ip: client.ip });
    return isComplete ? user : null;
  }
  const isFirst = !user.email_confirmed_at;
  await audit(db, { action: isFirst ? "user_signedup" : "login", actor: user, ip: client.ip });
  await welcome(db, user);
  return user;
}

interface Claim {
  proof: Proof;
  types: TokenType[];
}

async function owner(auth: Auth, db: Db, claim: Claim): Promise<{ user: User; type: TokenType }> {
  return "hash" in claim.proof
    ? ownerOfLink(auth, db, { hash: claim.proof.hash, types: claim.types })
    : ownerOfCode(auth, db, { ...claim.proof, types: claim.types });
}

async function ownerOfLink(auth: Auth, db: Db, link: { hash: string; types: TokenType[] }) {
  const found = await findLinkToken(db, link.hash, link.types);
  const user = found && (await lockUser(db, found.user_id));
  // Looked up again under the lock: of two requests with one token the second finds nothing.
  const token = user && (await findLinkToken(db, link.hash, link.types));
  if (!user || !token || isExpired(auth, user, token.token_type)) throw linkExpired();
  return { user, type: token.token_type };
}

async function ownerOfCode(auth: Auth, db: Db, guess: { email: string; code: string; types: TokenType[] }) {
  const found = (await findUserByEmail(db, guess.email)) ?? (await findByNewEmail(db, guess));
  const user = found && (await lockUser(db, found.id));
  const type = user && typeOfCode(auth, user, guess);
  if (!user || !type) throw codeExpired();
  return { user, type };
}

/** The code sent to a new address names that address, which no account has yet. */
async function findByNewEmail(db: Db, guess: { email: string; types: TokenType[] }) {
  if (!guess.types.includes("email_change_token_new")) return undefined;
  const { rows } = await db.query<{ id: string }>(
    "select id from auth.users where email_change = $1 and email_change_token_new <> '' limit 1",
    [guess.email],
  );
  return rows[0];
}

/** Invited people get a password that nobody knows; the app asks them for one. */
async function welcome(db: Db, user: User): Promise<void> {
  if (!user.encrypted_password && user.invited_at) {
    await setPassword(db, user, { hash: await hashPassword(randomPassword()) });
  }
  if (user.email_confirmed_at) await clearAllTokens(db, user);
  else await confirmUser(db, user);
}
