import { describe, expect, it } from "vitest";
import type { TestDatabase } from "../support/TestDatabase";
import { inEmptyNotebook } from "./inEmptyNotebook";

/** A clerk with one place of his own, and one note in each of two places. */
async function aClerk(db: TestDatabase) {
  const user = await db.row<{ id: string }>(
    `insert into auth.users (id, instance_id, aud, role, email)
     values (gen_random_uuid(), '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', 'clerk@example.com')
     returning id`,
  );
  const memberId = await db.call("engine.add_member", user.id, "Clerk", ["clerk"]);
  const places = await db.query<{ id: number }>(
    "insert into public.places (name) values ('North'), ('South') returning id",
  );
  const [north, south] = places.map(({ id }) => id);
  await db.query("insert into config.member_values values ($1, 'my_places', $2)", memberId, north);
  await db.query("insert into public.notes (title, place_id) values ('n', $1), ('s', $2)", north, south);
  return { clerk: db.as({ userId: user.id, role: "clerk" }), memberId, north, south };
}

const title = "select title from public.notes order by title";

describe("a role with a row scope", () => {
  it(
    "can read rows in its scope only",
    inEmptyNotebook(async (db) => {
      const { clerk } = await aClerk(db);

      expect(await clerk.query(title)).toEqual([{ title: "n" }]);
    }),
  );

  it(
    "cannot see more by forging the set that the planner is told",
    inEmptyNotebook(async (db) => {
      const { clerk, north, south } = await aClerk(db);
      const tell = (ids: unknown[]) =>
        db.query(`select set_config('engine.my_places', '{${ids.join()}}', true)`);

      await tell([north, south]);
      expect(await clerk.query(title)).toEqual([{ title: "n" }]);
      await tell([south]);
      expect(await clerk.query(title)).toEqual([]);
    }),
  );

  it(
    "can read all rows when the member has no set of his own",
    inEmptyNotebook(async (db) => {
      const { clerk, memberId } = await aClerk(db);
      await db.query("delete from config.member_values where member_id = $1", memberId);

      expect(await clerk.query(title)).toEqual([{ title: "n" }, { title: "s" }]);
    }),
  );

  it(
    "cannot move a row out of its scope, nor create one there",
    inEmptyNotebook(async (db) => {
      const { clerk, south } = await aClerk(db);

      await expect(clerk.query("update public.notes set place_id = $1 where true", south)).rejects.toThrow(
        /row-level security/,
      );
      await expect(
        clerk.query("insert into public.notes (title, place_id) values ('x', $1)", south),
      ).rejects.toThrow(/row-level security/);
    }),
  );

  it(
    "cannot delete without the right",
    inEmptyNotebook(async (db) => {
      const { clerk } = await aClerk(db);

      await expect(clerk.query("delete from public.notes where true")).rejects.toThrow(/permission denied/);
    }),
  );
});

describe("a field that a role may not read", () => {
  it.each([
    "select secret from public.notes",
    "select * from public.notes",
    "select id from public.notes where secret > 0",
    "select id from public.notes order by secret",
    "select sum(secret) from public.notes",
    "select count(*) from public.notes group by secret",
    "update public.notes set title = 'x' where true returning secret",
    "update public.notes set title = secret::text where true",
    "select n from public.notes as n",
    "select to_jsonb(n) from public.notes as n",
  ])("cannot be reached by: %s", (statement) =>
    inEmptyNotebook(async (db) => {
      const { clerk } = await aClerk(db);

      await expect(clerk.query(statement)).rejects.toThrow(/permission denied/);
    })(),
  );

  it(
    "is written neither on create nor on update",
    inEmptyNotebook(async (db) => {
      const { clerk, north } = await aClerk(db);

      await expect(clerk.query("update public.notes set secret = 1 where true")).rejects.toThrow(
        /permission denied/,
      );
      await expect(
        clerk.query("insert into public.notes (title, place_id, secret) values ('x', $1, 1)", north),
      ).rejects.toThrow(/permission denied/);
    }),
  );
});

