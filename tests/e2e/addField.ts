/** Adds a field on the page of fields, as somebody does who clicks; its name is "My <type>". */
import type { Locator, Page } from "playwright-core";

export interface NewField {
  /** As the list of types calls it. */
  type: string;
  /** What the type wants to know. */
  options?: (panel: Locator, page: Page) => Promise<void>;
  /** Absent = "My <type>". */
  name?: string;
}

export async function addField(page: Page, { type, options, name = `My ${type}` }: NewField): Promise<void> {
  await page.getByRole("button", { name: "Add field" }).first().click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("combobox", { name: "Type" }).fill(type);
  await page.keyboard.press("Enter");
  await options?.(panel, page);
  await panel.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await panel.getByRole("button", { name: "Add field" }).click();
  await panel.waitFor({ state: "detached" });
}
