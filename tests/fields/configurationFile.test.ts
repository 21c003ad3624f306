/** The configuration as a file: exported, planned and applied elsewhere, exactly and entirely or not at all. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import { aMemberOf } from "../database/roleFixtures";
import { config, label } from "../database/roleEditing";
import { apply, configureMuch, exported, type Json, planOf } from "./configurationFixtures";
import { columnOf, refusalOf } from "./fieldChanges";

describe("the configuration file", () => {
  it(
    "L30: applied to a database without it brings everything; the plan is empty afterwards",
    inRollback(async (db) => {
      const empty = await exported(db);
      await configureMuch(db);
      const full = await exported(db);
      expect(await planOf(db, full)).toEqual([]);

      await apply(db, empty);
      expect(await exported(db)).toEqual(empty);
      await db.query(
        "drop table public.visits cascade; alter table public.notes drop column visit; alter table public.places drop column if exists visited; delete from config.trash",
      );
      const steps = await planOf(db, full);
      expect(await exported(db)).toEqual(empty);
      await apply(db, full);

      expect(steps.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["create_entity", "add_field", "add_role", "add_scope", "add_row"]),
      );
      expect(await exported(db)).toEqual(full);
      expect(await planOf(db, full)).toEqual([]);
      expect(await columnOf(db, "total", "visits")).toMatchObject({ type: "numeric(14,2)" });
      expect(await columnOf(db, "price", "visits")).toMatchObject({
        required: true,
        fallback: "12.5::numeric(14,2)",
      });
      await db.query("insert into public.visits (name) values ('Seen')");
      expect(await db.as("driver").query("select name, stage from public.visits")).toEqual([
        { name: "Seen", stage: "new" },
      ]);
      await expect(db.as("driver").query("select price from public.visits")).rejects.toThrow(/denied/);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L30: plans exactly what differs, in words, and leaves the rest alone",
    inRollback(async (db) => {
      // Whatever other tests left: here the auditor reads every field.
      await db.query(
        `update config.permissions as p set all_fields = true
         from config.roles as r, config.entities as e
         where r.id = p.role_id and r.key = 'auditor' and e.id = p.entity_id and e.name = 'notes' and p.action = 'read'`,
      );
      await db.query("select engine.sync_roles()");
      await db.query(
        "insert into config.views (entity_id, label, sharing) values (engine.entity_id('notes'), $1, 'shared')",
        JSON.stringify(label("All of them")),
      );
      const file = await exported(db);
      const changed = structuredClone(file);
      const notes = changed.entities.find(({ name }) => name === "notes");
      notes?.fields.push({
        name: "weight",
        type: "decimal",
        label: label("Weight"),
        options: { scale: 3 },
        is_made_here: true,
      });
      changed.roles = changed.roles.map((role) => (role.key === "auditor" ? { ...role, rank: 30 } : role));
      changed.views = [];

      const steps = await planOf(db, changed);
      await apply(db, changed);

      expect(steps.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
        "add_field notes.weight",
        "set_access notes.weight",
        "change_role auditor",
        "remove_row views",
      ]);
      const { steps: kept } = await db.row("select steps from config.versions order by id desc limit 1");
      expect(kept).toEqual(steps);
      // Whoever reads all fields of the notes reads this one, too.
      expect(await db.as("auditor").query("select weight from public.notes limit 0")).toEqual([]);
      await expect(db.as("clerk").query("insert into public.notes (weight) values (1)")).rejects.toThrow(
        /denied/,
      );
    }),
  );

  it(
    "L30: changes nothing at all when one part cannot be done, and says which",
    inRollback(async (db) => {
      const file = await exported(db);
      const broken = (more: Json) => ({ ...file, ...more });
      const settings = [{ name: label("Changed"), time_zone: "UTC", currency: "USD" }];

      for (const [more, reason] of [
        [{ format: "other/1" }, "unknown_format"],
        [{ members: [] }, "unknown_section"],
        [{ settings, entities: [] }, "other_app"],
        [
          {
            settings,
            views: [
              {
                entity: "notes",
                key: "v",
                label: label("V"),
                type: "calendar",
                sharing: "shared",
                settings: {},
              },
            ],
          },
          "view_needs_field",
        ],
        [
          {
            settings,
            views: [{ entity: "notes", label: label("V"), type: "table", sharing: "personal", settings: {} }],
          },
          "invalid_view",
        ],
        [{ settings, view_defaults: [{ entity: "notes", role: "clerk", view: "none" }] }, "unknown_in_file"],
        [
          { settings, scopes: [{ key: "own_places", label: label("S"), condition: { field: "; drop" } }] },
          "invalid_condition",
        ],
        [{ settings, navigation_groups: [] }, "unknown_group"],
        [{ settings, operations: [{ name: "pg_sleep", label: label("Sleep") }] }, "unknown_function"],
      ] as const) {
        expect(await refusalOf(apply(db, broken(more))), reason).toMatchObject({ reason });
      }
      expect(await exported(db)).toEqual(file);
    }),
  );

  it(
    "L30: names no member and no secret, and refuses to take a role from those who hold it",
    inRollback(async (db) => {
      const clerk = await aMemberOf(db, "clerk");
      await db.query(
        "insert into config.views (entity_id, label, owner_id, sharing) select e.id, $1, $2, 'personal' from config.entities as e where e.name = 'notes'",
        JSON.stringify(label("My own view")),
        clerk.id,
      );

      const file = await exported(db);
      const withoutClerk = {
        ...file,
        roles: file.roles.filter(({ key }) => key !== "clerk"),
      };

      expect(JSON.stringify(file)).not.toMatch(
        new RegExp(`${clerk.id}|${clerk.userId}|My own view|@example.com`),
      );
      expect(Object.keys(file).sort()).not.toEqual(expect.arrayContaining(["members"]));
      expect(await refusalOf(apply(db, withoutClerk))).toMatchObject({ reason: "role_in_use" });
    }),
  );

  it("L30: cannot be read, planned or applied without the rights, nor used to rise above one's own role", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const boss = await aMember({ roles: ["boss"] });
    const file = (await config(boss, "configuration_file")).body;

    for (const [name, values] of [
      ["configuration_file", {}],
      ["plan_file", { file }],
      ["apply_file", { file, note: "" }],
    ] as const) {
      const answer = await config(clerk, name, values);
      expect([name, answer.status, answer.reason]).toEqual([name, 403, "right_missing"]);
    }
    const answer = await config(boss, "plan_file", { file });
    expect([answer.status, answer.body]).toEqual([200, []]);
  });

  it(
    "L30: whoever may configure everything but stands below a role cannot change that role by a file",
    inRollback(async (db) => {
      await db.query(`select engine.define_role('deputy', '{"en": "Deputy", "zh-CN": "副手"}',
        '{"rank": 10, "may_configure": ["roles", "entities", "views", "settings"]}'); select engine.sync_roles()`);
      const deputy = await aMemberOf(db, "deputy");
      const file = await exported(db);
      const rolesWith = (key: string, more: Json) => ({
        ...file,
        roles: file.roles.map((role) => (role.key === key ? { ...role, ...more } : role)),
      });
      const applyAs = (wanted: Json) => deputy.as.call("config.plan_file", JSON.stringify(wanted));

      expect(await refusalOf(applyAs(rolesWith("boss", { label: label("Fool") })))).toMatchObject({
        reason: "above_own_rank",
      });
      expect(await refusalOf(applyAs(rolesWith("deputy", { rank: 0 })))).toMatchObject({
        reason: "above_own_rank",
      });
      expect(await refusalOf(applyAs(rolesWith("deputy", { may_configure: ["members"] })))).toMatchObject({
        reason: "right_not_held",
      });
    }),
  );
});
