/** Talks to the REST API as one caller and hands back status, headers and parsed body. */
import { inject } from "vitest";

export interface RestRequest {
  method?: "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Schema that is read or written, when it is not `public`. */
  schema?: string;
  /** Preferences such as `return=representation`. */
  prefer?: string;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; null when the answer has no body. */
  body: unknown;
  /** The rows of a list; fails when the answer is none. */
  rows: Record<string, unknown>[];
  /** A text inside the body by its path; fails when there is none. */
  text: (...path: string[]) => string;
  /** `reason` of a refusal in Kontor's own words, "" when there is none. */
  reason: string;
}

export class RestClient {
  readonly #headers: Record<string, string>;

  constructor(headers: Record<string, string>) {
    this.#headers = headers;
  }

  /** The same caller with another header, such as `x-view-as`. */
  with(headers: Record<string, string>): RestClient {
    return new RestClient({ ...this.#headers, ...headers });
  }

  /** Sends a request to PostgREST: `rest("/orders?select=id")`. */
  async rest(path: string, request: RestRequest = {}): Promise<RestAnswer> {
    return this.send(`/rest/v1${path}`, request);
  }

  /** Calls a function of the API by name. */
  async rpc(name: string, values: Record<string, unknown> = {}, schema = "public"): Promise<RestAnswer> {
    return this.rest(`/rpc/${name}`, { method: "POST", body: values, schema });
  }

  /** Sends a request to any path of the gateway. */
  async send(
    path: string,
    { method = "GET", body, headers, schema, prefer }: RestRequest,
  ): Promise<RestAnswer> {
    const { url, publishableKey } = inject("stack");
    const isRead = method === "GET" || method === "HEAD";
    const response = await fetch(url + path, {
      method,
      headers: {
        apikey: publishableKey,
        ...this.#headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(schema ? { [isRead ? "accept-profile" : "content-profile"]: schema } : {}),
        ...(prefer ? { prefer } : {}),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return answerOf(response);
  }
}

async function answerOf(response: Response): Promise<RestAnswer> {
  const text = await response.text();
  const body = parse(text);
  const expected = (what: string) => new Error(`expected ${what}, got ${response.status}: ${text}`);
  return {
    status: response.status,
    headers: response.headers,
    body,
    get rows() {
      if (!Array.isArray(body)) throw expected("rows");
      return body.filter(isRecord);
    },
    text: (...path) => {
      const value = path.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), body);
      if (typeof value !== "string") throw expected(path.join("."));
      return value;
    },
    reason: reasonOf(body),
  };
}

function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf(body: unknown): string {
  if (!isRecord(body) || typeof body.details !== "string") return "";
  const details = parse(body.details);
  return isRecord(details) && typeof details.reason === "string" ? details.reason : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
