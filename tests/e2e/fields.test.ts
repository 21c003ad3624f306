/** A newcomer adds a field from the list, and it is in list, form and filter without a reload. */
import { afterAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";

afterAll(async () => {
  await sql.query(`
    update config.entities set list_fields = array_remove(list_fields, 'packing_cost') where name = 'orders';
    select config.publish('', '[{"kind": "trash_field", "entity": "orders", "field": "packing_cost"}]')`);
});

it(
  "L13: adds the money field “Packing cost” to orders in under 30 s, then it is in list, form and filter",
  inBrowser(async ({ enter, page }) => {
    await enter(await anAccount({ roles: ["admin"] }), "/e/orders");
    const begin = Date.now();

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
    await page.getByRole("button", { name: /New$/ }).click();
    await page.getByRole("spinbutton", { name: "Packing cost" }).waitFor();

    const { rows } = await sql.query(
      `select format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as comment
       from pg_attribute as a where a.attrelid = 'public.orders'::regclass and a.attname = 'packing_cost'`,
    );
    expect(rows).toEqual([{ type: "numeric(14,2)", comment: "Packing cost | Packing cost" }]);
  }),
);
