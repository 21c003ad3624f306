/**
 * Creates, invites, deletes members and resets their second step or password: POST {"change": "create", …}.
 * The only holder of the secret key; it trusts no body and lets Postgres decide with the caller's token.
 */
import { changes } from "./changes.ts";
import { Refusal } from "./refusal.ts";
import { isObject, Supabase, type Environment } from "./Supabase.ts";

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, apikey, content-type, x-client-info",
  "access-control-allow-methods": "POST, OPTIONS",
};

export async function handle(request: Request, environment: Environment): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  const response = await answer(request, environment).catch((error: unknown) => {
    if (error instanceof Refusal) return error.toResponse();
    return new Refusal(500, "failed", "The change failed; nothing is lost, try again").toResponse();
  });
  for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
  return response;
}

async function answer(request: Request, environment: Environment): Promise<Response> {
  if (request.method !== "POST") throw new Refusal(405, "method_not_allowed", "Only POST is answered");
  const authorization = request.headers.get("authorization");
  if (!authorization) throw new Refusal(401, "no_authorization", "Sign in first");
  const body: unknown = await request.json().catch(() => undefined);
  if (!isObject(body)) throw new Refusal(400, "bad_json", "The body must be a JSON object");
  const change =
    typeof body.change === "string" && Object.hasOwn(changes, body.change) ? changes[body.change] : undefined;
  if (!change) throw new Refusal(400, "unknown_change", "This change is not known");
  return Response.json(await change(new Supabase(environment, authorization), body));
}
