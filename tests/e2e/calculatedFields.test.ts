/** Fields that the database works out, made by clicking: a formula, a field of a related record, a count of records. */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { type Account, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { addField } from "./addField";
import { pickOption } from "./pick";

const table = "calculated_journey";
let admin: Account;

beforeAll(async () => {
  admin = await anAccount({ roles: ["admin"] });
  await sql.query("select config.publish('', $1)", [
    JSON.stringify([
      { kind: "create_entity", name: table, label: { en: "Calculated journey", "zh-CN": "计算之旅" } },
    ]),
  ]);
});

afterAll(async () => {
  await sql.query("delete from config.entities where name = $1", [table]);
  await sql.query(
    `drop table public.${table} cascade; delete from engine.compiled_policies where table_name = '${table}';
     select engine.sync_roles()`,
  );
});

it(
  "L12: a formula, a lookup and a rollup are made by clicking, found by a filter and shown on the record",
  inBrowser(async ({ enter, page }) => {
    await enter(admin, `/studio/entities/${table}`);
    const pick = (panel: Locator, name: string, text: string) =>
      pickOption(page, panel.getByRole("combobox", { name, exact: true }), text);
    await addField(page, { type: "Whole number", name: "Pieces" });
    await addField(page, {
      type: "Relation",
      name: "Parent",
      options: (panel) => pick(panel, "Points at", "Calculated journey"),
    });
    await addField(page, {
      type: "Whole number",
      name: "Twice",
      options: async (panel) => {
        await panel.getByText("More settings", { exact: true }).click();
        await panel.getByRole("textbox", { name: "Formula", exact: true }).fill("{pieces} * 2");
      },
    });
    await addField(page, {
      type: "Lookup",
      name: "Name above",
      options: async (panel) => {
        await pick(panel, "Related record", "Parent");
        await pick(panel, "Its field", "Name");
      },
    });
    await addField(page, {
      type: "Rollup",
      name: "Below",
      options: (panel) => pick(panel, "Records that point here", "Calculated journey · Parent"),
    });
    await page.getByRole("button", { name: "Below", exact: true }).waitFor();
    await sql.query(
      `insert into public.${table} (name, pieces, parent) values ('Mill', 1, null), ('Loom', 21, 1), ('Shuttle', 4, 1)`,
    );

    await page.goto(new URL(`/e/${table}?f=twice:eq:42`, page.url()).href);
    await page.getByText("Loom", { exact: true }).waitFor();
    expect(await page.locator("[data-row-key]").count()).toBe(1);
    await page.goto(new URL(`/e/${table}/2`, page.url()).href);
    await page.getByText("Name above", { exact: true }).waitFor();
    expect(await page.getByRole("main").innerText()).toMatch(/Name above\s+Mill/);
    const { rows } = await sql.query<Record<string, unknown>>(
      `select name, twice, below from public.${table} order by id`,
    );
    expect(rows.map(({ name, twice, below }) => [name, Number(twice), Number(below)])).toEqual([
      ["Mill", 2, 2],
      ["Loom", 42, 0],
      ["Shuttle", 8, 0],
    ]);
  }),
  60_000,
);
