/** Logins of reporting tools: made as an admin, used over a direct connection. */
import pg from "pg";
import { inject } from "vitest";
import type { Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { aMemberWith, config, twoPlaces, type RoleDraft, type TestRole } from "./roleEditing";

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

interface LoginDraft {
  member: Member;
  role: TestRole;
  expires?: string | null;
  name?: string;
}

export const createLogin = (
  admin: RestClient,
  { member, role, expires = inDays(30), name = "Reports" }: LoginDraft,
) =>
  config(admin, "create_login", { member_id: member.id, role_id: role.id, label: name, expires_at: expires });

/** Statements of one session of a login. */
export async function session(credentials: { login: string; password: string }, statements: string[]) {
  const url = new URL(inject("stack").databaseUrl);
  const client = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: credentials.login,
    password: credentials.password,
  });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Members of a role with row scopes and a hidden column, and a login of the one with a place of his own. */
export async function aReader(boss: Member) {
  const places = await twoPlaces();
  const draft: RoleDraft = {
    permissions: [
      { entity: "notes", action: "read", fields: ["title", "place_id"], scope: "own_places" },
      { entity: "notes", action: "update", fields: ["title"], scope: "own_places" },
      { entity: "places", action: "read", fields: ["name"] },
    ],
    operations: ["close_note"],
  };
  const { role, member } = await aMemberWith(boss, draft);
  await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [member.id, places.north]);
  const answer = await createLogin(boss, { member, role });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const { rows } = await sql.query<{ id: number }>("select max(id) as id from config.logins");
  const credentials = { login: answer.text("login"), password: answer.text("password") };
  return { ...places, draft, role, member, id: rows[0]?.id ?? 0, credentials };
}

export const titles = (tag: string) =>
  `select title from public.notes where title like '${tag}%' order by id`;
