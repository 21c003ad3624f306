/** Every field type as somebody meets it who cannot program: made in the studio, filled, sorted, filtered, grouped, taken along and brought back. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { addField, type NewField } from "./addField";
import { choose } from "./choose";
import { pickOption } from "./pick";

const table = "type_journey";
let admin: Account;

beforeAll(async () => {
  admin = await anAccount({ roles: ["admin"] });
  await sql.query("select config.publish('', $1)", [
    JSON.stringify([
      { kind: "create_entity", name: table, label: { en: "Type journey", "zh-CN": "类型之旅" } },
    ]),
  ]);
  await sql.query(`insert into public.${table} (name) values ('First'), ('Second')`);
});

afterAll(async () => {
  const { rows: fields } = await sql.query<{ links: string }>(
    "select options -> 'links' ->> 'table' as links from config.fields where type = 'relations' and options -> 'links' ->> 'entity' = $1",
    [table],
  );
  await sql.query("delete from config.entities where name = $1", [table]);
  const tables = [...fields.map(({ links }) => links), table].map((name) => `public.${name}`);
  await sql.query(`drop table if exists ${tables.join(", ")} cascade`);
  await sql.query(
    `delete from engine.compiled_policies where table_name = '${table}'; select engine.sync_roles()`,
  );
});

type Fill = (page: Page, input: Locator) => Promise<void>;

const typed =
  (text: string, key?: string): Fill =>
  async (_page, input) => {
    await input.fill(text);
    if (key !== undefined) await input.press(key);
  };
const picked =
  (option: string): Fill =>
  async (page, input) =>
    pickOption(page, input, option);
const uploaded =
  (name: string): Fill =>
  async (page, input) => {
    await input.setInputFiles({
      name,
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    });
    await page.getByRole("button", { name: `Remove ${name}` }).waitFor();
  };

interface Kind extends NewField {
  /** How it is filled in the form, and what the database holds then; absent = by the database. */
  fill?: Fill;
  role?: "textbox" | "spinbutton" | "combobox" | "switch";
  holds?: unknown;
}

const option = async (panel: Locator) => panel.getByRole("textbox", { name: "Option 1" }).fill("Red");
const target = async (panel: Locator, page: Page) =>
  pickOption(page, panel.getByRole("combobox", { name: "Points at" }), "Type journey");

const kinds: Kind[] = [
  { type: "Text", fill: typed("=1+1"), holds: "=1+1" },
  { type: "Long text", fill: typed("one\ntwo"), holds: "one\ntwo" },
  { type: "Formatted text", fill: typed("# Head"), holds: "# Head" },
  { type: "Money", role: "spinbutton", fill: typed("12.5"), holds: 12.5 },
  { type: "Whole number", role: "spinbutton", fill: typed("-7"), holds: -7 },
  { type: "Decimal number", role: "spinbutton", fill: typed("0.25"), holds: 0.25 },
  { type: "Per cent", role: "spinbutton", fill: typed("33.3"), holds: 33.3 },
  { type: "Checkbox", role: "switch", fill: async (_page, input) => input.check(), holds: true },
  { type: "Choice", options: option, role: "combobox", fill: picked("Red"), holds: "red" },
  { type: "Several choices", options: option, role: "combobox", fill: picked("Red"), holds: ["red"] },
  { type: "Date", fill: typed("2026-02-03", "Enter"), holds: "2026-02-03" },
  { type: "Date and time", fill: typed("2026-02-03 14:05", "Enter"), holds: "2026-02-03T06:05:00+00:00" },
  { type: "Relation", options: target, role: "combobox", fill: picked("Second"), holds: 2 },
  { type: "Relation to many", options: target, role: "combobox", fill: picked("Second"), holds: [2] },
  { type: "Person", role: "combobox", fill: async (page, input) => pickOption(page, input, admin.name) },
  { type: "E-mail", fill: typed("a@example.com"), holds: "a@example.com" },
  { type: "Telephone", fill: typed("+49 30 1"), holds: "+49 30 1" },
  { type: "Web address", fill: typed("https://example.com/"), holds: "https://example.com/" },
  { type: "Progress", role: "spinbutton", fill: typed("40"), holds: 40 },
  { type: "Tags", role: "combobox", fill: typed("new", "Enter"), holds: ["new"] },
  { type: "Barcode", fill: typed("0012345"), holds: "0012345" },
  { type: "Duration", fill: typed("1:30"), holds: 5400 },
  { type: "JSON", fill: typed('{"a": [1]}'), holds: { a: [1] } },
  { type: "Rating" },
  { type: "Picture" },
  { type: "File" },
  { type: "Automatic number" },
];

