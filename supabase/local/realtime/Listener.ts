/** Who holds a token, and whether the policies of realtime.messages let him hear a topic. */
import { createLocalJWKSet, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload } from "jose";
import type { Pool } from "pg";

export interface Listener {
  token: string;
  role: string;
  claims: JWTPayload;
  /** Milliseconds since 1970 at which the token ends. */
  endsAt: number;
}

const ROLES = ["anon", "authenticated", "service_role"];

/** Throws when the token is not ours or has ended. */
export async function listenerOf(jwks: JSONWebKeySet, token: string): Promise<Listener> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks));
  const role = typeof payload.role === "string" && ROLES.includes(payload.role) ? payload.role : "anon";
  return { token, role, claims: payload, endsAt: (payload.exp ?? 0) * 1_000 };
}

/** As on Supabase: a message of the topic is put down and looked for in the caller's eyes, then taken back. */
export async function mayHear(sql: Pool, { role, claims }: Listener, topic: string): Promise<boolean> {
  const db = await sql.connect();
  try {
    await db.query("begin; set local role service_role");
    await db.query("insert into realtime.messages (topic, extension) values ($1, 'broadcast')", [topic]);
    await db.query(
      `select set_config('realtime.topic', $1, true), set_config('role', $2, true),
         set_config('request.jwt.claims', $3, true), set_config('request.headers', '{}', true)`,
      [topic, role, JSON.stringify(claims)],
    );
    const { rows } = await db.query("select from realtime.messages where topic = $1 limit 1", [topic]);
    return rows.length > 0;
  } finally {
    await db.query("rollback").then(
      () => db.release(),
      () => db.release(true),
    );
  }
}
