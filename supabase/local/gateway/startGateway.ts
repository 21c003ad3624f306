/** The one address of the local Supabase, on the loopback only. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { isAllowedHost } from "./isAllowedHost";

export interface GatewayOptions {
  /** Preferred port, the next free one is taken; 0 = any free one. */
  port: number;
  /** Names besides those of the loopback that a Host header may carry. */
  allowedHosts: readonly string[];
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Takes a connection over that asks for another protocol. */
export type Upgrader = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Gateway {
  url: string;
  /** What answers from now on; until then callers are told to wait. */
  serve: (handler: Handler, upgrader: Upgrader) => void;
  stop: () => Promise<void>;
}

const PORTS_TO_TRY = 100;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  let handle: Handler = answerStarting;
  let upgrade: Upgrader = refuseUpgrade;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (isAllowedHost(request.headers.host, options.allowedHosts)) handle(request, response);
    else answerPlain(response, 403, "Kontor answers only on this machine (localhost).");
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (isAllowedHost(request.headers.host, options.allowedHosts)) upgrade(request, socket, head);
    else refuseUpgrade(request, socket);
  });
  const port = await listenNear(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    serve: (handler, upgrader) => {
      handle = handler;
      upgrade = upgrader;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function listenNear(server: Server, preferred: number): Promise<number> {
  for (let port = preferred; ; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || port >= preferred + PORTS_TO_TRY) throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("retry-after", "1");
  answerPlain(response, 503, "Kontor is starting. Try again in a moment.");
}

export function refuseUpgrade(_request: IncomingMessage, socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

function answerPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
