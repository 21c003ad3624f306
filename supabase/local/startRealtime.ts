/** The realtime service of a stack: sockets of the gateway, messages and rights in the database. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Pool } from "pg";
import { WebSocketServer } from "ws";
import { parseKeys } from "./parseKeys";
import { Caller } from "./realtime/Caller";
import { relayMessages } from "./realtime/relayMessages";

interface RealtimeOptions {
  /** Connection string as authenticator. */
  databaseUrl: string;
  /** Public keys whose tokens are believed, as JSON. */
  jwks: string;
  log: (line: string) => void;
}

export interface RealtimeService {
  accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  stop: () => Promise<void>;
}

const LARGEST_FRAME = 256 * 1024;

export function startRealtime({ databaseUrl, jwks, log }: RealtimeOptions): RealtimeService {
  const sql = new Pool({ connectionString: databaseUrl, max: 3 });
  // A connection that dies with Postgres is replaced at the next query.
  sql.on("error", () => undefined);
  const callers = new Set<Caller>();
  const relay = relayMessages(sql, callers);
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const deps = { sql, jwks: parseKeys(jwks), log };
  return {
    accept: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (opened) => {
        const caller = new Caller(opened, deps);
        callers.add(caller);
        opened.on("close", () => callers.delete(caller));
        relay.wake();
      });
    },
    stop: async () => {
      for (const caller of callers) caller.close();
      await relay.stop();
      await sql.end();
    },
  };
}