const rows = async () => {
  const answer = await sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) - array['version', 'updated_at', 'updated_by'] as row from public.${table} as t order by id`,
  );
  return answer.rows.map(({ row }) => row);
};
const columnOf = (type: string) => `my_${type.toLowerCase().replaceAll(/[^a-z]+/g, "_")}`;

async function fillRecord(page: Page): Promise<void> {
  for (const { type, fill, role = "textbox" } of kinds) {
    if (fill) await fill(page, page.getByRole(role, { name: `My ${type}`, exact: true }));
  }
  await page.locator(".ant-rate-star-second").nth(3).click();
  const files = page.locator("input[type=file]");
  await uploaded("photo.svg")(page, files.nth(0));
  await uploaded("contract.svg")(page, files.nth(1));
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

async function importFile(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.goto(new URL(`/e/${table}/import`, page.url()).href);
  const input = page.locator("input[type=file]");
  await input.waitFor({ state: "attached" });
  await input.setInputFiles(file);
  await page.getByText("The first row names the columns").waitFor();
}

it(
  "L12 L13 L24 L25: one field of each type is made, filled, sorted, filtered, grouped, exported and imported by clicking",
  inBrowser(async ({ enter, page }) => {
    await enter(admin, `/studio/entities/${table}`);
    page.setDefaultTimeout(15_000);
    for (const kind of kinds) await addField(page, kind);
    await page.getByRole("button", { name: "My Automatic number", exact: true }).waitFor();

    await page.goto(new URL(`/e/${table}/1/edit`, page.url()).href);
    await fillRecord(page);
    await expect.poll(async () => (await rows())[0]?.["my_rating"]).toBe(4);
    const [saved] = await rows();
    for (const { type, holds } of kinds) {
      if (holds !== undefined) expect([type, saved?.[columnOf(type)]]).toEqual([type, holds]);
    }
    expect(saved).toMatchObject({ my_person: admin.id, my_file: [expect.stringContaining("/contract.svg")] });

    await page.goto(new URL(`/e/${table}?f=my_money:gte:1&s=-my_date&g=my_choice`, page.url()).href);
    await page.getByText("First", { exact: true }).waitFor();
    expect(await page.locator("[data-row-key='2']").count()).toBe(0);
    await page.getByRole("button", { name: "Group" }).click();
    const group = page.getByRole("combobox", { name: "Group by" });
    await group.fill("My Money");
    await page.locator(".ant-select-item-empty").waitFor();
    await page.keyboard.press("Escape");
    await page.goto(new URL(`/e/${table}`, page.url()).href);
    await page.locator("[data-row-key='2']").waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("radio", { name: /^All / }).check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("dialog").getByRole("button", { name: "Export" }).click(),
    ]);
    const buffer = await readFile(await download.path());
    const before = await rows();
    const emptied = kinds.filter(({ type }) => type !== "Automatic number").map(({ type }) => columnOf(type));
    await sql.query(
      `update public.${table} as t set ${emptied.map((name) => `${name} = other.${name}`).join(", ")}
       from public.${table} as other where t.id = 1 and other.id = 2`,
    );

    await importFile(page, { name: "all.xlsx", mimeType: "application/octet-stream", buffer });
    await page.getByText("Not written by this import").first().waitFor();
    await page.getByRole("radio", { name: "Update them, and create nothing" }).check();
    await choose(page, "A record is the same when it has the same", "No.");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByRole("button", { name: "Import 2 rows" }).click();
    await page.getByText("1 record updated").waitFor();
    expect(await rows()).toEqual(before);

    const csv = Buffer.from("Name,My Choice\r\nThird,Light green\r\n");
    await importFile(page, { name: "more.csv", mimeType: "text/csv", buffer: csv });
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByRole("checkbox", { name: "Create the option Light green of My Choice" }).check();
    await page.getByRole("button", { name: "Create and check again" }).click();
    await page.getByRole("button", { name: "Import 1 row" }).click();
    await page.getByText("1 record created").waitFor();
    expect((await rows())[2]).toMatchObject({ name: "Third", my_choice: "light_green" });
  }),
  240_000,
);
