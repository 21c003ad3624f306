/** Wraps a test body into a fresh browser window that fails the test on any error nobody expected. */
import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, inject, type TestContext } from "vitest";
import { launchChromium, openWindow, type Reader } from "./chromium";
import { openLists } from "./openLists";
import { openSession, type Credentials, type Place } from "./signIn";
import { watchProblems } from "./watchProblems";

export interface BrowserTest {
  page: Page;
  /** Opens a path of the app. */
  visit: (path: string) => Promise<void>;
  /** Opens a path of the app as somebody who has signed in before. */
  enter: (who: Credentials, path: string, place?: Place) => Promise<void>;
  /** The same in another browser, which has nothing in common with this one; the page is its own. */
  enterBeside: (who: Credentials, path: string) => Promise<Page>;
  /** Says which failed requests or messages this test provokes on purpose. */
  expectProblem: (pattern: RegExp) => void;
}

interface Entrance {
  who: Credentials;
  path: string;
  place?: Place | undefined;
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
    const chromium = await browser;
    const context = await openWindow(chromium, reader);
    const contexts = [context];
    const page = await context.newPage();
    const problems = watchProblems(page);
    const enterOn = async (opened: Page, { who, path, place = inject("stack") }: Entrance) => {
      const session = JSON.stringify(await openSession(who, place));
      // Only at first: later the app keeps its session itself.
      await opened.goto(`${place.url}/robots.txt`);
      await opened.evaluate((text) => localStorage.setItem("kontor-session", text), session);
      await opened.goto(place.url + path);
    };
    try {
      await body({
        page,
        visit: async (path) => {
          await page.goto(url + path);
        },
        enter: (who, path, place) => enterOn(page, { who, path, place }),
        enterBeside: async (who, path) => {
          const other = await openWindow(chromium, reader);
          contexts.push(other);
          const opened = await other.newPage();
          await enterOn(opened, { who, path });
          return opened;
        },
        expectProblem: (pattern) => problems.expect(pattern),
      });
      await problems.verify();
    } catch (error) {
      await mkdir("tests/results/failures", { recursive: true });
      await page
        .screenshot({ path: `tests/results/failures/${fileName(task.name)}.png` })
        .catch(() => undefined);
      if (error instanceof Error) error.stack = `${error.stack}\n${await openLists(page).catch(() => "")}`;
      throw error;
    } finally {
      for (const opened of contexts) await opened.close();
    }
  };
}

function fileName(name: string): string {
  return name.replace(/\W+/g, "-").slice(0, 80);
}
