/** Changes that wait: kept, told in words, published together; steps stay with the version. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import type { TestDatabase } from "../support/TestDatabase";
import { config } from "../database/roleEditing";
import { aField, changeOf, columnOf, publish, refusalOf } from "./fieldChanges";

interface Waiting {
  id: string;
  steps: { kind: string; object: string }[];
  problem: string | null;
}

const keep = (db: TestDatabase, ...changes: object[]) =>
  db.call("config.add_to_draft", JSON.stringify(changes));

const draftOf = async (db: TestDatabase) =>
  (await db.row<{ page: Waiting[] }>("select config.draft_page() as page")).page;

describe("the draft", () => {
  it(
    "L30: waits without changing anything, then happens all at once and stays with its version",
    inRollback(async (db) => {
      await keep(db, aField("Weight", "decimal"));
      await keep(db, changeOf("weight", { is_required: false, is_indexed: true }));

      const page = await draftOf(db);
      const { rows } = await db.row<{ rows: string }>(
        "select count(*) as rows from config.fields where name = 'weight'",
      );
      const version = await db.call("config.publish", "Weights");

      expect(page.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
        ["add_field", "set_access"],
        ["set_index"],
      ]);
      expect(Number(rows)).toBe(0);
      expect(await columnOf(db, "weight")).toMatchObject({ type: "numeric(18,2)" });
      expect(await draftOf(db)).toEqual([]);
      const { steps } = await db.row<{ steps: unknown }>("select config.version_steps($1) as steps", version);
      expect(steps).toEqual(page.flatMap((change) => change.steps));
    }),
  );

  it(
    "L30: says what stands in the way by now, and lets go of it",
    inRollback(async (db) => {
      await keep(db, aField("Weight", "decimal"), changeOf("title", { is_indexed: true }));
      await publish(db, changeOf("title", { is_indexed: true }), aField("Other", "text"));
      await db.query(
        `insert into config.draft_changes (change) values ('{"kind": "change_field", "entity": "notes", "field": "gone"}')`,
      );

      const [first, second, third] = await draftOf(db);
      expect([first?.problem, second?.steps, third?.problem]).toEqual([
        null,
        [],
        "This field does not exist any more",
      ]);
      await db.call("config.drop_from_draft", third?.id);

      expect(await draftOf(db)).toHaveLength(2);
      expect(
        await refusalOf(keep(db, aField("Bad", "relation", { options: { target: "nothing" } }))),
      ).toMatchObject({ reason: "unknown_entity" });
      expect(await draftOf(db)).toHaveLength(2);
    }),
  );

  it("L30: is closed to whoever may not configure entities", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    for (const [name, values] of [
      ["draft_page", {}],
      ["add_to_draft", { changes: [aField("Weight", "decimal")] }],
      ["drop_from_draft", { change_id: 1 }],
      ["version_steps", { version_id: 1 }],
    ] as const) {
      const answer = await config(clerk, name, values);
      expect([name, answer.status, answer.reason]).toEqual([name, 403, "right_missing"]);
    }
  });
});
