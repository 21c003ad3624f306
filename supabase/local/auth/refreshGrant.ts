/** Swaps a refresh token for a new one, and ends the session when an old one turns up again. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { refreshRefused, validationFailed } from "./authError";
import type { AuthError } from "./authError";
import { clientOf } from "./client";
import type { Client } from "./client";
import { readBody } from "./readBody";
import {
  addRefreshToken,
  findRefreshToken,
  looksLikeRefreshToken,
  revokeTokens,
  tokensOfSession,
} from "./refreshTokens";
import type { RefreshTokenRow } from "./refreshTokens";
import { lockSession, sessionEnd, sessionJson } from "./sessions";
import type { SessionJson, SessionRow } from "./sessions";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { findUserById, isBanned } from "./users";
import type { User } from "./users";

const REUSE_INTERVAL = 10_000;

const alreadyUsed = () => refreshRefused("refresh_token_already_used", "Already Used");

export async function refreshGrant(auth: Auth, c: Context): Promise<Response> {
  const token = (await readBody(c)).text("refresh_token");
  if (!looksLikeRefreshToken(token)) throw validationFailed("Refresh token is not valid");
  const client = clientOf(auth, c);
  const outcome = await inTransaction(auth.sql, (db) => refresh(auth, db, { token, client }));
  // Thrown only now, so that ending a stolen session is not rolled back.
  if ("refused" in outcome) throw outcome.refused;
  return c.json(outcome.session);
}

interface Attempt {
  token: string;
  client: Client;
}

type Outcome = { session: SessionJson } | { refused: AuthError };

async function refresh(auth: Auth, db: Db, { token, client }: Attempt): Promise<Outcome> {
  const { session, user } = await ownerOf(db, token);
  const family = await tokensOfSession(db, session.id);
  const given = family.find((row) => row.token === token);
  const active = family.findLast((row) => !row.revoked);
  if (!given || !active) throw alreadyUsed();

  const standing = given.revoked ? reuseOf(given, active, family) : "current";
  if (standing === "cut off") throw alreadyUsed();
  if (standing === "stolen") {
    await endStolenSession(db, session.id);
    return { refused: alreadyUsed() };
  }
  assertAlive(auth, session);
  const next = standing === "tolerated" ? active.token : await swap(db, given, user);
  await db.query(
    `update auth.sessions
     set refreshed_at = now() at time zone 'utc', updated_at = now(), user_agent = $2, ip = $3
     where id = $1`,
    [session.id, client.userAgent, client.ip],
  );
  await audit(db, { action: "token_refreshed", actor: user, ip: client.ip });
  return {
    session: await sessionJson(auth, db, { userId: user.id, sessionId: session.id, refreshToken: next }),
  };
}

/** Locks the session of the token: two refreshes at once happen one after the other. */
async function ownerOf(db: Db, token: string): Promise<{ session: SessionRow; user: User }> {
  const found = await findRefreshToken(db, token);
  if (!found) throw refreshRefused("refresh_token_not_found", "Refresh Token Not Found");
  const session = found.session_id ? await lockSession(db, found.session_id) : undefined;
  const user = session && (await findUserById(db, session.user_id));
  if (!session || !user) throw refreshRefused("session_not_found", "No Valid Session Found");
  if (isBanned(user)) throw refreshRefused("user_banned", "User Banned");
  return { session, user };
}

/**
 * A client that lost the answer comes back with the parent of the active token, and several tabs may come at once:
 * both get the active token. A token that the line of the active one does not contain was cut off by a second factor.
 */
function reuseOf(
  given: RefreshTokenRow,
  active: RefreshTokenRow,
  family: RefreshTokenRow[],
): "tolerated" | "stolen" | "cut off" {
  if (active.parent === given.token) return "tolerated";
  if (!isAncestor(given.token, active, family)) return "cut off";
  return Date.now() - given.updated_at.getTime() < REUSE_INTERVAL ? "tolerated" : "stolen";
}

function isAncestor(token: string, of: RefreshTokenRow, family: RefreshTokenRow[]): boolean {
  const byToken = new Map(family.map((row) => [row.token, row]));
  let current: RefreshTokenRow | undefined = of;
  while (current?.parent) {
    if (current.parent === token) return true;
    current = byToken.get(current.parent);
  }
  return false;
}

async function endStolenSession(db: Db, sessionId: string): Promise<void> {
  await revokeTokens(db, sessionId);
  await db.query("update auth.sessions set not_after = now(), updated_at = now() where id = $1", [sessionId]);
}

function assertAlive(auth: Auth, session: SessionRow): void {
  const end = sessionEnd(auth, session);
  if (end === "idle") throw refreshRefused("session_expired", "Session Expired (Inactivity)");
  if (end === "expired") throw refreshRefused("session_expired", "Session Expired");
}

async function swap(db: Db, given: RefreshTokenRow, user: User): Promise<string> {
  const sessionId = given.session_id ?? "";
  await revokeTokens(db, sessionId);
  return addRefreshToken(db, { sessionId, userId: user.id, parent: given.token });
}
