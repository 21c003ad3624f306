import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";

/** Fields of an entity as a role sees them, by name. */
async function fieldsOf(db: TestDatabase, role: string, entity: string) {
  const rows = await db.query<{ field: Record<string, unknown> }>(
    `select field from jsonb_array_elements(engine.entities_json($1)) as entity,
       jsonb_array_elements(entity -> 'fields') as field where entity ->> 'name' = $2`,
    `bo_${role}`,
    entity,
  );
  return new Map(rows.map(({ field }) => [String(field.name), field]));
}

describe("the snapshot", () => {
  it(
    "describes fields from the catalog",
    inRollback(async (db) => {
      const fields = await fieldsOf(db, "boss", "notes");

      expect(fields.get("secret")).toMatchObject({ type: "money", options: { scale: 2 }, hasDefault: true });
      expect(fields.get("place_id")).toMatchObject({
        type: "relation",
        relation: { entity: "places", constraint: "notes_place_id_fkey" },
        isRequired: false,
      });
      expect(fields.get("owner_id")).toMatchObject({ type: "person" });
      expect(fields.get("title")).toMatchObject({ gramsColumn: "title_grams", isRequired: true });
      expect(fields.get("state")?.options).toMatchObject({
        choices: [{ value: "open" }, { value: "it's done" }],
      });
      expect((await fieldsOf(db, "boss", "places")).get("name")).toMatchObject({
        label: { en: "Name", "zh-CN": "名称" },
        help: { en: "What people call it", "zh-CN": "大家的叫法" },
        isUnique: true,
      });
    }),
  );

  it(
    "L12: offers the roles, by their names, for a field that holds one",
    inRollback(async (db) => {
      await db.query(
        `select engine.describe_field('notes', 'title', '{"type": "choice", "choices_of": "roles"}')`,
      );

      const choices = await db.value(
        "select jsonb_agg(jsonb_build_object('value', key, 'label', label) order by rank, key) from config.roles",
      );
      expect((await fieldsOf(db, "boss", "notes")).get("title")).toMatchObject({ options: { choices } });
    }),
  );

  it(
    "shows a role only what Postgres lets it do",
    inRollback(async (db) => {
      const fields = await fieldsOf(db, "clerk", "notes");

      expect(fields.has("secret")).toBe(false);
      expect(fields.get("title")).toMatchObject({ canRead: true, canCreate: true, canUpdate: true });
      expect(fields.get("state")).toMatchObject({ canRead: true, canCreate: false, canUpdate: false });
      await db.query("revoke update (title) on public.notes from bo_clerk");
      expect((await fieldsOf(db, "clerk", "notes")).get("title")).toMatchObject({ canUpdate: false });
    }),
  );

  it(
    "leaves out entities that a role may not read, also among children",
    inRollback(async (db) => {
      const [auditor, boss] = await Promise.all([
        db.value("select engine.entities_json('bo_auditor') #> '{}'"),
        db.value("select engine.entities_json('bo_boss') #> '{}'"),
      ]);

      expect(auditor).toMatchObject([{ name: "notes", children: [] }]);
      expect(boss).toMatchObject([
        { name: "notes" },
        { name: "places", children: [{ entity: "notes", field: "place_id" }] },
      ]);
    }),
  );

  it(
    "is refused to those who have no role",
    inRollback(async (db) => {
      await expect(db.query("set local role authenticated; select config.snapshot()")).rejects.toThrow(
        /permission denied/,
      );
    }),
  );
});

describe("engine.adopt_table", () => {
  it(
    "can adopt a table made by hand, twice, without losing what was configured",
    inRollback(async (db) => {
      await db.query(`select engine.describe_field('notes', 'title', '{"type": "long_text"}')`);
      await db.query("alter table public.notes add column rating integer, drop column state");

      await db.query("select engine.adopt_table('notes'); select engine.sync_roles()");

      const fields = await fieldsOf(db, "boss", "notes");
      expect(fields.get("title")).toMatchObject({ type: "long_text" });
      expect(fields.has("rating")).toBe(true);
      expect(fields.has("state")).toBe(false);
      expect((await fieldsOf(db, "clerk", "notes")).has("rating")).toBe(false);
    }),
  );

  it.each([
    ["select engine.adopt_table('nothing')", "There is no table"],
    [
      "create table public.pairs (a int, b int, primary key (a, b)); select engine.adopt_table('pairs')",
      "primary key",
    ],
    [
      `select engine.define_role('Service Role; --', '{"en": "x", "zh-CN": "x"}')`,
      "identifier_is_a_safe_name",
    ],
    ["select engine.allow('nobody', 'notes', 'read')", "There is no role"],
    ["select engine.allow('clerk', 'notes', 'read', fields => array['nope'])", "has no field"],
    ["select engine.allow('clerk', 'notes', 'read', scope => 'nope')", "There is no scope"],
    ["select engine.allow('clerk', 'notes', 'fly')", "action_is_known"],
  ])("refuses: %s", (statement, message) =>
    inRollback(async (db) => {
      await expect(db.query(statement)).rejects.toThrow(message);
    })(),
  );
});
