/** Names in both languages: all of them are found, each can be changed, by those who may change the thing itself. */
import { describe, expect, it } from "vitest";
import { label } from "../database/roleEditing";
import { aMemberOf } from "../database/roleFixtures";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { configureMuch, planOf, exported } from "./configurationFixtures";
import { publish, refusalOf } from "./fieldChanges";

interface Name {
  kind: string;
  id: string;
  path: string[];
  label: { en: string; "zh-CN": string };
}

const namesOf = async (db: TestDatabase) =>
  (await db.row<{ names: Name[] }>("select config.translations_page() as names")).names;

const translation = ({ kind, id, path }: Name, en: string) => ({
  kind: "translate",
  of: { kind, id, path },
  label: { en, "zh-CN": "新名称" },
});

describe("names in both languages", () => {
  it(
    "L32: every kind of name is found and changed, all in one version, and the file of the configuration follows",
    inRollback(async (db) => {
      await configureMuch(db);
      const names = await namesOf(db);
      const kinds = [...new Set(names.map(({ kind }) => kind))];
      const ofEach = kinds.flatMap((kind) => names.findLast((name) => name.kind === kind) ?? []);

      await publish(db, ...ofEach.map((name, at) => translation(name, `New name ${at}`)));

      expect(kinds.sort()).toEqual([
        "entity",
        "field",
        "form",
        "group",
        "operation",
        "option",
        "role",
        "rule",
        "scope",
        "variable",
        "view",
        "workspace",
      ]);
      const after = await namesOf(db);
      expect(after).toHaveLength(names.length);
      const changed = after.filter((name) => name.label["zh-CN"] === "新名称").map((name) => name.label.en);
      expect(changed.sort()).toEqual(ofEach.map((_, at) => `New name ${at}`).sort());
      const text = JSON.stringify(await exported(db));
      for (const name of changed) expect(text).toContain(`"${name}"`);
      expect(await planOf(db, await exported(db))).toEqual([]);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L32: a name is refused that is empty in one language, belongs to nothing, or stays as it is",
    inRollback(async (db) => {
      const name = (await namesOf(db)).find(({ kind }) => kind === "role");
      if (!name) throw new Error("There are no names");

      expect(await refusalOf(publish(db, { ...translation(name, " ") }))).toMatchObject({
        reason: "invalid_label",
      });
      expect(
        await refusalOf(publish(db, translation({ ...name, id: "members; drop" }, "New"))),
      ).toMatchObject({
        reason: "unknown_label",
      });
      expect(
        await refusalOf(
          publish(db, translation({ ...name, kind: "option", id: name.id, path: ["formula"] }, "New")),
        ),
      ).toMatchObject({ reason: "unknown_label" });
      expect(
        await refusalOf(
          publish(db, { kind: "translate", of: { kind: name.kind, id: name.id }, label: name.label }),
        ),
      ).toMatchObject({ reason: "nothing_to_publish" });
    }),
  );

  it(
    "L32: nobody names what he may not configure, nor a role above his own",
    inRollback(async (db) => {
      await db.query(`select engine.define_role('namer', '{"en": "Namer", "zh-CN": "命名者"}',
        '{"rank": 10, "may_configure": ["entities", "roles"]}'); select engine.sync_roles();
        insert into config.views (entity_id, label, sharing) values (engine.entity_id('notes'), '{"en": "V", "zh-CN": "V"}', 'shared')`);
      const names = await namesOf(db);
      const namer = await aMemberOf(db, "namer");
      const attempt = (who: typeof namer.as, name: Name | undefined) =>
        refusalOf(
          who.call(
            "config.publish",
            "",
            JSON.stringify([{ ...translation(name ?? missing, "New"), label: label("New") }]),
          ),
        );
      const missing: Name = { kind: "none", id: "", path: [], label: label("") };
      const first = (kind: string, id?: string) =>
        names.find((name) => name.kind === kind && (id ?? name.id) === name.id);

      expect(await attempt(db.as("clerk"), first("field"))).toMatchObject({ reason: "right_missing" });
      expect(await refusalOf(db.as("clerk").call("config.translations_page"))).toMatchObject({
        reason: "right_missing",
      });
      expect(await attempt(namer.as, first("view"))).toMatchObject({ reason: "right_missing" });
      expect(await attempt(namer.as, first("workspace"))).toMatchObject({ reason: "right_missing" });
      expect(await attempt(namer.as, first("role", "boss"))).toMatchObject({ reason: "above_own_rank" });
      await namer.as.call(
        "config.publish",
        "",
        JSON.stringify([translation(first("role", "namer") ?? missing, "Me")]),
      );
    }),
  );
});
