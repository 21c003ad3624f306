import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, viewAs, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { granted, twoPlaces } from "./roleEditing";

let boss: Member;
let clerk: Member;
let places: Awaited<ReturnType<typeof twoPlaces>>;

const summarize = (who: RestClient, question: object, entity = "notes") =>
  who.rest(`/rpc/summarize?entity=${entity}&question=${encodeURIComponent(JSON.stringify(question))}`, {
    schema: "config",
  });

/** The notes of this test alone. */
const mine = () => ({ field: "title", op: "starts_with", value: places.tag });

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  clerk = await aMember({ roles: ["clerk"] });
  places = await twoPlaces();
  await sql.query(
    `insert into public.notes (title, place_id, secret, state)
     values ($1 || ' a', $2, 10.10, 'open'), ($1 || ' b', $3, 20.20, 'it''s done')`,
    [places.tag, places.north, places.south],
  );
  await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [clerk.id, places.north]);
});

describe("config.summarize", () => {
  it("L17: counts and adds all rows of a filter", async () => {
    const aggregates = ["sum", "avg", "min", "max", "filled", "unique"].map((op) => ({
      field: "secret",
      op,
    }));

    const answer = await granted(summarize(boss, { condition: mine(), aggregates }));

    expect(answer).toEqual([{ key: null, count: 4, values: [30.3, 7.58, 0, 20.2, 4, 3] }]);
  });

  it("L17: answers per group", async () => {
    const question = { condition: mine(), group: "place_id", aggregates: [{ field: "secret", op: "sum" }] };

    expect(await granted(summarize(boss, question))).toEqual([
      { key: places.north, count: 2, values: [10.1] },
      { key: places.south, count: 2, values: [20.2] },
    ]);
  });

  it(
    "L17: counts what a search finds",
    inRollback(async (db) => {
      await db.query("update config.entities set search_fields = '{title}' where name = 'notes'");

      const found = await db.as(boss).call("config.summarize", "notes", `{"search": "${places.tag} a"}`);

      expect(found).toEqual([{ key: null, count: 1, values: [] }]);
    }),
  );

  it("counts only rows that the caller sees, also through other eyes", async () => {
    const question = { condition: mine(), aggregates: [] };

    expect(await granted(summarize(clerk, question))).toEqual([{ key: null, count: 2, values: [] }]);
    expect(await granted(summarize(viewAs(boss, `member:${clerk.id}`), question))).toEqual([
      { key: null, count: 2, values: [] },
    ]);
  });

  it.each([
    ["added", { aggregates: [{ field: "secret", op: "sum" }] }],
    ["grouped by", { group: "secret", aggregates: [] }],
    ["filtered by", { condition: { field: "secret", op: "gt", value: 1 }, aggregates: [] }],
  ])("cannot be used to have a hidden column %s", async (_what, question) => {
    const answer = await summarize(clerk, question);

    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).toContain("permission denied");
  });

  it.each([
    ["an unknown field", { group: "x; drop table notes", aggregates: [] }, "unknown_field"],
    [
      "an unknown aggregate",
      { aggregates: [{ field: "id", op: "sum) from pg_shadow --" }] },
      "invalid_aggregate",
    ],
    ["a sum of texts", { aggregates: [{ field: "title", op: "sum" }] }, "invalid_aggregate"],
    ["a condition that is none", { condition: { sql: "true" }, aggregates: [] }, "invalid_condition"],
  ])("refuses %s", async (_what, question, reason) => {
    expect((await summarize(boss, question)).reason).toBe(reason);
  });

  it("refuses tables that are no entity", async () => {
    expect((await summarize(boss, { aggregates: [] }, "pg_shadow")).reason).toBe("unknown_entity");
  });
});
