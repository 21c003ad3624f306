/**
 * Tokens that a mail carries: six digits to type, and a long one in the link. Both work once and only for a while.
 * The digits are kept as hash of email and code in auth.users, the link's token in auth.one_time_tokens.
 */
import { createHash, randomBytes, randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { Auth } from "./Auth";
import { pauseMessage } from "./AccountLock";
import { tooManyMails } from "./authError";
import type { Db } from "./transaction";
import type { User, UserRow } from "./users";

export type TokenType =
  | "confirmation_token"
  | "recovery_token"
  | "email_change_token_new"
  | "email_change_token_current"
  | "reauthentication_token";

const SENT_AT = {
  confirmation_token: "confirmation_sent_at",
  recovery_token: "recovery_sent_at",
  email_change_token_new: "email_change_sent_at",
  email_change_token_current: "email_change_sent_at",
  reauthentication_token: "reauthentication_sent_at",
} as const satisfies Record<TokenType, keyof UserRow>;

export interface IssuedToken {
  code: string;
  /** What the link carries; starts with pkce_ when the link yields a code instead of a session. */
  hash: string;
}

interface Issue {
  user: UserRow;
  type: TokenType;
  /** The address that the mail goes to. */
  email: string;
  isPkce?: boolean;
}

/** Replaces an older token of the same type. */
export async function issueToken(db: Db, { user, type, email, isPkce }: Issue): Promise<IssuedToken> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const hash = `${isPkce ? "pkce_" : ""}${sha224(randomBytes(32))}`;
  await db.query("delete from auth.one_time_tokens where user_id = $1 and token_type = $2", [user.id, type]);
  await db.query(
    `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)
     values ($1, $2, $3, $4, $5)`,
    [randomUUID(), user.id, type, hash, email],
  );
  await db.query(
    `update auth.users set ${type} = $2, ${SENT_AT[type]} = now(), updated_at = now() where id = $1`,
    [user.id, codeHash(email, code)],
  );
  return { code, hash };
}

/** Refuses a second mail of the kind within the pause. */
export function assertMailPause(auth: Auth, user: UserRow, type: TokenType): void {
  const sentAt = user[SENT_AT[type]];
  const left = sentAt ? sentAt.getTime() + auth.limits.mailPause * 1000 - Date.now() : 0;
  if (left > 0) throw tooManyMails(pauseMessage(left));
}

/** The first of the types that this code opens. */
export function typeOfCode(auth: Auth, user: UserRow, given: CodeGuess): TokenType | undefined {
  const hash = codeHash(given.email, given.code);
  return given.types.find((type) => isSame(user[type], hash) && !isExpired(auth, user, type));
}

export interface CodeGuess {
  email: string;
  code: string;
  types: TokenType[];
}

export interface LinkToken {
  user_id: string;
  token_type: TokenType;
}

export async function findLinkToken(
  db: Db,
  hash: string,
  types: TokenType[],
): Promise<LinkToken | undefined> {
  const { rows } = await db.query<LinkToken>(
    `select user_id, token_type from auth.one_time_tokens
     where token_hash = $1 and token_type = any ($2::auth.one_time_token_type[])`,
    [hash, types],
  );
  return rows[0];
}

export function isExpired(auth: Auth, user: UserRow, type: TokenType): boolean {
  const sentAt = user[SENT_AT[type]];
  return !sentAt || sentAt.getTime() + auth.otpSeconds * 1000 < Date.now();
}

export async function clearToken(db: Db, user: UserRow, type: TokenType): Promise<void> {
  await db.query("delete from auth.one_time_tokens where user_id = $1 and token_type = $2", [user.id, type]);
  await db.query(`update auth.users set ${type} = '', updated_at = now() where id = $1`, [user.id]);
}

/** Whoever confirmed, recovered or changed something leaves no usable link behind. */
export async function clearAllTokens(db: Db, user: Pick<User, "id">): Promise<void> {
  await db.query("delete from auth.one_time_tokens where user_id = $1", [user.id]);
  await db.query(
    `update auth.users
     set confirmation_token = '', recovery_token = '', reauthentication_token = '',
       email_change_token_new = '', email_change_token_current = '', updated_at = now()
     where id = $1`,
    [user.id],
  );
}

function codeHash(email: string, code: string): string {
  return sha224(email + code);
}

function sha224(content: string | Buffer): string {
  return createHash("sha224").update(content).digest("hex");
}

function isSame(stored: string | null, hash: string): boolean {
  if (stored?.length !== hash.length) return false;
  return timingSafeEqual(Buffer.from(stored), Buffer.from(hash));
}
