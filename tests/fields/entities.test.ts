/** Creating entities and taking in tables that somebody made by SQL; safe by default. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change, publish, refusalOf } from "./fieldChanges";
import { aMemberOf } from "../database/roleFixtures";
import { config, label } from "../database/roleEditing";

const visits: Change = {
  kind: "create_entity",
  label: { en: "Supplier visits", "zh-CN": "供应商拜访" },
  group: "work",
  icon: "CarOutlined",
};

const adopt = (table: string): Change => ({ kind: "adopt_table", table });

const entityOf = async (db: TestDatabase, role: string, name: string) =>
  db.value(
    "select jsonb_path_query_first(engine.entities_json('bo_' || $1), '$[*] ? (@.name == $name)', jsonb_build_object('name', $2::text))",
    role,
    name,
  );

describe("create_entity", () => {
  it(
    "L15: makes a proper table with key, title, stamps and audit; only the maker's role sees it",
    inRollback(async (db) => {
      const boss = await aMemberOf(db, "boss");
      const publishAs = (...changes: Change[]) => boss.as.call("config.publish", "", JSON.stringify(changes));

      await publishAs(
        visits,
        { ...aField("Place", "relation", { options: { target: "places" } }), entity: "supplier_visits" },
        { ...aField("Mark", "rating"), entity: "supplier_visits" },
      );

      const id = await boss.as.value(
        "insert into public.supplier_visits (name) values ('First') returning id",
      );
      await boss.as.query("update public.supplier_visits set mark = 4 where id = $1", id);
      expect(
        await boss.as.row("select version, created_by, updated_by, mark from public.supplier_visits"),
      ).toEqual({ version: 2, created_by: boss.id, updated_by: boss.id, mark: 4 });
      expect(
        await db.value("select count(*) from engine.audit_entries where table_name like '%supplier_visits'"),
      ).toBe(2);
      expect(await entityOf(db, "boss", "supplier_visits")).toMatchObject({
        label: visits.label,
        titleField: "name",
        versionField: "version",
        actions: { create: true, update: true, delete: true },
      });
      expect(await entityOf(db, "clerk", "supplier_visits")).toBeNull();
      await expect(db.as("clerk").query("select id from public.supplier_visits")).rejects.toThrow(/denied/);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L15: finds a free name, and refuses labels and groups that are none",
    inRollback(async (db) => {
      await publish(db, { ...visits, label: label("Notes") }, { ...visits, label: label("拜访") });

      const names = await db.column("config.entities", "name");
      expect(names).toEqual(expect.arrayContaining(["notes_2", "entity"]));
      expect(await refusalOf(publish(db, { ...visits, label: label(" ") }))).toMatchObject({
        reason: "invalid_label",
      });
      expect(await refusalOf(publish(db, { ...visits, group: "none" }))).toMatchObject({
        reason: "unknown_group",
      });
    }),
  );

  it(
    "L15: changes name, group and place in the menu",
    inRollback(async (db) => {
      await publish(db, {
        kind: "change_entity",
        entity: "places",
        label: { en: "Sites", "zh-CN": "场所" },
        group: null,
        is_hidden: true,
      });

      expect(await db.value("select obj_description('public.places'::regclass)")).toBe("Sites | 场所");
      expect(await entityOf(db, "boss", "places")).toMatchObject({ group: null, isHidden: true });
    }),
  );
});

describe("adopt_table", () => {
  it(
    "L15: takes in a table made by SQL: labels from comments, relations from keys, fields that can change",
    inRollback(async (db) => {
      await db.query(`
        create table public.keys (
          id bigint generated always as identity primary key,
          place_id bigint references public.places (id), key_name text not null, copies integer
        );
        comment on table public.keys is 'Keys | 钥匙';
        comment on column public.keys.copies is 'Copies | 数量';
        insert into public.keys (key_name) values ('Main')`);

      await publish(db, adopt("keys"));
      await publish(db, { kind: "change_field", entity: "keys", field: "copies", default: 1 });

      expect(await entityOf(db, "boss", "keys")).toMatchObject({
        label: { en: "Keys", "zh-CN": "钥匙" },
        titleField: "key_name",
      });
      const { fields } = await db.row<{ fields: unknown }>(
        "select jsonb_agg(described order by f.position) as fields from engine.described_fields('bo_boss') as f join config.entities as e on e.id = f.entity_id and e.name = 'keys' where f.described ->> 'name' in ('copies', 'place_id')",
      );
      expect(fields).toMatchObject([
        { name: "place_id", relation: { entity: "places" } },
        { name: "copies", label: { en: "Copies", "zh-CN": "数量" } },
      ]);
      expect(await db.as("boss").value("select count(*) from public.keys")).toBe(1);
      await expect(db.as("clerk").query("select id from public.keys")).rejects.toThrow(/denied/);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L15: refuses tables that are none, have no key, or are shown already",
    inRollback(async (db) => {
      await db.query("create table public.loose (value text)");

      expect(await refusalOf(publish(db, adopt("loose")))).toMatchObject({ reason: "no_primary_key" });
      expect(await refusalOf(publish(db, adopt("notes")))).toMatchObject({ reason: "unknown_table" });
      expect(await refusalOf(publish(db, adopt("pg_class")))).toMatchObject({ reason: "unknown_table" });
      const { tables } = await db.row<{ tables: unknown }>(
        "select config.entities_page() -> 'tables' as tables",
      );
      expect(tables).toContainEqual(expect.objectContaining({ name: "loose", problem: "no_primary_key" }));
    }),
  );

  it("L15: cannot be done without the right", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    const created = await config(clerk, "publish", { note: "", changes: [visits] });
    const seen = await config(clerk, "entities_page");

    expect([created.status, created.reason]).toEqual([403, "right_missing"]);
    expect([seen.status, seen.reason]).toEqual([403, "right_missing"]);
  });
});
