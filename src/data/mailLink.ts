/** What the address bar says when a mail link brought us here; read before the auth client tidies it up. */
import type { LinkKind } from "./SessionContext";

export interface MailLink {
  kind?: LinkKind | undefined;
  /** GoTrue's error code, e.g. otp_expired. */
  problem?: string | undefined;
}

export function readMailLink(hash: string): MailLink {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const kind = parts.get("type");
  return {
    kind: parts.has("access_token") && (kind === "invite" || kind === "recovery") ? kind : undefined,
    problem: parts.get("error_code") ?? (parts.has("error") ? "otp_expired" : undefined),
  };
}
