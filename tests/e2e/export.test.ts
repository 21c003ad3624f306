/** A list taken along as a file: all that matches, in the role's own columns, safe to open. */
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aDesk, rename } from "./desk";

async function exported(page: Page, format: "xlsx" | "csv"): Promise<Buffer> {
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog");
  if (format === "csv") await dialog.getByRole("radio", { name: "CSV (.csv)" }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Export" }).click(),
  ]);
  await dialog.waitFor({ state: "detached" });
  return readFile(await download.path());
}

describe("an export", () => {
  it(
    "S28, L25: holds every row of the filtered list as xlsx and csv, numbers whole and formulas tamed",
    inBrowser(async ({ enter, page }) => {
      const { orders, numbers, recipient } = await aDesk(3);
      await rename(orders[0], `=HYPERLINK("http://example.com";"${recipient}")`);
      await sql.query("update public.orders set external_no = '12345678901234567890' where id = $1", [
        orders[1],
      ]);
      await enter(await anAccount({ roles: ["manager"] }), `/e/orders?q=${encodeURIComponent(recipient)}`);
      await page.getByText(numbers[2] ?? "").waitFor();

      const csv = (await exported(page, "csv")).toString("utf8");
      const lines = csv.trimEnd().split("\r\n");
      expect(lines).toHaveLength(4);
      expect(lines[0]).toMatch(/^\uFEFFOrder number,/);
      expect(csv).toContain(`'=HYPERLINK`);
      expect(csv).not.toContain(`,=HYPERLINK`);
      for (const number of numbers) expect(csv).toContain(number);

      const files = unzipSync(new Uint8Array(await exported(page, "xlsx")));
      const sheet = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
      const strings = strFromU8(files["xl/sharedStrings.xml"] ?? new Uint8Array());
      expect(sheet.match(/<row /g)).toHaveLength(4);
      expect(sheet).not.toContain("<f>");
      expect(strings + sheet).toContain("12345678901234567890");
      expect(sheet).not.toContain("<v>12345678901234567890</v>");
    }),
  );

  it(
    "L25: reads page after page until every order is in the file, once",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["finance"] }), "/e/orders");
      await page.getByRole("row").nth(2).waitFor();

      const [, ...lines] = (await exported(page, "csv")).toString("utf8").trimEnd().split("\r\n");

      const { rows } = await sql.query<{ order_no: string }>("select order_no from public.orders");
      expect(rows.length).toBeGreaterThan(1000);
      expect(lines.map((line) => line.split(",")[0]).sort()).toEqual(rows.map((row) => row.order_no).sort());
    }),
  );
});
