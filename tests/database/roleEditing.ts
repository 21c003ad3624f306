/** Editing roles the way the studio does: over REST, as an admin, with roles of the test's own. */
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { aMember, type Member } from "../support/members";
import type { RestAnswer, RestClient } from "../support/RestClient";
import { sql } from "../support/sql";

export interface PermissionDraft {
  entity: string;
  action: string;
  scope?: string | null;
  fields?: string[] | null;
  presets?: Record<string, unknown>;
  validation?: unknown[];
}

/** What is sent to `save_role`; what is left out stays as it is. */
export interface RoleDraft {
  permissions: PermissionDraft[];
  [setting: string]: unknown;
}

export interface TestRole {
  id: string;
  key: string;
}

export const label = (en: string) => ({ en, "zh-CN": en });

/** A list that has, among others, elements with at least these properties. */
export const containing = (...items: object[]): unknown =>
  expect.arrayContaining(items.map((item): unknown => expect.objectContaining(item)));

/** Calls a function of schema config. */
export const config = (client: RestClient, name: string, values: Record<string, unknown> = {}) =>
  client.rpc(name, values, "config");

/** The answer of a call that must succeed. */
export async function granted(answer: Promise<RestAnswer>): Promise<unknown> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`expected success, got ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** A new role with these rights, made by an admin. */
export async function aRole(admin: Member, draft: RoleDraft): Promise<TestRole> {
  const name = `r${randomBytes(5).toString("hex")}`;
  const id = String(await granted(config(admin, "create_role", { label: label(name) })));
  await granted(save(admin, { id, key: name }, draft));
  return { id, key: name };
}

export const save = (admin: RestClient, role: TestRole, document: RoleDraft) =>
  config(admin, "save_role", { role_id: role.id, document, note: "" });

export const review = (admin: RestClient, role: TestRole, document: RoleDraft) =>
  config(admin, "review_role", { role_id: role.id, document });

/** A new role and a member who acts in it. */
export async function aMemberWith(
  admin: Member,
  draft: RoleDraft,
): Promise<{ role: TestRole; member: Member }> {
  const role = await aRole(admin, draft);
  return { role, member: await aMember({ roles: [role.key] }) };
}

/** Two places with one note each; names are new for every call. */
export async function twoPlaces() {
  const tag = randomBytes(4).toString("hex");
  const { rows: places } = await sql.query<{ id: number }>(
    "insert into public.places (name) values ($1 || ' north'), ($1 || ' south') returning id",
    [tag],
  );
  const [north = 0, south = 0] = places.map(({ id }) => id);
  const { rows: notes } = await sql.query<{ id: number }>(
    "insert into public.notes (title, place_id) values ($1 || ' n', $2), ($1 || ' s', $3) returning id",
    [tag, north, south],
  );
  const [inNorth = 0, inSouth = 0] = notes.map(({ id }) => id);
  return { tag, north, south, inNorth, inSouth };
}
