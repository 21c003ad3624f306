/** Lets the page do what it put off: a list gives the focus back a moment later, and would take it from what comes next. */
import type { Page } from "playwright-core";

/** Resolves after all that the page had put off until its next moment. */
export const nextMoment = (page: Page) =>
  page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve)));
