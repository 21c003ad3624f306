/** Collects what goes wrong on a page behind the scenes: console errors, uncaught errors, failed requests. */
import type { Page } from "playwright-core";

export interface Problems {
  expect: (pattern: RegExp) => void;
  /** Throws when something went wrong that was not expected. */
  verify: () => void;
}

export function watchProblems(page: Page): Problems {
  const seen: string[] = [];
  const expected: RegExp[] = [];

  page.on("pageerror", (error) => seen.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    // The answer itself is recorded below, with its address.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    seen.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() < 400) return;
    seen.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });

  return {
    expect: (pattern) => void expected.push(pattern),
    verify: () => {
      const unexpected = seen.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
      if (unexpected.length > 0) throw new Error(`The page had problems:\n${unexpected.join("\n")}`);
    },
  };
}
