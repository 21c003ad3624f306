/** What the configuration file names: views by their key, the targets of relations, what a rollup is made of. */
import { describe, expect, it } from "vitest";
import { label } from "../database/roleEditing";
import { inRollback } from "../support/inRollback";
import { apply, exported, type Json, planOf } from "./configurationFixtures";
import { aField, publish } from "./fieldChanges";

describe("the configuration file", () => {
  it(
    "L30, L19: a view keeps its place, its favourites and its first roles when the file gives it another name",
    inRollback(async (db) => {
      const { id } = await db.row(
        "insert into config.views (entity_id, label, sharing) values (engine.entity_id('notes'), $1, 'shared') returning id",
        JSON.stringify(label("All of them")),
      );
      const file = await exported(db);
      const { renamed } = await db.row<{ renamed: Json }>(
        `select replace($1, '"All of them"', '"Everything"')::jsonb as renamed`,
        JSON.stringify(file),
      );

      const steps = await planOf(db, renamed);
      await apply(db, renamed);

      expect(steps.map(({ kind }) => kind)).toEqual(["change_row"]);
      expect(await db.row("select key, label ->> 'en' as name from config.views where id = $1", id)).toEqual({
        key: "all_of_them",
        name: "Everything",
      });
    }),
  );

  it(
    "L30, L12: relations to many come along with what happens on deletion, and a rollup is computed as the file says",
    inRollback(async (db) => {
      const empty = await exported(db);
      const visits = { entity: "visits" };
      await publish(db, { kind: "create_entity", label: label("Visits"), name: "visits" });
      await publish(
        db,
        { ...aField("Site", "relation", { options: { target: "places" } }), ...visits },
        { ...aField("Cost", "money", { options: { currency: "EUR" } }), ...visits },
        {
          ...aField("Stops", "relations", { options: { target: "places", on_delete: "refuse" } }),
          ...visits,
        },
        { ...aField("Also", "relations", { options: { target: "visits" } }), ...visits },
        {
          ...aField("Figure", "rollup", { options: { entity: "visits", by: "site", op: "count" } }),
          entity: "places",
        },
      );
      const full = await exported(db);
      expect(await planOf(db, full)).toEqual([]);
      await apply(db, empty);
      await db.query(
        "drop table public.visits cascade; alter table public.places drop column figure; delete from config.trash",
      );
      await apply(db, full);
      expect(await exported(db)).toEqual(full);

      await db.query(`insert into public.places (id, name) overriding system value values (901, 'A'), (902, 'B');
        insert into public.visits (name, site, cost, stops) values ('V', 901, 12.5, '{901,902}')`);
      await expect(db.query("delete from public.places where id = 902")).rejects.toThrow(
        /foreign key|violates/,
      );
      const figure = () => db.value("select figure::text from public.places where id = 901");
      await publish(db, {
        kind: "change_rollup",
        entity: "places",
        field: "figure",
        options: { entity: "visits", by: "site", op: "sum", field: "cost" },
      });
      const summed = await exported(db);
      expect(await figure()).toBe("12.50");
      await apply(db, full);
      expect([await figure(), await exported(db)]).toEqual(["1", full]);
      await apply(db, summed);
      await db.query("insert into public.visits (name, site, cost) values ('W', 901, 0.5)");
      expect([await figure(), await exported(db)]).toEqual(["13.00", summed]);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );
});
