/** What somebody changed directly in the database, in plain words; put back or taken over. */
import { afterEach, describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

const mayRead = async (role: string, table: string, column: string) => {
  const { rows } = await sql.query<{ may: boolean }>(
    "select has_column_privilege($1, $2, $3, 'select') as may",
    [`bo_${role}`, `public.${table}`, column],
  );
  return rows[0]?.may;
};

afterEach(async () => {
  await sql.query("select engine.sync_roles()");
});

describe("changes behind the configuration", () => {
  it(
    "N7: names a right that somebody granted by hand, and takes it back",
    inBrowser(async ({ enter, page }) => {
      await sql.query("grant select (grand_total) on public.orders to bo_warehouse");
      await enter(await anAccount({ roles: ["admin"] }), "/studio/drift");

      await page
        .getByText("“Warehouse” can see Orders › Total, although the role does not allow it.")
        .waitFor();
      await page.getByRole("button", { name: "Put everything back" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Put everything back" }).click();

      await page.getByText("Everything is as configured", { exact: true }).waitFor();
      expect(await mayRead("warehouse", "orders", "grand_total")).toBe(false);
    }),
  );

  it(
    "N7: notices within a minute while the page is open",
    inBrowser(async ({ enter, page }) => {
      await page.clock.install();
      await enter(await anAccount({ roles: ["admin"] }), "/studio/drift");
      await page.getByText("Everything is as configured", { exact: true }).waitFor();

      await sql.query("revoke select (ship_name) on public.orders from bo_customer_service");
      await page.clock.fastForward("01:00");

      await page
        .getByText("“Customer service” cannot see Orders › Recipient any more, although the role allows it.")
        .waitFor();
    }),
  );

  it(
    "N7: takes a granted right over into the configuration",
    inBrowser(async ({ enter, page }) => {
      await sql.query("grant select (refunded_total) on public.orders to bo_warehouse");
      await enter(await anAccount({ roles: ["admin"] }), "/studio/drift");

      try {
        const finding = page.getByRole("listitem").filter({ hasText: "“Warehouse” can see Orders" });
        await finding.getByRole("button", { name: "Take over" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Take over" }).click();

        await page.getByText("Taken over.").waitFor();
        await page.getByText("Everything is as configured", { exact: true }).waitFor();
        await sql.query("select engine.sync_roles()");
        expect(await mayRead("warehouse", "orders", "refunded_total")).toBe(true);
      } finally {
        await sql.query(`
          delete from config.permission_fields as pf using config.permissions as p, config.roles as r, config.fields as f
          where p.id = pf.permission_id and r.id = p.role_id and r.key = 'warehouse' and f.id = pf.field_id
            and f.name = 'refunded_total'`);
      }
    }),
  );
});
