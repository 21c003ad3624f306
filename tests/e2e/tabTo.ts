/** Walks the page with Tab alone, as somebody without a mouse does. */
import type { Locator, Page } from "playwright-core";

const farEnough = 100;

/** Past the menu, by the link that only Tab shows. */
export async function skipToPage(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await tabAndEnter(page, page.getByRole("link", { name: "Skip to the page" }));
}

/** Presses Tab until the element has the focus; fails when Tab does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < farEnough; step++) {
    if (await target.first().evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Walks there and presses Enter. */
export async function tabAndEnter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
