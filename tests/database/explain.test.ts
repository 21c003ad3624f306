import { describe, expect, it } from "vitest";
import type { TestDatabase } from "../support/TestDatabase";
import { inEmptyNotebook } from "./inEmptyNotebook";

async function aClerk(db: TestDatabase) {
  const user = await db.row<{ id: string }>(
    `insert into auth.users (id, instance_id, aud, role, email) values (gen_random_uuid(),
     '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', 'explained@example.com') returning id`,
  );
  const id = String(await db.call("engine.add_member", user.id, "Clerk", ["clerk"], false));
  const [north, south] = await db.query<{ id: number }>(
    "insert into public.places (name) values ('North'), ('South') returning id",
  );
  const notes = await db.query<{ id: number }>(
    "insert into public.notes (title, place_id) values ('n', $1), ('s', $2) returning id",
    north?.id,
    south?.id,
  );
  await db.query("insert into config.member_values values ($1, 'my_places', $2)", id, north?.id);
  return { id, userId: user.id, inside: String(notes[0]?.id), outside: String(notes[1]?.id) };
}

describe("config.explain", () => {
  it(
    "N5 allows what the member may do",
    inEmptyNotebook(async (db) => {
      const { id, inside } = await aClerk(db);

      expect(await db.call("config.explain", id, "notes", "read", inside, "title")).toMatchObject({
        allowed: true,
      });
    }),
  );

  it(
    "N5 names the missing right, the missing field and the false condition",
    inEmptyNotebook(async (db) => {
      const { id, outside } = await aClerk(db);

      expect(await db.call("config.explain", id, "notes", "delete", outside, null)).toMatchObject({
        allowed: false,
        reason: "action_not_granted",
        role: { en: "Clerk" },
      });
      expect(await db.call("config.explain", id, "notes", "read", outside, "secret")).toMatchObject({
        allowed: false,
        reason: "field_not_granted",
        field: "secret",
      });
      expect(await db.call("config.explain", id, "notes", "read", outside, "title")).toMatchObject({
        allowed: false,
        reason: "outside_scope",
        scope: { en: "Own places" },
        condition: {
          field: "place_id",
          op: "in",
          variable: "my_places",
          holds: false,
          label: { en: "Place" },
          variableLabel: { en: "My places" },
        },
      });
    }),
  );

  it(
    "N5 tells the truth of every part of a nested condition",
    inEmptyNotebook(async (db) => {
      const { id, inside } = await aClerk(db);
      await db.query(`
        update config.scopes set condition = '{"all": [
          {"field": "state", "op": "eq", "value": "it''s done"},
          {"any": [{"field": "place_id.name", "op": "eq", "value": "North"}, {"field": "title", "op": "eq", "value": "x"}]}
        ]}' where key = 'own_places'`);

      expect(await db.call("config.explain", id, "notes", "read", inside, null)).toMatchObject({
        reason: "outside_scope",
        condition: {
          holds: false,
          all: [{ holds: false }, { holds: true, any: [{ holds: true }, { holds: false }] }],
        },
      });
    }),
  );

  it(
    "N5 does not tell a member which part is false: it would tell a field of a record out of his sight",
    inEmptyNotebook(async (db) => {
      const { id, userId, outside } = await aClerk(db);
      const clerk = db.as({ userId, role: "clerk" });

      const answer = await clerk.call("config.explain", id, "notes", "read", outside, null);

      expect(answer).toMatchObject({
        allowed: false,
        reason: "outside_scope",
        condition: { field: "place_id", label: { en: "Place" } },
      });
      expect(JSON.stringify(answer)).not.toContain("holds");
    }),
  );

  it(
    "N5 says of a field that only the database writes that nobody can change it",
    inEmptyNotebook(async (db) => {
      const { id, inside } = await aClerk(db);

      expect(await db.call("config.explain", id, "notes", "update", inside, "id")).toMatchObject({
        allowed: false,
        reason: "field_read_only",
      });
    }),
  );

  it.each([
    ["member_inactive", "update config.members set is_active = false where id = $1"],
    ["no_active_role", "delete from config.member_roles where member_id = $1"],
    ["no_login", "update config.members set user_id = null where id = $1"],
    [
      "mfa_required",
      "update config.roles set requires_mfa = true where key = 'clerk' and $1::uuid is not null",
    ],
  ])("N5 says %s before anything else", (reason, statement) =>
    inEmptyNotebook(async (db) => {
      const { id, inside } = await aClerk(db);
      await db.query(statement, id);

      expect(await db.call("config.explain", id, "notes", "read", inside, null)).toMatchObject({
        allowed: false,
        reason,
      });
    })(),
  );

  it(
    "is refused about others without the right",
    inEmptyNotebook(async (db) => {
      const { id } = await aClerk(db);

      await expect(db.as("auditor").call("config.explain", id, "notes", "read", null, null)).rejects.toThrow(
        /may not configure roles/,
      );
    }),
  );
});
