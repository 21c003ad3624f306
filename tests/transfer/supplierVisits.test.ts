/** A whole kind of records made by clicking, seen in part by a second role, and carried to an empty database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { pickOption } from "../e2e/pick";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import type { Credentials } from "../support/signIn";
import type { StackAddress } from "../support/testStack";
import { configCommand, worldOf } from "./carry";
import { makeBuyer, makeEntity, makeView } from "./makeVisits";
import { type OtherStack, startOtherStack } from "./otherStack";
import { addBuyer, addStrangeVisit, addSupplier, buyer, readAsBuyer } from "./people";
import { screensOf, type VisitScreens } from "./screens";

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

async function fillVisit(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Title" }).fill("Looms seen");
  await pickOption(page, page.getByRole("combobox", { name: "Supplier" }), "Lotus Mill");
  await pickOption(page, page.getByRole("combobox", { name: "Visitor" }), buyer.name);
  await page.locator("input[type=file]").setInputFiles(photo);
  await page.getByRole("button", { name: "Remove loom.png" }).waitFor();
  await pickOption(page, page.getByRole("combobox", { name: "Stage" }), "Under way");
  await page.getByRole("textbox", { name: "Day" }).fill(today);
  await page.keyboard.press("Tab");
  await page.getByRole("spinbutton", { name: "Travel cost" }).fill("1250.5");
  await page.getByRole("textbox", { name: "Report" }).fill("Two looms idle.");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(/\/e\/supplier_visits\/1$/);
}

const today = new Date().toISOString().slice(0, 10);

interface Screens {
  boss: VisitScreens;
  buyer: VisitScreens;
}

/** The buyer sees what the admin sees, but for the money and the visit of nobody. */
function expectHisPart({ boss, buyer: his }: Screens): void {
  expect(boss.record).toContain("Travel cost ¥1,250.50");
  expect(boss.strange).toContain("Of somebody else");
  expect(JSON.stringify(his)).not.toMatch(/Travel cost|1,250|Of somebody else/);
  expect(his.list).toHaveLength(boss.list.length - 1);
  expect(his.list[0]).toBe(boss.list[0]?.replace(/ ?Travel cost/, ""));
  expect(his.calendar).toEqual(boss.calendar);
}

it(
  "L30, L15, L18: visits to suppliers are made by clicking, seen in part by buyers, and the same in another database",
  inBrowser(async ({ enter, page, expectProblem }) => {
    const here = inject("stack");
    const file = join(folder, "visits.json");
    // Of the same name, because pages tell who made a record.
    const admin = await anAccount({ roles: ["admin"], name: other.admin.name });
    // The page of a visit that the buyer does not see.
    expectProblem(/supplier_visits/);

    await enter(admin, "/studio/entities");
    await makeEntity(page);
    await enter(admin, "/studio/roles");
    await makeBuyer(page);
    await enter(admin, "/e/supplier_visits");
    await makeView(page, "By stage", { type: "Board", by: "Lanes by", field: "Stage" });
    await makeView(page, "By day", { type: "Calendar", by: "Placed by", field: "Day" });
    await configCommand(here.databaseUrl, "export", file);
    await configCommand(other.databaseUrl, "apply", file);

    expect(await configCommand(other.databaseUrl, "plan", file)).toContain("Nothing differs");
    for (const role of ["admin", "buyer"]) {
      const there = await worldOf(other.databaseUrl, "supplier_visits", role);
      expect(there).toEqual(await worldOf(here.databaseUrl, "supplier_visits", role));
    }

    const screensIn = async (stack: StackAddress, boss: Credentials): Promise<Screens> => {
      await addSupplier(stack);
      await addBuyer(stack);
      await enter(boss, "/e/supplier_visits/new", stack);
      await fillVisit(page);
      await addStrangeVisit(stack);
      await enter(boss, "/e/supplier_visits?v=none", stack);
      const ofBoss = await screensOf(page);
      await enter(buyer, "/e/supplier_visits?v=none", stack);
      return { boss: ofBoss, buyer: await screensOf(page) };
    };
    const before = await screensIn(here, admin);
    expectHisPart(before);
    expect(await screensIn(other, other.admin)).toEqual(before);
    for (const stack of [here, other]) {
      expect(await readAsBuyer(stack, "select=name,stage,day,report")).toEqual([
        { name: "Looms seen", stage: "under_way", day: today, report: "Two looms idle." },
      ]);
      expect(await readAsBuyer(stack, "select=travel_cost")).toBe(403);
    }
  }),
  480_000,
);
