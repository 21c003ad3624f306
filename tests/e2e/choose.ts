/** Picks an option of one of Ant Design's selects by its words. */
import type { Page } from "playwright-core";

export async function choose(page: Page, select: string, option: string): Promise<void> {
  // The chosen value lies over the input, so that a plain click counts as intercepted.
  await page.getByRole("combobox", { name: select }).last().click({ force: true });
  // Long lists draw only what is in sight; typing narrows them down.
  await page.keyboard.type(option);
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .getByText(option, { exact: true })
    .click();
}
