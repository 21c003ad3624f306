/** Files brought in by people who do not program: with traps, mistakes, second thoughts and a line that is cut. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { pickOption } from "./pick";

const newTag = () => `诸葛${randomBytes(3).toString("hex")}`;

async function give(page: Page, name: string, text: string): Promise<void> {
  const input = page.locator("input[type=file]");
  await input.waitFor({ state: "attached" });
  await input.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByText("The first row names the columns").waitFor();
}

const check = (page: Page) => page.getByRole("button", { name: "Check", exact: true }).click();

const customers = async (tag: string) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    "select name, phone, level, tags, note from public.customers where name like $1 || '%' order by name",
    [tag],
  );
  return rows;
};

/** `count` customers, of which the third, fifth and seventh do not fit. */
function aFile(tag: string, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const email = index === 2 ? "nobody" : `${String(index)}@example.com`;
    const level = index === 4 ? "Diamond" : index % 2 === 0 ? "Gold" : "silver";
    const name = index === 6 ? " " : `${tag} ${String(index).padStart(4, "0")}`;
    return `${name},="00${String(index)}",${email},${level},"a, b","first\nsecond"`;
  });
  return ["Name , phone ,E mail,LEVEL,Tags,Note", ...rows].join("\r\n");
}

describe("the import wizard", () => {
  it(
    "L24: names 3 bad rows, hands them out, writes the corrected file and takes it back",
    inBrowser(async ({ enter, page }) => {
      const tag = newTag();
      await enter(await anAccount({ roles: ["manager"] }), "/e/customers");
      await page.getByRole("button", { name: "Import" }).click();

      await give(page, "customers.csv", aFile(tag, 60));
      await check(page);
      await page.getByText("3 of 60 rows do not fit").waitFor();
      const problems = page.getByRole("row");
      await problems.filter({ hasText: /^4E mail“nobody” is not an e-mail address/ }).waitFor();
      await problems.filter({ hasText: /^6LEVEL“Diamond” is not an option of Level/ }).waitFor();
      await problems.filter({ hasText: /^8Name.*fill this in/ }).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download these rows" }).click(),
      ]);
      const failed = await readFile(await download.path(), "utf8");
      expect(failed).toContain("Row,Reason");
      expect(failed.match(/@example|,nobody,/g)).toHaveLength(3);
      expect(await customers(tag)).toEqual([]);

      await page.getByRole("button", { name: "Back" }).click();
      await page.getByRole("button", { name: "Back" }).click();
      const mended = aFile(tag, 60)
        .replace("nobody", "x@example.com")
        .replace("Diamond", "Platinum")
        .replace("\n ,", `\n${tag} x,`);
      await give(page, "customers.csv", mended);
      await check(page);
      await page.getByRole("button", { name: "Import 60 rows" }).click();
      await page.getByText("60 records created").waitFor();
      const written = await customers(tag);
      expect(written).toHaveLength(60);
      expect(written[0]).toMatchObject({
        phone: "000",
        level: "gold",
        tags: ["a", "b"],
        note: "first\nsecond",
      });

      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByText("The import was taken back.").waitFor();
      expect(await customers(tag)).toEqual([]);
    }),
  );

  it(
    "L24: finds records by a field, goes on after the line was cut, and remembers the columns",
    inBrowser(async ({ enter, page, expectProblem }) => {
      const tag = newTag();
      await sql.query("insert into public.customers (name, phone) values ($1, '1')", [`${tag} 1`]);
      expectProblem(/stage_rows|ERR_INTERNET_DISCONNECTED|Failed to load|ERR_FAILED/);
      await enter(await anAccount({ roles: ["manager"] }), "/e/customers/import");
      let isCut = true;
      await page.route("**/rpc/stage_rows", (route) => (isCut ? route.abort() : route.continue()));

      await give(page, "customers.csv", `Wer;Telefon\n${tag} 1;5551\n${tag} 2;5552\n`);
      for (const [column, field] of [
        ["Wer", "Name"],
        ["Telefon", "Phone"],
      ] as const) {
        await pickOption(page, page.getByRole("combobox", { name: `Field for “${column}”` }), field);
      }
      await page.getByRole("radio", { name: "Update them, and create the others" }).check();
      await choose(page, "A record is the same when it has the same", "Name");
      await page.keyboard.press("Escape");
      await check(page);
      await page.getByText("going on does not begin from the start").waitFor();
      isCut = false;
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByRole("button", { name: "Import 2 rows" }).click();
      await page.getByText("1 record created · 1 record updated").waitFor();
      expect((await customers(tag)).map(({ phone }) => phone)).toEqual(["5551", "5552"]);

      await page.reload();
      await give(page, "again.csv", "wer;TELEFON\nx;1\n");
      await page.getByText("Every column has a field.").waitFor();
    }),
  );
});
