/** Two orders of one buyer to one address leave in one parcel, at a click. */
import { expect, it } from "vitest";
import { aSplitOrder } from "../order-management/fulfilling";
import { aShop, committed } from "../order-management/shop";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

it(
  "S62: a clerk ships two orders together, and each page tells of the other",
  inBrowser(async ({ enter, page, visit }) => {
    const [one, two] = await committed(async (db) => {
      const shop = await aShop(db);
      const lines = [{ sku: shop.shirt, qty: 1, price: "50" }];
      return [await aSplitOrder(db, shop, { lines }), await aSplitOrder(db, shop, { lines })] as const;
    });
    const { rows } = await sql.query<{ order_no: string }>(
      "select order_no from orders where id = any ($1) order by id",
      [[one.order, two.order]],
    );
    const together = page.getByText("In the same parcel:");
    await enter(await anAccount({ roles: ["manager"] }), `/e/orders/${one.order}`);

    await page.getByRole("button", { name: "Ship together" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: rows[1]?.order_no ?? "" }).waitFor();
    await dialog.getByRole("button", { name: "Ship together" }).click();
    await dialog.waitFor({ state: "hidden" });

    await together.waitFor();
    await page
      .getByRole("link", { name: rows[1]?.order_no ?? "" })
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Ship together" }).count()).toBe(0);

    await visit(`/e/orders/${two.order}`);
    await page.getByText("Ships together with").first().waitFor();
  }),
);
