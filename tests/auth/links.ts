/** Reads the captured mails and follows their links. */
import type { Mail } from "../../supabase/local/auth/AuthDeps";
import type { AuthServer } from "./AuthServer";
import { present } from "./people";

/** The newest mail to that address. */
export function mailTo(server: AuthServer, email: string): Mail {
  return present(server.mails.findLast(({ to }) => to === email));
}

export interface Landing {
  status: number;
  /** Where the browser would go. */
  address: URL;
  /** What the app finds behind the #. */
  fields: URLSearchParams;
}

/** Follows a link as a browser does, without leaving for the app. */
export async function follow(link: string): Promise<Landing> {
  const answer = await fetch(link, { redirect: "manual" });
  const address = new URL(present(answer.headers.get("location")));
  return { status: answer.status, address, fields: new URLSearchParams(address.hash.slice(1)) };
}
