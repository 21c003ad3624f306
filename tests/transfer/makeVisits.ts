/** "Supplier visits" by clicking alone: fields, views, and a role that sees a part. */
import type { Locator, Page } from "playwright-core";
import { choose } from "../e2e/choose";
import { pickOption, pickPath } from "../e2e/pick";

interface NewField {
  name: string;
  /** Some word that people look for, as typed into the search of types. */
  type: string;
  /** What else the panel asks for this type. */
  fill?: (drawer: Locator) => Promise<void>;
}

const stages = ["Planned", "Under way", "Done"];

const visitFields = (page: Page): NewField[] => [
  { name: "Supplier", type: "foreign key", fill: () => choose(page, "Points at", "Suppliers") },
  { name: "Visitor", type: "person" },
  { name: "Photo", type: "photo" },
  { name: "Stage", type: "dropdown", fill: (drawer) => typeOptions(page, drawer) },
  { name: "Day", type: "birthday" },
  { name: "Travel cost", type: "money" },
  { name: "Report", type: "long text" },
];

async function typeOptions(page: Page, drawer: Locator): Promise<void> {
  for (const [index, stage] of stages.entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    await drawer.getByRole("textbox", { name: `Option ${index + 1}` }).fill(stage);
  }
}

export async function makeEntity(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New kind of records" }).click();
  await page.getByRole("textbox", { name: "Name (English)" }).fill("Supplier visits");
  await page.getByRole("textbox", { name: "Name (中文)" }).fill("供应商拜访");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Supplier visits" }).waitFor();

  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name", exact: true }).fill("Title");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Title", exact: true }).waitFor();
  for (const field of visitFields(page)) await addField(page, field);
}

async function addField(page: Page, { name, type, fill }: NewField): Promise<void> {
  await page.getByRole("button", { name: "Add field" }).click();
  const drawer = page.getByRole("dialog", { name: "Add a field" });
  await drawer.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await drawer.getByRole("combobox", { name: "Type" }).fill(type);
  await page.keyboard.press("Enter");
  await fill?.(drawer);
  await drawer.getByRole("button", { name: "Add field" }).click();
  await page.getByRole("button", { name, exact: true }).waitFor();
  await drawer.waitFor({ state: "detached" });
}

/** From the list of visits: a view for everybody. */
export async function makeView(page: Page, name: string, how: { type: string; by: string; field: string }) {
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("button", { name: "New view" }).click();
  const dialog = page.getByRole("dialog", { name: "New view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByText(how.type, { exact: true }).click();
  await pickOption(page, dialog.getByRole("combobox", { name: how.by }), how.field);
  await dialog.getByText("Everybody", { exact: true }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: `View: ${name}`, exact: true }).waitFor();
}

/** From the page of roles: a role that sees its own visits without their cost, and all suppliers. */
export async function makeBuyer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New role" }).click();
  await page.getByRole("textbox", { name: "Name (English)" }).fill("Buyer");
  await page.getByRole("textbox", { name: "Name (中文)" }).fill("采购员");
  await page.getByRole("button", { name: "Create role" }).click();
  await page.getByRole("heading", { level: 1, name: "Buyer" }).waitFor();
  await page.getByText("Everything", { exact: true }).click();
  await page.getByRole("button", { name: /^Suppliers · See/ }).click();
  await page.getByRole("menuitem", { name: "All" }).click();
  await page.getByRole("button", { name: /^Supplier visits · See/ }).click();
  await page.getByRole("menuitem", { name: "Choose …" }).click();

  const drawer = page.getByRole("dialog", { name: "Supplier visits · Buyer" });
  await drawer.getByRole("button", { name: "New condition" }).first().click();
  await drawer.getByRole("button", { name: "Add filter" }).click();
  await pickPath(page, drawer, "Visitor");
  await pickOption(page, drawer.getByRole("combobox", { name: "Value" }), "Me");
  await drawer.getByRole("textbox", { name: "Name of the condition (English)" }).fill("Own visits");
  await drawer.getByRole("button", { name: "Use this condition" }).click();
  await drawer.getByRole("tab", { name: "Which fields" }).click();
  await drawer.getByRole("checkbox", { name: "Travel cost: See" }).uncheck();
  await drawer.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Review and save" }).click();
  await page.getByRole("button", { name: "Save and apply" }).click();
  await page.getByText("Saved. It acts from now on.").waitFor();
  await page.getByText("Not saved yet").waitFor({ state: "detached" });
}
