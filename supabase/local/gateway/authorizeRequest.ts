/** The gateway's rules for keys: who may pass, and which Authorization header the service behind it sees. */
import type { IncomingHttpHeaders } from "node:http";
import type { ApiKeys } from "./ApiKeys";

export interface KeyedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  /** From the query string; the header comes first. */
  apiKey: string | undefined;
}

export type Verdict = { authorization: string } | { refusal: { message: string; hint: string } };

/** Ends of the auth service that people reach from a link in a mail, and public keys: without any key. */
const OPEN_PATHS = [
  "/auth/v1/verify",
  "/auth/v1/callback",
  "/auth/v1/authorize",
  "/auth/v1/.well-known/jwks.json",
];

/**
 * A user's bearer passes through; none, or an opaque key, becomes the token of that key's role.
 * `apikey` (header or query) must be a key of this project.
 */
export async function authorizeRequest(request: KeyedRequest, keys: ApiKeys): Promise<Verdict> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const apiKey = firstOf(request.headers.apikey) ?? request.apiKey;
  if (apiKey === undefined) {
    if (OPEN_PATHS.includes(request.path)) return { authorization: request.headers.authorization ?? "" };
    return refuse("No API key found in request", "No `apikey` request header or url param was found.");
  }
  const keyRole = keys.roleOf(apiKey);
  if (!keyRole) return refuse("Invalid API key", "Use the publishable or the secret key of this project.");
  if (bearer && !bearer.startsWith("sb_")) return { authorization: `Bearer ${bearer}` };
  const role = bearer ? keys.roleOf(bearer) : keyRole;
  if (!role) return refuse("Invalid API key", "The Authorization header carries an unknown key.");
  return { authorization: `Bearer ${await keys.tokenFor(role)}` };
}

const firstOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
const refuse = (message: string, hint: string): Verdict => ({ refusal: { message, hint } });
