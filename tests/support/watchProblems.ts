/** Collects what goes wrong on a page behind the scenes: console errors, uncaught errors, failed requests. */
import type { Page, Response } from "playwright-core";

export interface Problems {
  expect: (pattern: RegExp) => void;
  /** Throws when something went wrong that was not expected. */
  verify: () => Promise<void>;
}

export function watchProblems(page: Page): Problems {
  const seen: Promise<string>[] = [];
  const expected: RegExp[] = [];
  const note = (problem: string) => seen.push(Promise.resolve(problem));

  page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    // The answer itself is recorded below, with its address.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    note(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.push(describeResponse(response));
  });

  return {
    expect: (pattern) => void expected.push(pattern),
    verify: async () => {
      const problems = await Promise.all(seen);
      const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
      if (unexpected.length > 0) throw new Error(`The page had problems:\n${unexpected.join("\n")}`);
    },
  };
}

async function describeResponse(response: Response): Promise<string> {
  const body = await response.text().catch(() => "");
  return `${response.status()} ${response.request().method()} ${response.url()}\n  ${body.slice(0, 500)}`;
}
