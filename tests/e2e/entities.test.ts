/** A kind of records of one's own, made by clicking: entity, field, record, another type, trash and back. */
import { afterAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

afterAll(async () => {
  await sql.query(`
    delete from config.entities where name = 'supplier_visits'; delete from config.trash where entity_name = 'supplier_visits';
    drop table public.supplier_visits; delete from engine.compiled_policies where table_name = 'supplier_visits';
    select engine.sync_roles()`);
});

const stored = async () => {
  const { rows } = await sql.query<{ city: string }>("select city from public.supplier_visits");
  return rows;
};

it(
  "L15 L14: makes a kind of records, adds a field, fills it, rehearses another type, removes it and brings it back",
  inBrowser(async ({ enter, page }) => {
    await enter(await anAccount({ roles: ["admin"] }), "/studio/entities");

    await page.getByRole("button", { name: "New kind of records" }).click();
    await page.getByRole("textbox", { name: "Name (English)" }).fill("Supplier visits");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Supplier visits" }).waitFor();
    await page.getByRole("button", { name: "Add field" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("City");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "City", exact: true }).waitFor();

    await page.getByRole("link", { name: "Open the list" }).click();
    await page.getByRole("columnheader", { name: "City" }).waitFor();
    // An empty list offers it twice.
    await page.getByRole("button", { name: /New$/ }).first().click();
    await page.getByRole("textbox", { name: "Name" }).fill("First visit");
    await page.getByRole("textbox", { name: "City" }).fill("about 12");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await expect.poll(stored).toEqual([{ city: "about 12" }]);

    await page.goto(new URL("/studio/entities/supplier_visits", page.url()).href);
    await page.getByRole("button", { name: "What to do with City" }).click();
    await page.getByRole("menuitem", { name: "Change type" }).click();
    await page.getByRole("combobox", { name: "Type" }).fill("money");
    await page.keyboard.press("Enter");
    await page.getByText("1 of 1 values do not fit.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "What to do with City" }).click();
    await page.getByRole("menuitem", { name: "Move to trash" }).click();
    await page.getByRole("button", { name: "Move to trash" }).click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("button", { name: "City", exact: true }).waitFor();
  }),
);
