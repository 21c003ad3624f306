/** Working on an order in the browser: what is missing is mended, it is approved and held; it is cancelled before it left. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { aLivelyShop, partsOf, startedOrder } from "../order-management/livelyShop";
import { anOrder, aShop, committed, ship } from "../order-management/shop";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { choose } from "./choose";
import { stored } from "./desk";

/** Opens an operation from the menu behind the dots of the page. */
async function open(page: Page, more: string, operation: string) {
  await page.getByRole("main").getByRole("button", { name: more, exact: true }).first().click();
  await page.getByRole("menuitem", { name: operation }).click();
  const dialog = page.getByRole("dialog", { name: operation });
  await dialog.waitFor();
  return dialog;
}

describe("work on an order", () => {
  it(
    "S12 S14 S21 S24: a clerk mends the address with a reason, approves the order and puts it on hold",
    inBrowser(async ({ enter, page }) => {
      const order = await committed(async (db) => {
        const made = await anOrder(db, await aShop(db), { lifecycle: "pending_review" });
        await db.query("update public.orders set ship_street = '' where id = $1", made);
        return made;
      });
      await enter(await anAccount({ roles: ["customer_service"] }), `/e/orders/${order}`);
      await page.getByText("Address incomplete").first().waitFor();
      const approve = page.getByRole("main").getByRole("button", { name: "Approve", exact: true });
      expect(await approve.count()).toBe(0);

      const recipient = await open(page, "More", "Change the recipient");
      await recipient.getByRole("textbox", { name: "Street address" }).fill("文三路 1 号");
      await recipient.getByRole("textbox", { name: "Reason" }).fill("The customer called");
      await recipient.getByRole("button", { name: "Change the recipient" }).click();
      await approve.click();
      await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
      await page.getByRole("main").getByText("Confirmed", { exact: true }).first().waitFor();
      await page.getByText("The customer called").first().waitFor();

      const hold = await open(page, "More", "Put on hold");
      await choose(page, "Because of", "Suspected fraud");
      await hold.getByRole("button", { name: "Put on hold" }).click();
      await page.getByRole("button", { name: "Release the hold" }).waitFor();
      expect(await stored(order, "hold_reasons")).toEqual(["fraud"]);
    }),
  );

  it(
    "S23: customer service cancels before anything left; afterwards only a return is offered",
    inBrowser(
      async ({ enter, page, visit }) => {
        const shop = await aLivelyShop();
        const [waiting, left] = [await startedOrder(shop), await startedOrder(shop)];
        const [part = 0] = await partsOf(left);
        await committed((db) => ship(db, shop, part));
        await enter(await anAccount({ roles: ["customer_service"] }), `/e/orders/${waiting}`);

        const cancel = await open(page, "更多", "取消订单");
        await choose(page, "取消方", "买家");
        await cancel.getByRole("textbox", { name: "原因" }).fill("买错了");
        await cancel.getByRole("button", { name: "取消订单" }).click();
        await page.getByRole("main").getByText("已取消", { exact: true }).first().waitFor();
        expect(await stored(waiting, "lifecycle")).toBe("cancelled");

        await visit(`/e/orders/${left}`);
        await page.getByRole("main").getByRole("button", { name: "更多", exact: true }).first().click();
        await page.getByRole("menuitem", { name: "复制链接" }).waitFor();
        expect(await page.getByRole("menuitem", { name: "取消订单" }).count()).toBe(0);
        await page.getByRole("link", { name: "退换货" }).last().waitFor();
      },
      { language: "zh-CN" },
    ),
  );
});
