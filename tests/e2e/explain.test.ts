/** "Why can't I …?": for oneself on any record, for anybody when one may configure roles. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { anOrderOnDesk } from "./desk";

async function askWhy(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More" }).first().click();
  await page.getByRole("menuitem", { name: "Why can't I …?" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  // While the dialog grows out of the click, its inputs are not yet where they will be.
  await page.locator(".ant-modal.ant-zoom-appear, .ant-modal.ant-zoom-enter").waitFor({ state: "detached" });
}

describe("why?", () => {
  it(
    "N5: names the action that a role does not have",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      await enter(await anAccount({ roles: ["viewer"] }), `/e/orders/${order}`);

      await askWhy(page);

      await page.getByText("You cannot do this.").waitFor();
      await page.getByText("The role “Viewer” may not edit “Orders”.").waitFor();
    }),
  );

  it(
    "N5: names the field that a role may not change, and the one that nobody can",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      await enter(await anAccount({ roles: ["customer_service"] }), `/e/orders/${order}`);

      await askWhy(page);
      await choose(page, "Which field", "Ship by");
      await page.getByText("The role “Customer service” may not change the field").waitFor();
      await choose(page, "Which field", "Total");

      await page.getByText("Nobody can change “Total”: the system fills it in.").waitFor();
    }),
  );

  it(
    "N5: shows an admin which condition keeps a member from a record, part by part",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      const packer = await aMember({
        roles: ["warehouse"],
        name: `Packer ${crypto.randomUUID().slice(0, 8)}`,
      });
      await sql.query(
        `with elsewhere as (
           insert into public.warehouses (code, name) values (left(gen_random_uuid()::text, 8), 'Elsewhere') returning id
         )
         insert into config.member_values (member_id, variable_key, record_id)
         select $1, 'my_warehouses', id from elsewhere`,
        [packer.id],
      );
      await enter(await anAccount({ roles: ["admin"] }), `/e/orders/${order}`);

      await askWhy(page);
      await choose(page, "Who", packer.name);
      await choose(page, "What", "See");

      await page.getByText(`${packer.name} cannot do this.`).waitFor();
      await page.getByText("This record lies outside of what the role “Warehouse” reaches.").waitFor();
      await page.getByText("My warehouses").first().waitFor();
      expect(await page.getByLabel("does not hold").count()).toBeGreaterThan(0);
    }),
  );

  it(
    "N5: says that a lock-out stands before everything else",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      const clerk = await anAccount({ roles: ["viewer"], name: `Locked ${crypto.randomUUID().slice(0, 8)}` });
      await enter(await anAccount({ roles: ["admin"] }), `/e/orders/${order}`);

      await askWhy(page);
      await sql.query("update config.members set is_active = false where id = $1", [clerk.id]);
      await choose(page, "Who", clerk.name);

      await page.getByText("This member is locked out.").waitFor();
    }),
  );
});
