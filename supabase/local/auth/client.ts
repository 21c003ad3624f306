/** Who is at the other end of a request, as sessions and challenges remember it. */
import { isIP } from "node:net";
import type { Context } from "hono";
import type { Auth } from "./Auth";

export interface Client {
  ip: string;
  userAgent: string;
}

export function clientOf(auth: Auth, c: Context): Client {
  const ip = auth.clientIp(c);
  return {
    ip: isIP(ip) ? ip : "127.0.0.1",
    userAgent: (c.req.header("user-agent") ?? "").slice(0, 512),
  };
}
