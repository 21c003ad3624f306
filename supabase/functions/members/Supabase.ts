/** The two callers of a change: the member himself, whose rights Postgres checks, and the holder of the secret key. */
import { Refusal } from "./refusal.ts";

export type Environment = Readonly<Record<string, string>>;

export class Supabase {
  readonly #url: string;
  readonly #publishableKey: string;
  readonly #secretKey: string;
  readonly #authorization: string;

  constructor(environment: Environment, authorization: string) {
    this.#url = required(environment, "SUPABASE_URL");
    this.#publishableKey = required(environment, "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_ANON_KEY");
    this.#secretKey = required(environment, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY");
    this.#authorization = authorization;
  }

  /** Calls a function of schema config with the member's own token. */
  async asMember(name: string, values: Record<string, unknown>): Promise<unknown> {
    return this.#send(`/rest/v1/rpc/${name}`, {
      method: "POST",
      body: JSON.stringify(values),
      headers: {
        apikey: this.#publishableKey,
        authorization: this.#authorization,
        "content-profile": "config",
        "content-type": "application/json",
      },
    });
  }

  /** Calls Supabase Auth with the secret key. */
  async asService(path: string, method: string, values?: Record<string, unknown>): Promise<unknown> {
    return this.#send(`/auth/v1${path}`, {
      method,
      ...(values ? { body: JSON.stringify(values) } : {}),
      headers: {
        apikey: this.#secretKey,
        authorization: `Bearer ${this.#secretKey}`,
        "x-supabase-api-version": "2024-01-01",
        "content-type": "application/json",
      },
    });
  }

  async #send(path: string, request: RequestInit): Promise<unknown> {
    const response = await fetch(this.#url + path, request);
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refusalOf(response.status, body);
    return body;
  }
}

function required(environment: Environment, ...names: string[]): string {
  const value = names.map((name) => environment[name]).find(Boolean);
  if (!value) throw new Error(`Set ${names.join(" or ")} for this function`);
  return value;
}

/** Postgres puts the reason into details, Supabase Auth into code. */
function refusalOf(status: number, body: unknown): Refusal {
  const { message, code, details } = isObject(body) ? body : {};
  const detail = typeof details === "string" ? parse(details) : undefined;
  const reason = isObject(detail) ? detail.reason : code;
  return new Refusal(status, textOr(reason, "failed"), textOr(message, "The change failed"));
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
