/** Picks from Ant Design's selects inside a given part of the page. */
import type { Locator, Page } from "playwright-core";
import { nextMoment } from "./nextMoment";

const openList = ".ant-select-dropdown:not(.ant-select-dropdown-hidden)";

/** Types the words of an option and chooses it. */
export async function pickOption(page: Page, select: Locator, option: string): Promise<void> {
  // The chosen value lies over the input, so that a plain click counts as intercepted.
  await select.click({ force: true });
  await page.keyboard.type(option);
  await page
    .locator(`${openList} .ant-select-item-option`)
    .getByText(option, { exact: true })
    .first()
    .click();
  await nextMoment(page);
  // Leaves the list, which would lie over what is clicked next.
  await page.keyboard.press("Tab");
  await page.locator(openList).waitFor({ state: "detached" });
}

/** Chooses the field of the last row of a filter. */
export async function pickPath(page: Page, part: Locator, field: string): Promise<void> {
  await part.getByRole("combobox", { name: "Field", exact: true }).last().click({ force: true });
  await page.keyboard.type(field);
  await page.locator(`${openList} .ant-select-tree-title`).getByText(field, { exact: true }).first().click();
  await nextMoment(page);
}
