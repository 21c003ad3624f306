/** Where the server is: /kontor.json, written by the local stack or by the operator of a hosted one. */
import type { Label } from "../model/label";

export interface DemoMember {
  role: string;
  /** Name of the role, where the server knows it. */
  label?: Label;
  name: string;
  email: string;
  password: string;
}

export interface ConnectionSettings {
  /** Origin of the Supabase project, without a slash at the end. */
  url: string;
  /** The publishable key; it opens nothing by itself. */
  key: string;
  /** Only a local demo has them: "sign in as" on the sign-in page. */
  demoMembers: DemoMember[];
}

const isText = (value: unknown): value is string => typeof value === "string";

const isDemoMember = (value: unknown): value is DemoMember => {
  const member = value as Partial<DemoMember> | null;
  return isText(member?.role) && isText(member.name) && isText(member.email) && isText(member.password);
};

/** Throws when the file is missing or is not ours (a host that answers every path with a page). */
export async function loadConnectionSettings(): Promise<ConnectionSettings> {
  const answer = await fetch("/kontor.json", { cache: "no-store" });
  const content = (await answer.json()) as { url?: unknown; key?: unknown; demoMembers?: unknown };
  if (!answer.ok || !isText(content.key)) throw new Error("kontor.json has no key");
  const url = isText(content.url) && content.url !== "" ? content.url : window.location.origin;
  const members = Array.isArray(content.demoMembers) ? content.demoMembers : [];
  return { url: url.replace(/\/+$/, ""), key: content.key, demoMembers: members.filter(isDemoMember) };
}
