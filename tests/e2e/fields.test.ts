/** A newcomer adds a field from the list, and it works at once in all that fields do, and obeys rights. */
import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { aDesk, stored } from "./desk";

afterAll(async () => {
  await sql.query(`
    update config.entities set list_fields = array_remove(list_fields, 'packing_cost') where name = 'orders';
    select config.publish('', '[{"kind": "trash_field", "entity": "orders", "field": "packing_cost"}]')`);
});

it(
  "L13: adds the money field “Packing cost” to orders in under 30 s, then it is in list, form, filter, sort and files",
  inBrowser(async ({ enter, page }) => {
    const { orders, numbers, recipient } = await aDesk(2);
    const [first = 0, second = 0] = orders;
    const list = `/e/orders?q=${encodeURIComponent(recipient)}`;
    const open = (path: string) => page.goto(new URL(path, page.url()).href);
    await enter(await anAccount({ roles: ["admin"] }), list);
    await page.getByText(numbers[0] ?? "").waitFor();
    const begin = Date.now();

    // Three clicks, two words and Enter.
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Packing cost");
    await page.getByRole("combobox", { name: "Type" }).fill("成本");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add field" }).click();
    await page.getByRole("columnheader", { name: /^Packing cost/ }).waitFor();
    expect(Date.now() - begin).toBeLessThan(30_000);

    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("button", { name: "Add filter" }).click();
    await choose(page, "Field", "Packing cost");
    await page.keyboard.press("Escape");
    await open(`/e/orders/${String(first)}/edit`);
    await page.getByRole("spinbutton", { name: "Packing cost" }).fill("12.5");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => stored(first, "packing_cost")).toBe("12.50");

    await open(`/e/orders/import`);
    const input = page.locator("input[type=file]");
    await input.waitFor({ state: "attached" });
    const file = `Order number,Packing cost\r\n${numbers[1] ?? ""},¥7.25\r\n`;
    await input.setInputFiles({ name: "costs.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
    await page.getByRole("radio", { name: "Update them, and create nothing" }).check();
    await choose(page, "A record is the same when it has the same", "Order number");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByRole("button", { name: "Import 1 row" }).click();
    await page.getByText("1 record updated").waitFor();
    expect(await stored(second, "packing_cost")).toBe("7.25");

    await open(`${list}&f=packing_cost:gte:1&s=packing_cost`);
    const rows = page.getByRole("row").filter({ hasText: recipient });
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().textContent()).toContain(numbers[1]);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("radio", { name: "CSV (.csv)" }).check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("dialog").getByRole("button", { name: "Export" }).click(),
    ]);
    const [header = "", line = ""] = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(line.split(",")[header.split(",").indexOf("Packing cost")]).toBe("7.25");
  }),
);

it("L13: the new amount is numeric(14,2) with its comment, and a role without amounts cannot read it over REST", async () => {
  const [clerk, finance] = await Promise.all([
    aMember({ roles: ["warehouse"] }),
    aMember({ roles: ["finance"] }),
  ]);
  const { rows } = await sql.query(
    `select format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as comment
     from pg_attribute as a where a.attrelid = 'public.orders'::regclass and a.attname = 'packing_cost'`,
  );

  const path = "/orders?select=packing_cost&limit=1";
  const [hidden, seen, guessed] = await Promise.all([
    clerk.rest(path),
    finance.rest(path),
    clerk.rest("/orders?select=id&packing_cost=gte.0"),
  ]);

  expect(rows).toEqual([{ type: "numeric(14,2)", comment: "Packing cost | Packing cost" }]);
  expect([hidden.status, seen.status, guessed.status]).toEqual([403, 200, 403]);
});
