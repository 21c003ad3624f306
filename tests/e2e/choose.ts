/** Picks an option of one of Ant Design's selects by its words. */
import type { Page } from "playwright-core";
import { nextMoment } from "./nextMoment";

export async function choose(page: Page, select: string, option: string): Promise<void> {
  // By keyboard: the chosen value lies over the input, and a drawer may still be sliding in.
  await page.getByRole("combobox", { name: select }).last().focus();
  await page.keyboard.press("ArrowDown");
  // Long lists draw only what is in sight; typing narrows them down.
  await page.keyboard.type(option);
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .getByText(option, { exact: true })
    .click();
  await nextMoment(page);
}
