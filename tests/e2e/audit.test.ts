/** The change log: filters, what it shows, and the check that finds an altered entry. */
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { anOrderOnDesk } from "./desk";

const anAdmin = () => anAccount({ roles: ["admin"] });

describe("the change log", () => {
  it(
    "L26: finds a change by member and place, with old and new value",
    inBrowser(async ({ enter, page }) => {
      const { order, phone } = await anOrderOnDesk();
      const clerk = await aMember({
        roles: ["customer_service"],
        name: `Auditee ${crypto.randomUUID().slice(0, 8)}`,
      });
      await clerk.rest(`/orders?id=eq.${order}`, { method: "PATCH", body: { ship_phone: "13600000001" } });
      await enter(await anAdmin(), "/studio/audit");

      await choose(page, "Who", clerk.name);
      await choose(page, "Where", "Orders");
      await page.waitForURL(/entity=orders/);

      const row = page.getByRole("row").filter({ hasText: "13600000001" });
      await row.getByText(clerk.name).waitFor();
      await row.getByText("Customer service").waitFor();
      await row.getByText(phone, { exact: true }).waitFor();
      // While the second filter is answered, the rows of the first may still be there, or none.
      await expect.poll(() => page.getByRole("row").count()).toBe(2);
    }),
  );

  it(
    "L26: shows changes of the configuration with names instead of keys",
    inBrowser(async ({ enter, page }) => {
      const clerk = await anAccount({
        roles: ["viewer"],
        name: `Renamed ${crypto.randomUUID().slice(0, 8)}`,
      });
      const admin = await aMember({ roles: ["admin"] });
      await admin.rpc("update_member", { member_id: clerk.id, changes: { isActive: false } }, "config");
      await enter(await anAdmin(), `/studio/audit?entity=config.members&member=${admin.id}`);

      const row = page.getByRole("row").filter({ hasText: clerk.name });
      await row.getByText("Active", { exact: true }).waitFor();
      await row.getByText("Yes", { exact: true }).waitFor();
      await row.getByText("No", { exact: true }).waitFor();
    }),
  );

  it(
    "L26: says that the log is complete, and names the first entry that somebody altered",
    inBrowser(async ({ enter, page }) => {
      await sql.query("do $$ begin while engine.seal_audit() > 0 loop null; end loop; end $$");
      const { rows } = await sql.query<{ id: string; name: string | null }>(
        `select e.id, e.member_name as name from engine.audit_seals as s
         join engine.audit_entries as e on e.id = s.entry_id order by s.position desc limit 1`,
      );
      const [entry] = rows;
      await enter(await anAdmin(), "/studio/audit");

      await page.getByRole("button", { name: "Check the log" }).click();
      await page.getByText(/^The log is complete/).waitFor();
      await sql.query("update engine.audit_entries set member_name = 'Eve' where id = $1", [entry?.id]);
      try {
        await page.getByRole("button", { name: "Check the log" }).click();
        await page.getByText(`Entry ${entry?.id ?? ""} was altered behind the app.`).waitFor();
        await page.getByRole("button", { name: "Show the entry" }).click();

        await page.getByRole("row").nth(1).getByText("Eve").waitFor();
      } finally {
        await sql.query("update engine.audit_entries set member_name = $2 where id = $1", [
          entry?.id,
          entry?.name,
        ]);
      }
    }),
  );

  it(
    "L26: is closed to those who may not configure roles",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["manager"] }), "/studio/audit");

      await page.getByText("You may not open this").waitFor();
    }),
  );
});
