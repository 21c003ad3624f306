/** What the lists of selects look like at this moment, for the message of a journey that failed. */
import type { Page } from "playwright-core";

/** One line per list that counts as open: its classes, its box, and the first ancestor that hides it. */
export async function openLists(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")]
      .map((list) => {
        const { x, y, width, height } = list.getBoundingClientRect();
        let hiding: Element | null = list;
        while (hiding && getComputedStyle(hiding).display !== "none") hiding = hiding.parentElement;
        const words = list.textContent.slice(0, 80);
        return `open list "${words}" .${list.className} at ${x},${y} ${width}x${height}, hidden by ${hiding?.className ?? "nothing"}`;
      })
      .join("\n"),
  );
}
