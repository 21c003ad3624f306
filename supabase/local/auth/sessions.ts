/** Starts sessions, raises and ends them, and writes the answer that hands one to a client. */
import { randomUUID } from "node:crypto";
import type { Auth } from "./Auth";
import { userNotFound } from "./authError";
import type { Client } from "./client";
import { addRefreshToken } from "./refreshTokens";
import type { Db } from "./transaction";
import { userJson } from "./userJson";
import { findUserById } from "./users";
import type { User } from "./users";

export type SignInMethod =
  "password" | "otp" | "totp" | "recovery" | "invite" | "magiclink" | "email/signup" | "email_change";

export interface SessionRow {
  id: string;
  user_id: string;
  created_at: Date;
  aal: "aal1" | "aal2" | "aal3" | null;
  factor_id: string | null;
  not_after: Date | null;
  /** Last refresh, or the start. */
  active_at: Date;
}

export interface SessionJson {
  access_token: string;
  token_type: "bearer";
  expires_in: number;
  expires_at: number;
  refresh_token: string;
  user: object;
}

const SELECT_SESSION = `
  select id, user_id, created_at, aal, factor_id, not_after,
    coalesce(refreshed_at at time zone 'utc', created_at) as active_at
  from auth.sessions`;

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  const { rows } = await db.query<SessionRow>(`${SELECT_SESSION} where id = $1`, [id]);
  return rows[0];
}

/** Also makes refreshes and factor checks of one session wait for each other. */
export async function lockSession(db: Db, id: string): Promise<SessionRow | undefined> {
  await db.query("select from auth.sessions where id = $1 for update", [id]);
  return findSession(db, id);
}

/** Why the session is over, or undefined while it is alive. */
export function sessionEnd(auth: Auth, session: SessionRow): "expired" | "idle" | undefined {
  const now = Date.now();
  const isOver = (since: Date, seconds: number) => seconds > 0 && since.getTime() + seconds * 1000 < now;
  if (session.not_after && session.not_after.getTime() <= now) return "expired";
  if (isOver(session.created_at, auth.sessionSeconds)) return "expired";
  return isOver(session.active_at, auth.idleSeconds) ? "idle" : undefined;
}

interface SignIn {
  userId: string;
  method: SignInMethod;
  client: Client;
}

export async function startSession(auth: Auth, db: Db, signIn: SignIn): Promise<SessionJson> {
  const sessionId = randomUUID();
  await db.query(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
     values ($1, $2, now(), now(), 'aal1', $3, $4)`,
    [sessionId, signIn.userId, signIn.client.userAgent, signIn.client.ip],
  );
  await addClaim(db, sessionId, signIn.method);
  const refreshToken = await addRefreshToken(db, { sessionId, userId: signIn.userId });
  await db.query("update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1", [
    signIn.userId,
  ]);
  return sessionJson(auth, db, { userId: signIn.userId, sessionId, refreshToken });
}

export async function addClaim(db: Db, sessionId: string, method: SignInMethod): Promise<void> {
  await db.query(
    `insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
     values ($1, $2, now(), now(), $3)
     on conflict (session_id, authentication_method) do update set updated_at = now()`,
    [randomUUID(), sessionId, method],
  );
}

interface Handout {
  userId: string;
  sessionId: string;
  refreshToken: string;
}

/** A fresh access token beside the given refresh token. */
export async function sessionJson(auth: Auth, db: Db, handout: Handout): Promise<SessionJson> {
  const user = await findUserById(db, handout.userId);
  if (!user) throw userNotFound();
  const amr = await methodsOf(db, handout.sessionId);
  const { token, expiresAt } = await auth.tokens.sign({
    ...claimsOf(user),
    aal: amr.some(({ method }) => method === "totp") ? "aal2" : "aal1",
    amr,
    session_id: handout.sessionId,
    is_anonymous: user.is_anonymous,
  });
  return {
    access_token: token,
    token_type: "bearer",
    expires_in: auth.jwtSeconds,
    expires_at: expiresAt,
    refresh_token: handout.refreshToken,
    user: userJson(user),
  };
}

function claimsOf(user: User) {
  return {
    sub: user.id,
    aud: user.aud ?? "",
    email: user.email ?? "",
    phone: "",
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role ?? "",
  };
}

/** How the session was signed in to, newest first, times in seconds. */
export async function methodsOf(db: Db, sessionId: string): Promise<{ method: string; timestamp: number }[]> {
  const { rows } = await db.query<{ method: string; timestamp: number }>(
    `select authentication_method as method, floor(extract(epoch from updated_at))::int as timestamp
     from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  );
  return rows;
}

/** Ends the sessions of a user, all or all but one. Their refresh tokens go with them. */
export async function endSessions(db: Db, userId: string, options: { except?: string } = {}): Promise<void> {
  await db.query("delete from auth.sessions where user_id = $1 and id is distinct from $2::uuid", [
    userId,
    options.except ?? null,
  ]);
}
