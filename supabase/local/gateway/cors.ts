/** Cross-origin rules of the API, as Supabase's gateway has them: any page may call it, a token makes the difference. */
import type { IncomingMessage, ServerResponse } from "node:http";

const EXPOSED = [
  "Content-Encoding",
  "Content-Location",
  "Content-Range",
  "Content-Type",
  "Date",
  "Link",
  "Location",
  "Preference-Applied",
  "Range-Unit",
  "Retry-After",
  "X-Supabase-Api-Version",
  "X-Total-Count",
];
const METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS";

export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", EXPOSED.join(", "));
}

/** Answers a browser's question before the real request; true when it was one. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "OPTIONS" || !request.headers["access-control-request-method"]) return false;
  response.setHeader("Access-Control-Allow-Methods", METHODS);
  response.setHeader(
    "Access-Control-Allow-Headers",
    request.headers["access-control-request-headers"] ?? "*",
  );
  response.setHeader("Access-Control-Max-Age", "3600");
  response.writeHead(204).end();
  return true;
}
