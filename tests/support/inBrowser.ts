/** Wraps a test body into a fresh browser window that fails the test on any error nobody expected. */
import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, inject, type TestContext } from "vitest";
import { launchChromium, openWindow, type Reader } from "./chromium";
import { openSession, type Credentials, type Place } from "./signIn";
import { watchProblems } from "./watchProblems";

export interface BrowserTest {
  page: Page;
  /** Opens a path of the app. */
  visit: (path: string) => Promise<void>;
  /** Opens a path of the app as somebody who has signed in before. */
  enter: (who: Credentials, path: string, place?: Place) => Promise<void>;
  /** Says which failed requests or messages this test provokes on purpose. */
  expectProblem: (pattern: RegExp) => void;
}

type Body = (test: BrowserTest) => Promise<void>;

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

export function inBrowser(body: Body, reader: Reader = {}): (test: TestContext) => Promise<void> {
  return async ({ task }) => {
    const { url } = inject("stack");
    browser ??= launchChromium();
    const context = await openWindow(await browser, reader);
    const page = await context.newPage();
    const problems = watchProblems(page);
    try {
      await body({
        page,
        visit: async (path) => {
          await page.goto(url + path);
        },
        enter: async (who, path, place = inject("stack")) => {
          const session = JSON.stringify(await openSession(who, place));
          // Only at first: later the app keeps its session itself.
          await page.goto(`${place.url}/robots.txt`);
          await page.evaluate((text) => localStorage.setItem("kontor-session", text), session);
          await page.goto(place.url + path);
        },
        expectProblem: (pattern) => problems.expect(pattern),
      });
      await problems.verify();
    } catch (error) {
      await mkdir("tests/results/failures", { recursive: true });
      await page
        .screenshot({ path: `tests/results/failures/${fileName(task.name)}.png` })
        .catch(() => undefined);
      throw error;
    } finally {
      await context.close();
    }
  };
}

function fileName(name: string): string {
  return name.replace(/\W+/g, "-").slice(0, 80);
}
