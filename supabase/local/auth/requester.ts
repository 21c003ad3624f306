/** Finds out who sends a request, and refuses those who may not. */
import type { Context } from "hono";
import type { JWTPayload } from "jose";
import type { Auth } from "./Auth";
import { AuthError, badJwt, sessionNotFound } from "./authError";
import type { Client } from "./client";
import { clientOf } from "./client";
import { findSession, sessionEnd } from "./sessions";
import type { SessionRow } from "./sessions";
import { findUserById, isBanned } from "./users";
import type { User } from "./users";
import { isUuid } from "./uuids";

export interface Requester {
  user: User;
  session: SessionRow;
  client: Client;
}

const ADMIN_ROLES = ["service_role", "supabase_admin"];

/** A signed-in person whose session is alive. */
export async function requireUser(auth: Auth, c: Context): Promise<Requester> {
  const claims = await bearerClaims(auth, c);
  if (!claims.sub) throw badJwt("invalid claim: missing sub claim");
  if (!isUuid(claims.sub)) throw new AuthError(400, "bad_jwt", "invalid claim: sub claim must be a UUID");
  const user = await findUserById(auth.sql, claims.sub);
  if (!user || user.deleted_at) {
    throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist");
  }
  const session = await sessionOf(auth, claims);
  if (session?.user_id !== user.id) {
    throw sessionNotFound();
  }
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  return { user, session, client: clientOf(auth, c) };
}

/** The secret key, or a user whose token carries an admin role. */
export async function requireAdmin(auth: Auth, c: Context): Promise<Client> {
  const { role } = await bearerClaims(auth, c);
  if (typeof role !== "string" || !ADMIN_ROLES.includes(role)) {
    throw new AuthError(403, "not_admin", "User not allowed");
  }
  return clientOf(auth, c);
}

async function bearerClaims(auth: Auth, c: Context): Promise<JWTPayload> {
  const token = /^[Bb]earer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (!token) {
    const message = "This endpoint requires a valid Bearer token";
    throw new AuthError(401, "no_authorization", message);
  }
  return auth.tokens.check(token);
}

async function sessionOf(auth: Auth, claims: JWTPayload): Promise<SessionRow | undefined> {
  const id = typeof claims.session_id === "string" ? claims.session_id : undefined;
  const session = isUuid(id) ? await findSession(auth.sql, id) : undefined;
  return session && !sessionEnd(auth, session) ? session : undefined;
}
