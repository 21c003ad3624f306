/** The main pages in both languages, both themes and two widths: complete, named, and free of errors. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { seriousIssues } from "../support/axe";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { anOrderOnDesk } from "./desk";

const looks = [
  { language: "en", theme: "light", width: 1440 },
  { language: "zh-CN", theme: "dark", width: 1440 },
  { language: "en", theme: "dark", width: 390 },
  { language: "zh-CN", theme: "light", width: 390 },
] as const;

let manager: Account;
let paths: string[];

beforeAll(async () => {
  manager = await anAccount({ roles: ["manager"] });
  const { order } = await anOrderOnDesk();
  paths = [
    "/",
    "/e/orders",
    `/e/orders/${order}`,
    `/e/orders/${order}/edit`,
    "/e/customers",
    "/e/customers/new",
    "/e/skus",
    "/e/stock",
    "/work",
    "/reports?part=buyers",
    "/account",
  ];
});

describe("every main page", () => {
  for (const look of looks) {
    it(
      `S92, L32, L36: is complete in ${look.language}, ${look.theme}, ${look.width} px`,
      inBrowser(async ({ enter, page, visit }) => {
        await visit("/sign-in");
        await checkPage(page, look.language);
        await enter(manager, "/");
        for (const path of paths) {
          await visit(path);
          await checkPage(page, look.language);
        }
      }, look),
    );
  }
});

describe("every page of the studio", () => {
  const studio = [
    "members",
    "roles",
    "scopes",
    "entities",
    "entities/orders",
    "forms",
    "forms/customers",
    "translations",
    "draft",
  ];
  const more = ["file", "appearance", "versions", "speed", "audit", "drift", "logins"];
  for (const look of looks.slice(1, 3)) {
    it(
      `S92, L32, L36: is complete in ${look.language}, ${look.theme}, ${look.width} px`,
      inBrowser(async ({ enter, page, visit }) => {
        await enter(await anAccount({ roles: ["admin"] }), "/batches");
        await checkPage(page, look.language);
        for (const path of [...studio, ...more]) {
          await visit(`/studio/${path}`);
          await checkPage(page, look.language);
        }
      }, look),
    );
  }
});

describe("the keyboard", () => {
  it(
    "L36: reaches the page past the menu, the search and the account, and shows where it is",
    inBrowser(async ({ enter, page }) => {
      await enter(manager, "/e/orders");
      await page.getByRole("searchbox", { name: "Search" }).waitFor();

      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Skip to the page");
      await page.keyboard.press("Enter");
      await page.keyboard.press("/");

      expect(
        await page.getByRole("searchbox", { name: "Search" }).evaluate((box) => box.matches(":focus")),
      ).toBe(true);
      expect(await focusRing(page)).toBe(true);
    }),
  );
});

async function checkPage(page: Page, language: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  expect(await page.getByRole("heading", { level: 1 }).count(), page.url()).toBe(1);
  expect(await page.evaluate(namelessControls), `controls without a name on ${page.url()}`).toEqual([]);
  expect(await page.evaluate(widerThanWindow), `${page.url()} scrolls sideways`).toBe(false);
  expect(await seriousIssues(page), page.url()).toEqual([]);
  // A key instead of its message, such as "workspace.list.create".
  expect(await page.locator("body").innerText()).not.toMatch(
    /\b[a-z]+\.[a-z]+[A-Za-z]*\.[a-zA-Z]+\b(?<!example\.com)/,
  );
}

function namelessControls(): string[] {
  const controls = document.querySelectorAll<HTMLElement>("button, a[href], input, textarea, [role=button]");
  return [...controls]
    .filter((control) => control.offsetParent !== null && control.getAttribute("aria-hidden") !== "true")
    .filter((control) => {
      const labels = "labels" in control && control.labels instanceof NodeList ? [...control.labels] : [];
      const named = control.getAttribute("aria-labelledby");
      const name = [
        control.getAttribute("aria-label"),
        named && document.getElementById(named)?.textContent,
        control.title,
        control.textContent,
        control.querySelector("img, [aria-label]")?.getAttribute("aria-label"),
        ...labels.map((label) => label.textContent),
      ];
      return name.every((part) => !part?.trim());
    })
    .map((control) => control.outerHTML.slice(0, 200));
}

function widerThanWindow(): boolean {
  return document.documentElement.scrollWidth > window.innerWidth + 1;
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** The focused control looks different from an unfocused one. */
async function focusRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const box =
      document.activeElement?.closest<HTMLElement>(".ant-input-affix-wrapper") ?? document.activeElement;
    if (!box) return false;
    const style = getComputedStyle(box);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
}
