/** Runs statements in the eyes of whoever sent the request: his role, his claims, one transaction. */
import type { Context } from "hono";
import { createLocalJWKSet, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { DatabaseError } from "pg";
import { inTransaction } from "../auth/transaction";
import type { Db } from "../auth/transaction";
import type { StorageDeps } from "./StorageDeps";
import { badToken, denied, duplicate, noBucket } from "./StorageError";

export interface Caller {
  role: string;
  claims: JWTPayload;
  headers: string;
}

const ROLES = ["anon", "authenticated", "service_role"];
const KEPT_TO_OURSELVES = ["authorization", "apikey", "cookie"];

export async function callerOf({ jwks }: StorageDeps, c: Context): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (!token) throw badToken("headers must have required property 'authorization'");
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks));
    const role = typeof payload.role === "string" && ROLES.includes(payload.role) ? payload.role : "anon";
    const headers = Object.entries(c.req.header()).filter(([name]) => !KEPT_TO_OURSELVES.includes(name));
    return { role, claims: payload, headers: JSON.stringify(Object.fromEntries(headers)) };
  } catch (error) {
    throw badToken(error instanceof Error ? error.message : "invalid token");
  }
}

export async function asCaller<T>(
  { sql }: StorageDeps,
  { role, claims, headers }: Caller,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return refusingAsStorage(() =>
    inTransaction(sql, async (db) => {
      await db.query(
        `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
           set_config('request.headers', $3, true)`,
        [role, JSON.stringify(claims), headers],
      );
      return work(db);
    }),
  );
}

/** For what a policy has already allowed, and for signed addresses, which carry their own leave. */
export async function asServer<T>({ sql }: StorageDeps, work: (db: Db) => Promise<T>): Promise<T> {
  return refusingAsStorage(() =>
    inTransaction(sql, async (db) => {
      await db.query("set local role service_role");
      return work(db);
    }),
  );
}

async function refusingAsStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === "42501") throw denied(error.message);
    if (error.code === "23505") throw duplicate();
    if (error.code === "23503") throw noBucket();
    throw error;
  }
}
