/** A whole kind of records made by clicking, seen in part by a second role, and carried to an empty database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { pickOption } from "../e2e/pick";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { configCommand, worldOf } from "./carry";
import { makeBuyer, makeEntity, makeView } from "./makeVisits";
import { type OtherStack, startOtherStack } from "./otherStack";

let folder = "";
let other: OtherStack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kontor-visits-"));
  other = await startOtherStack();
});
afterAll(async () => {
  await other.stop();
  await rm(folder, { recursive: true });
});

const photo = {
  name: "loom.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

async function fillVisit(page: Page, visitor: string): Promise<void> {
  await page.getByRole("textbox", { name: "Title" }).fill("Looms seen");
  await pickOption(page, page.getByRole("combobox", { name: "Supplier" }), "Lotus Mill");
  await pickOption(page, page.getByRole("combobox", { name: "Visitor" }), visitor);
  await page.locator("input[type=file]").setInputFiles(photo);
  await page.getByRole("button", { name: "Remove loom.png" }).waitFor();
  await pickOption(page, page.getByRole("combobox", { name: "Stage" }), "Under way");
  await page.getByRole("textbox", { name: "Day" }).fill(today);
  await page.keyboard.press("Tab");
  await page.getByRole("spinbutton", { name: "Travel cost" }).fill("1250.5");
  await page.getByRole("textbox", { name: "Report" }).fill("Two looms idle.");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(/\/e\/supplier_visits\/\d+$/);
}

const today = new Date().toISOString().slice(0, 10);

/** What the screens of the entity show besides its records. */
async function screensOf(page: Page) {
  await page.getByRole("columnheader", { name: "Title" }).waitFor();
  const columns = await page.getByRole("columnheader").allInnerTexts();
  await openView(page, "By stage");
  await page.getByRole("region", { name: "Planned" }).waitFor();
  const lanes = await page
    .getByRole("main")
    .getByRole("region")
    .evaluateAll((regions) => regions.map((region) => region.getAttribute("aria-label")));
  await openView(page, "By day");
  await page.getByRole("gridcell").first().waitFor();
  const week = await page.getByRole("columnheader").allInnerTexts();
  await page.goto(new URL("/e/supplier_visits/new", page.url()).href);
  await page.getByRole("textbox", { name: "Report" }).waitFor();
  await page.getByText("Drop files here").waitFor();
  const form = await page.getByRole("main").innerText();
  return { columns, lanes, week, form };
}

async function openView(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("region", { name: "Shared" }).getByText(name, { exact: true }).click();
  await page.getByRole("button", { name: `View: ${name}`, exact: true }).waitFor();
}

it(
  "L30, L15, L18: visits to suppliers are made by clicking, seen in part by buyers, and the same in another database",
  inBrowser(async ({ enter, page }) => {
    const here = inject("stack").databaseUrl;
    const file = join(folder, "visits.json");
    await sql.query("insert into public.suppliers (code, name) values ('S1', 'Lotus Mill')");
    const admin = await anAccount({ roles: ["admin"] });

    await enter(admin, "/studio/entities");
    await makeEntity(page);
    await enter(admin, "/studio/roles");
    await makeBuyer(page);
    const buyer = await aMember({ roles: ["buyer"], name: "Bo Yer" });
    await enter(admin, "/e/supplier_visits");
    await makeView(page, "By stage", { type: "Board", by: "Lanes by", field: "Stage" });
    await makeView(page, "By day", { type: "Calendar", by: "Placed by", field: "Day" });
    await enter(admin, "/e/supplier_visits/new");
    await fillVisit(page, buyer.name);

    await sql.query("insert into public.supplier_visits (name) values ('Of somebody else')");
    expect((await buyer.rest("/supplier_visits?select=name,stage,day,report")).rows).toEqual([
      { name: "Looms seen", stage: "under_way", day: today, report: "Two looms idle." },
    ]);
    expect((await buyer.rest("/supplier_visits?select=travel_cost")).status).toBe(403);

    await configCommand(here, "export", file);
    await configCommand(other.databaseUrl, "apply", file);
    expect(await configCommand(other.databaseUrl, "plan", file)).toContain("Nothing differs");
    for (const role of ["admin", "buyer"]) {
      const there = await worldOf(other.databaseUrl, "supplier_visits", role);
      expect(there).toEqual(await worldOf(here, "supplier_visits", role));
    }
    await enter(admin, "/e/supplier_visits?v=none");
    const screens = await screensOf(page);
    await enter(other.admin, "/e/supplier_visits?v=none", other);
    expect(await screensOf(page)).toEqual(screens);
    expect(screens.lanes).toEqual(["None", "Planned", "Under way", "Done"]);
  }),
  240_000,
);
