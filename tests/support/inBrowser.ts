/** Wraps a test body into a fresh browser page that fails the test on any error nobody expected. */
import { mkdir } from "node:fs/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, inject, type TestContext } from "vitest";
import { findChromium } from "./findChromium";
import { watchProblems } from "./watchProblems";

export interface PageOptions {
  language?: "en" | "zh-CN";
  theme?: "light" | "dark";
  /** Width of the window in CSS pixels. */
  width?: number;
}

export interface BrowserTest {
  page: Page;
  /** Opens a path of the app. */
  visit: (path: string) => Promise<void>;
  /** Says which failed requests or messages this test provokes on purpose. */
  expectProblem: (pattern: RegExp) => void;
}

type Body = (test: BrowserTest) => Promise<void>;

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

export async function launchChromium(): Promise<Browser> {
  const { path, env } = await findChromium();
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return chromium.launch({
    executablePath: path,
    env: { ...Object.fromEntries(inherited), ...env },
    args: ["--disable-dev-shm-usage"],
  });
}

/** The window of a reader with this language, theme and width. */
export async function openContext(from: Browser, options: PageOptions): Promise<BrowserContext> {
  const width = options.width ?? 1440;
  return from.newContext({
    locale: options.language ?? "en",
    colorScheme: options.theme ?? "light",
    viewport: { width, height: width < 600 ? 844 : 900 },
    timezoneId: "Asia/Shanghai",
  });
}

export function inBrowser(body: Body, options: PageOptions = {}): (test: TestContext) => Promise<void> {
  return async ({ task }) => {
    browser ??= launchChromium();
    const context = await openContext(await browser, options);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const problems = watchProblems(page);
    try {
      await body({
        page,
        visit: async (path) => {
          await page.goto(inject("stack").url + path);
        },
        expectProblem: (pattern) => problems.expect(pattern),
      });
      problems.verify();
    } catch (error) {
      await mkdir("tests/results/failures", { recursive: true });
      await page.screenshot({ path: `tests/results/failures/${task.id}.png` }).catch(() => undefined);
      throw error;
    } finally {
      await context.close();
    }
  };
}