describe("writing", () => {
  it(
    "fills defaults that call functions and sequences",
    inEmptyNotebook(async (db) => {
      const { clerk, memberId, north } = await aClerk(db);

      const note = await clerk.row(
        "insert into public.notes (title, place_id) values ('早上好', $1) returning no, owner_id, state, title_grams",
        north,
      );

      expect(note).toMatchObject({ owner_id: memberId, state: "open" });
      expect(note.no).toMatch(/^N\d+$/);
      expect(note.title_grams).toContain("上好");
    }),
  );

  it(
    "cannot touch keys, versions, generated columns and what only operations write",
    inEmptyNotebook(async (db) => {
      await db.query(
        `select engine.describe_field('notes', 'state', '{"read_only": true}'); select engine.sync_roles()`,
      );

      for (const column of ["id", "version", "created_at", "updated_at", "title_grams", "state"]) {
        await expect(db.as("boss").query(`update public.notes set ${column} = default`)).rejects.toThrow(
          /permission denied/,
        );
      }
    }),
  );

  it(
    "counts a version and stamps the time with every update",
    inEmptyNotebook(async (db) => {
      await db.as("boss").query("insert into public.notes (title) values ('a')");

      const before = await db.row("select version, updated_at from public.notes");
      await db.as("boss").query("update public.notes set title = 'b' where true");
      const after = await db.row("select version, updated_at from public.notes");

      expect(after.version).toBe(Number(before.version) + 1);
      expect(after.updated_at).not.toEqual(before.updated_at);
    }),
  );
});

describe("engine.sync_roles", () => {
  it(
    "changes nothing when nothing has changed",
    inEmptyNotebook(async (db) => {
      const policies = "select oid from pg_policy order by oid";
      const before = await db.query(policies);

      await db.query("select engine.sync_roles()");

      expect(await db.query(policies)).toEqual(before);
      expect(await db.query("select engine.grant_statements(array['clerk'])")).toEqual([]);
    }),
  );

  it(
    "takes back what was granted behind the configuration",
    inEmptyNotebook(async (db) => {
      const { clerk } = await aClerk(db);
      await db.query("grant select on public.notes to bo_clerk; grant delete on public.places to bo_clerk");
      await db.query(`alter policy "clerk may read notes" on public.notes using (true)`);

      await db.query("select engine.sync_roles()");

      await expect(clerk.query("select secret from public.notes")).rejects.toThrow(/permission denied/);
      await expect(clerk.query("delete from public.places where true")).rejects.toThrow(/permission denied/);
      expect(await clerk.query(title)).toEqual([{ title: "n" }]);
    }),
  );

  it(
    "leaves app roles members of nothing, without login",
    inEmptyNotebook(async (db) => {
      const found = await db.query(
        `select r.rolname from pg_roles as r
         where r.rolname like 'bo\\_%' and (
           r.rolcanlogin or r.rolinherit or r.rolsuper or r.rolbypassrls
           or exists (select from pg_auth_members as m where m.member = r.oid)
           or not pg_has_role('authenticator', r.oid, 'member'))`,
      );

      expect(found).toEqual([]);
    }),
  );

  it(
    "gives literally `true` to roles that see all rows",
    inEmptyNotebook(async (db) => {
      const sources = await db.column("engine.compiled_policies where role_key = 'boss'", "source");

      expect(sources).toHaveLength(8);
      for (const source of sources) expect(source).toMatch(/\((true)\)$/);
    }),
  );
});

describe("a scope over a relation", () => {
  const aScope = (condition: unknown) =>
    `select engine.define_scope('by_place', '{"en": "By place", "zh-CN": "按地点"}', '${JSON.stringify(condition)}');
     select engine.define_role('guest', '{"en": "Guest", "zh-CN": "访客"}');
     select engine.allow('guest', 'notes', 'read', fields => array['title'], scope => 'by_place')`;

  it(
    "can show the children of what the role sees",
    inEmptyNotebook(async (db) => {
      await db.query(aScope({ field: "place_id", op: "visible" }));
      await db.query(`
        select engine.define_scope('north', '{"en": "North", "zh-CN": "北"}', '{"field": "name", "op": "eq", "value": "North"}');
        select engine.allow('guest', 'places', 'read', fields => array['name'], scope => 'north');
        select engine.sync_roles();
        insert into public.places (name) values ('North'), ('South');
        insert into public.notes (title, place_id) select name, id from public.places`);

      expect(await db.as("guest").query("select title from public.notes")).toEqual([{ title: "North" }]);
    }),
  );

  it(
    "is refused when it looks into a field that the role may not read",
    inEmptyNotebook(async (db) => {
      await db.query(aScope({ field: "place_id.name", op: "eq", value: "North" }));
      await db.query("select engine.allow('guest', 'places', 'read', fields => array['created_at'])");

      await expect(db.query("select engine.sync_roles()")).rejects.toThrow(/needs places.name/);
    }),
  );
});
