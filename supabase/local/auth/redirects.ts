/** Where links may lead: the host of the site, and addresses named in the settings. */
import type { Context } from "hono";
import type { Auth } from "./Auth";

/** The wanted address when it is allowed, else the site. */
export function redirectTarget(auth: Auth, wanted: string | undefined): string {
  return wanted && isAllowed(auth, wanted) ? wanted : auth.siteUrl;
}

export function wantedRedirect(c: Context): string | undefined {
  return c.req.query("redirect_to") ?? c.req.header("redirect_to");
}

function isAllowed(auth: Auth, wanted: string): boolean {
  if (!URL.canParse(wanted)) return false;
  const { protocol, hostname } = new URL(wanted);
  if (protocol !== "http:" && protocol !== "https:") return false;
  return hostname === new URL(auth.siteUrl).hostname || auth.redirectUrls.includes(wanted);
}
