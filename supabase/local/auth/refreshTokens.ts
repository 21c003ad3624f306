/** Refresh tokens: twelve characters, each good for one swap. */
import { randomInt } from "node:crypto";
import type { Db } from "./transaction";

export interface RefreshTokenRow {
  token: string;
  session_id: string | null;
  revoked: boolean | null;
  parent: string | null;
  updated_at: Date;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 12;

export function looksLikeRefreshToken(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9]{12}$/.test(text);
}

interface NewToken {
  sessionId: string;
  userId: string;
  /** The token that this one replaces. Without it the line of descent starts anew. */
  parent?: string;
}

export async function addRefreshToken(db: Db, { sessionId, userId, parent }: NewToken): Promise<string> {
  const token = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  await db.query(
    `insert into auth.refresh_tokens
       (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, false, now(), now(), $3, $4)`,
    [token, userId, parent ?? "", sessionId],
  );
  return token;
}

export async function findRefreshToken(db: Db, token: string): Promise<RefreshTokenRow | undefined> {
  const { rows } = await db.query<RefreshTokenRow>(
    "select token, session_id, revoked, parent, updated_at from auth.refresh_tokens where token = $1",
    [token],
  );
  return rows[0];
}

/** All tokens of a session, oldest first. */
export async function tokensOfSession(db: Db, sessionId: string): Promise<RefreshTokenRow[]> {
  const { rows } = await db.query<RefreshTokenRow>(
    `select token, session_id, revoked, parent, updated_at
     from auth.refresh_tokens where session_id = $1 order by id`,
    [sessionId],
  );
  return rows;
}

export async function revokeTokens(db: Db, sessionId: string): Promise<void> {
  await db.query(
    `update auth.refresh_tokens set revoked = true, updated_at = now()
     where session_id = $1 and revoked = false`,
    [sessionId],
  );
}
