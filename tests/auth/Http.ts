/** Plain requests, for what the official client hides: status codes, headers, bodies that are no JSON. */
import type { AuthServer } from "./AuthServer";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

export interface Ask {
  token?: string;
  /** Sent as it is when a text, else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export const MODERN = { "x-supabase-api-version": "2024-01-01" };

export async function ask(server: AuthServer, request: string, options: Ask = {}): Promise<Answer> {
  const [method = "GET", path = "/"] = request.split(" ");
  const { token, body, headers } = options;
  const answer = await fetch(`${server.url}/auth/v1${path}`, {
    method,
    redirect: "manual",
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
