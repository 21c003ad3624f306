/** What the screens of "Supplier visits" show, as text: two databases with the same records must show the same. */
import type { Locator, Page } from "playwright-core";

export interface VisitScreens {
  /** A line for the header and for each record. */
  list: string[];
  /** A lane each, with its cards. */
  board: string[];
  calendar: { week: string[]; days: string[] };
  record: string;
  /** The list of visits on the page of their supplier. */
  related: string[];
  /** The page of the visit that belongs to nobody. */
  strange: string;
  form: string;
}

const inSight = { list: "Looms seen", record: "Two looms idle." };

/** From the list without a view; the first visit is the member's, the second one nobody's. */
export async function screensOf(page: Page): Promise<VisitScreens> {
  const open = (path: string) => page.goto(new URL(path, page.url()).href);
  const main = page.getByRole("main");
  await main.getByRole("row").getByText(inSight.list).waitFor();
  const list = await textsOf(main.getByRole("row"));

  await openView(page, "By stage");
  await main.getByRole("region", { name: "Under way" }).getByText(inSight.list).waitFor();
  const board = await textsOf(main.getByRole("region"));

  await openView(page, "By day");
  await page.getByRole("gridcell").getByText(inSight.list).waitFor();
  const week = await textsOf(page.getByRole("columnheader"));
  const days = await textsOf(page.getByRole("gridcell"));

  await open("/e/supplier_visits/1");
  await main.getByText(inSight.record).waitFor();
  await main.locator("img").waitFor();
  const record = await textOf(main);
  await open("/e/suppliers/1");
  await page.getByRole("tab", { name: /Supplier visits/ }).click();
  await main.getByRole("row").getByText(inSight.list).waitFor();
  const related = await textsOf(main.getByRole("row"));
  await open("/e/supplier_visits/2");
  await main
    .getByText(/Of somebody else|Not found/)
    .first()
    .waitFor();
  const strange = await textOf(main);
  await open("/e/supplier_visits/new");
  // Who may not create reads why instead.
  const field = page.getByRole("textbox", { name: "Report" });
  await field.or(main.getByRole("alert")).first().waitFor();
  if (await field.isVisible()) await page.getByText("Drop files here").waitFor();
  return { list, board, calendar: { week, days }, record, related, strange, form: await textOf(main) };
}

async function openView(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("region", { name: "Shared" }).getByText(name, { exact: true }).click();
  await page.getByRole("button", { name: `View: ${name}`, exact: true }).waitFor();
}

async function textsOf(parts: Locator): Promise<string[]> {
  return (await parts.allInnerTexts()).map(inOneLine);
}

async function textOf(part: Locator): Promise<string> {
  return inOneLine(await part.innerText());
}

/** Without the moments, which pass while the screens are read. */
const inOneLine = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .replace(/\bnow\b|\d+ min(utes?|\.)? ago/g, "just now")
    .trim();
