/** Who answers which path: REST is streamed through, auth, storage, functions and pages are served by this process. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { ApiKeys } from "./ApiKeys";
import { authorizeRequest } from "./authorizeRequest";
import { allowAnyOrigin, answerPreflight } from "./cors";
import type { Forwarder } from "./proxyRequest";
import type { Handler } from "./startGateway";

export interface Services {
  rest: Forwarder;
  /** Mounted here, or an external one that knows the keys itself. */
  auth: Hono | Forwarder;
  storage: Hono;
  functions: Hono;
  pages: Hono;
  keys: ApiKeys;
  log: (line: string) => void;
}

const API = /^\/(rest|auth|storage|functions)\/v1(\/|$)/;
const PREFIX_LENGTH = "/rest/v1".length;

export function routeRequest(services: Services): Handler {
  const pages = getRequestListener(services.pages.fetch);
  const functions = getRequestListener(services.functions.fetch);
  const storage = storageHandler(services);
  const api = apiHandler(services);
  return async (request, response) => {
    const path = pathOf(request);
    try {
      if (!API.test(path)) {
        await pages(request, response);
        return;
      }
      allowAnyOrigin(response);
      if (answerPreflight(request, response)) return;
      if (path.startsWith("/functions/")) await functions(request, response);
      else await (path.startsWith("/storage/") ? storage : api)(request, response);
    } catch (error) {
      services.log(`${request.method} ${path}: ${String(error)}`);
      if (!response.headersSent) answerJson(response, 500, { message: "Internal server error" });
    }
  };
}

function apiHandler({ rest, auth, keys }: Services): Handler {
  const mounted = typeof auth === "function" ? undefined : getRequestListener(auth.fetch);
  return async (request, response) => {
    const isRest = pathOf(request).startsWith("/rest/");
    if (!isRest && typeof auth === "function") {
      return auth(request, response, {
        path: (request.url ?? "").slice(PREFIX_LENGTH),
        headers: request.headers,
      });
    }
    const { query, apiKey } = splitQuery(request.url ?? "");
    const verdict = await authorizeRequest({ headers: request.headers, path: pathOf(request), apiKey }, keys);
    if ("refusal" in verdict) {
      answerJson(response, 401, verdict.refusal);
      return undefined;
    }
    setAuthorization(request, verdict.authorization);
    if (mounted && !isRest) return mounted(request, response);
    const { apikey: _key, origin: _origin, ...headers } = request.headers;
    return rest(request, response, { path: (pathOf(request).slice(PREFIX_LENGTH) || "/") + query, headers });
  };
}

/** A signed address carries no key; whatever else comes without one is refused by the storage server itself. */
function storageHandler({ storage, keys }: Services): Handler {
  const mounted = getRequestListener(storage.fetch);
  return async (request, response) => {
    const { apiKey } = splitQuery(request.url ?? "");
    if (request.headers.apikey !== undefined || apiKey !== undefined) {
      const asked = { headers: request.headers, path: pathOf(request), apiKey };
      const verdict = await authorizeRequest(asked, keys);
      if ("refusal" in verdict) {
        answerJson(response, 401, verdict.refusal);
        return undefined;
      }
      setAuthorization(request, verdict.authorization);
    }
    return mounted(request, response);
  };
}

const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?", 1)[0] ?? "/";

/** PostgREST would take a key in the query for a filter on a column. */
function splitQuery(url: string): { query: string; apiKey: string | undefined } {
  const start = url.indexOf("?");
  if (start < 0) return { query: "", apiKey: undefined };
  const parts = url.slice(start + 1).split("&");
  const apiKey = parts.find((part) => part.startsWith("apikey="))?.slice("apikey=".length);
  const others = parts.filter((part) => !part.startsWith("apikey="));
  return { query: others.length > 0 ? `?${others.join("&")}` : "", apiKey };
}

/** Hono's adapter reads the raw headers, the proxy the parsed ones. */
function setAuthorization(request: IncomingMessage, value: string): void {
  if (request.headers.authorization === value) return;
  request.headers.authorization = value;
  const raw = request.rawHeaders;
  const kept = raw.flatMap((name, at) =>
    at % 2 === 0 && name.toLowerCase() !== "authorization" ? [name, raw[at + 1] ?? ""] : [],
  );
  request.rawHeaders = [...kept, "Authorization", value];
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
