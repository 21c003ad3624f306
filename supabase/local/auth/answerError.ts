/** Turns whatever a handler threw into the JSON, status and headers that Supabase clients expect. */
import type { Context } from "hono";
import { AuthError, WeakPassword } from "./authError";
import { databaseRefusal } from "./databaseRefusal";

const API_VERSION = "2024-01-01";
const VERSION_HEADER = "X-Supabase-Api-Version";

export function answerError(c: Context, error: unknown, log: (line: string) => void): Response {
  const refusal = asRefusal(error, log);
  const isModern = asksForModernShape(c.req.header(VERSION_HEADER));
  if (isModern) c.header(VERSION_HEADER, API_VERSION);
  c.header("x-sb-error-code", refusal.code);
  return c.json(isModern ? modernBody(refusal) : legacyBody(refusal), refusal.status);
}

function asRefusal(error: unknown, log: (line: string) => void): AuthError {
  if (error instanceof AuthError) return error;
  const refusal = databaseRefusal(error);
  if (refusal) return refusal;
  log(`auth: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const hint = "Unexpected failure, please check server logs for more information";
  return new AuthError(500, "unexpected_failure", hint);
}

/** A date before the first version, or none at all, means the first shape. */
function asksForModernShape(version: string | undefined): boolean {
  return version !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(version) && version >= API_VERSION;
}

function modernBody(refusal: AuthError): object {
  return { code: refusal.code, message: refusal.message, ...weakness(refusal) };
}

function legacyBody(refusal: AuthError): object {
  return { code: refusal.status, error_code: refusal.code, msg: refusal.message, ...weakness(refusal) };
}

function weakness(refusal: AuthError): object {
  return refusal instanceof WeakPassword ? { weak_password: { reasons: refusal.reasons } } : {};
}
