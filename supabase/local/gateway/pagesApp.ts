/** Everything of the gateway that is no API: kontor.json, the inbox and the built SPA. */
import { Hono } from "hono";
import type { DemoMember } from "../memberFile";
import type { Outbox } from "../Outbox";
import { inboxPage, INBOX_POLICY } from "./inboxPage";
import { SECURITY_HEADERS } from "./securityHeaders";
import { StaticFiles } from "./StaticFiles";

export interface Pages {
  publishableKey: string;
  outbox: Outbox;
  /** Read at each request: the members are made after the server has started. */
  demoMembers: () => DemoMember[] | undefined;
  /** Folder of the built SPA. */
  spa: string | undefined;
}

export function pagesApp(pages: Pages): Hono {
  const app = new Hono();
  const files = pages.spa === undefined ? undefined : new StaticFiles(pages.spa);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  });
  app.get("/kontor.json", (c) => {
    c.header("cache-control", "no-store");
    return c.json({ url: "", key: pages.publishableKey, demoMembers: pages.demoMembers() });
  });
  app.get("/inbox", (c) => {
    c.header("cache-control", "no-store");
    const mails = pages.outbox.list();
    if (c.req.header("accept")?.startsWith("application/json")) return c.json(mails);
    c.header("content-security-policy", INBOX_POLICY);
    return c.html(inboxPage(mails, c.req.header("accept-language") ?? ""));
  });
  app.get("*", async (c) => {
    const response = await files?.answer({
      path: c.req.path,
      acceptEncoding: c.req.header("accept-encoding") ?? "",
      ifNoneMatch: c.req.header("if-none-match"),
    });
    return response ?? c.text("Not found", 404);
  });
  return app;
}
