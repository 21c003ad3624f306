/** Passes a request on to a service behind the gateway and streams the answer back. */
import * as http from "node:http";
import * as https from "node:https";
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export interface Forward {
  /** Path and query below the address of the service. */
  path: string;
  headers: IncomingHttpHeaders;
}

export type Forwarder = (
  request: IncomingMessage,
  response: ServerResponse,
  forward: Forward,
) => Promise<void>;

const OF_ONE_CONNECTION = [
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];
const OWN_HEADERS = /^(access-control-|connection$|keep-alive$|transfer-encoding$|server$)/i;
const PATIENCE_MS = 3_000;

/** Connections are kept; PostgREST closes idle ones after 30 s, so they are dropped here before that. */
export function createForwarder(base: URL): Forwarder {
  const { Agent } = base.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true, scheduling: "lifo", timeout: 15_000 });
  return async (request, response, forward) => {
    const deadline = Date.now() + PATIENCE_MS;
    const hasBody = !["GET", "HEAD", "OPTIONS"].includes(request.method ?? "");
    for (;;) {
      const failure = await attempt({ request, response, forward, base, agent, hasBody });
      if (failure === undefined || response.headersSent || response.destroyed) return;
      // A service that is just being started again answers in a moment; a body can be sent only once.
      if (hasBody || Date.now() > deadline) {
        answerUnavailable(response);
        return;
      }
      await pause(100);
    }
  };
}

interface Attempt {
  request: IncomingMessage;
  response: ServerResponse;
  forward: Forward;
  base: URL;
  agent: http.Agent;
  hasBody: boolean;
}

/** Resolves to what went wrong before the first byte of an answer, or to undefined. */
function attempt({ request, response, forward, base, agent, hasBody }: Attempt): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const { request: send } = base.protocol === "https:" ? https : http;
    const upstream = send(base, {
      agent,
      method: request.method,
      path: base.pathname.replace(/\/$/, "") + forward.path,
      headers: { ...headersFor(request, forward), host: base.host },
    });
    const giveUp = () => upstream.destroy();
    response.once("close", giveUp);
    upstream.on("error", (error) => {
      response.off("close", giveUp);
      resolve(error);
    });
    upstream.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, passOn(answer.rawHeaders));
      answer.once("error", () => response.destroy());
      answer.pipe(response);
      resolve(undefined);
    });
    if (hasBody) request.pipe(upstream);
    else upstream.end();
  });
}

function headersFor(request: IncomingMessage, forward: Forward): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...forward.headers };
  for (const name of OF_ONE_CONNECTION) Reflect.deleteProperty(headers, name);
  headers["x-forwarded-for"] = request.socket.remoteAddress;
  headers["x-forwarded-host"] = request.headers.host;
  headers["x-forwarded-proto"] = "http";
  return headers;
}

function passOn(rawHeaders: string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    if (!OWN_HEADERS.test(name)) kept.push(name, value);
  }
  return kept;
}

function answerUnavailable(response: ServerResponse): void {
  response.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
  response.end(
    JSON.stringify({ code: "PGRST001", message: "The database is starting. Try again in a moment." }),
  );
}
