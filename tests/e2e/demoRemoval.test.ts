/** The demo data goes with one click in the account menu, and the click is no longer offered afterwards. */
import { afterAll, describe, expect, inject, it } from "vitest";
import { loadDemo } from "../../supabase/order-management/demo/loadDemo";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

const countDemoOrders = async () => {
  const { rows } = await sql.query("select from public.orders where tags @> '{演示 demo}' limit 3");
  return rows.length;
};

describe("demo data", () => {
  // Other journeys work on it.
  afterAll(() => loadDemo(inject("stack").databaseUrl));

  it(
    "S93: is removed by an admin with one click, after one question",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["admin"] }), "/e/orders");
      expect(await countDemoOrders()).toBe(3);

      await page.getByRole("button", { name: /^Account/ }).click();
      await page.getByRole("menuitem", { name: "Remove the demo data" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove the demo data" }).click();

      await page.getByText("Done: Remove the demo data.").waitFor();
      expect(await countDemoOrders()).toBe(0);
      await page.getByRole("button", { name: /^Account/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
      expect(await page.getByRole("menuitem", { name: "Remove the demo data" }).count()).toBe(0);
    }),
  );
});
