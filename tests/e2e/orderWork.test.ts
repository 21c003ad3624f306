/** Working on an order in the browser: what is missing is mended, it is approved and held; it is cancelled before it left. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { aLivelyShop, partsOf, startedOrder } from "../order-management/livelyShop";
import { anOrder, aShop, committed, ship } from "../order-management/shop";
import { paidOrder, receive } from "../order-management/splitting";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { stored } from "./desk";

const words = {
  en: {
    ...{ more: "More", incomplete: "Address incomplete", approve: "Approve", confirmed: "Confirmed" },
    ...{ recipient: "Change the recipient", street: "Street address", reason: "Reason", hold: "Put on hold" },
    ...{ because: "Because of", fraud: "Suspected fraud", release: "Release the hold" },
    ...{ cancel: "Cancel the order", by: "Cancelled by", buyer: "Buyer", cancelled: "Cancelled" },
    ...{ requested: "Requested", copy: "Copy link", returns: "Returns", partly: "Partly shipped" },
    refused: "Part of this order has been shipped. Take it back as a return.",
  },
  "zh-CN": {
    ...{ more: "更多", incomplete: "地址不完整", approve: "审核通过", confirmed: "已审核" },
    ...{ recipient: "修改收货信息", street: "详细地址", reason: "原因", hold: "挂起" },
    ...{ because: "原因", fraud: "疑似欺诈", release: "解除挂起" },
    ...{ cancel: "取消订单", by: "取消方", buyer: "买家", cancelled: "已取消" },
    ...{ requested: "已申请", copy: "复制链接", returns: "退换货", partly: "部分发货" },
    refused: "此订单已有部分发货，请按退货处理。",
  },
} as const;

let clerk: Account;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["customer_service"] });
});

/** Opens the menu behind the dots of the page. */
const openMenu = (page: Page, more: string) =>
  page.getByRole("main").getByRole("button", { name: more, exact: true }).first().click();

async function open(page: Page, more: string, operation: string) {
  await openMenu(page, more);
  await page.getByRole("menuitem", { name: operation, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

const reservedFor = async (order: number) => {
  const { rows } = await sql.query<{ qty: number }>(
    `select coalesce(sum(r.qty), 0)::int as qty from public.reservations as r
     join public.fulfillment_lines as l on l.id = r.fulfillment_line_id
     where l.order_id = $1 and r.state = 'active'`,
    [order],
  );
  return rows[0]?.qty;
};

describe("work on an order", () => {
  it(
    "S59: splitting is the next step of a paid order whose shop does not split by itself",
    inBrowser(async ({ enter, page }) => {
      const order = await committed(async (db) => {
        const shop = await aShop(db);
        await receive(db, [shop.north, shop.shirt], 5);
        await receive(db, [shop.south, shop.shoe], 5);
        return paidOrder(db, shop);
      });
      await enter(await anAccount({ roles: ["manager"] }), `/e/orders/${order}`);
      const split = page.getByRole("button", { name: "Split…" });
      await split.click();
      await page.getByRole("dialog").getByRole("button", { name: "Make 2 sub-orders" }).click();
      await page.getByRole("button", { name: "Take split back" }).waitFor();
      await split.waitFor({ state: "detached" });
      expect(await partsOf(order)).toHaveLength(2);
    }),
  );

  for (const language of ["en", "zh-CN"] as const) {
    const word = words[language];
    it(
      `S12 S14 S21 S24: a clerk mends the address with a reason, approves the order and puts it on hold (${language})`,
      inBrowser(
        async ({ enter, page }) => {
          const order = await committed(async (db) => {
            const made = await anOrder(db, await aShop(db), { lifecycle: "pending_review" });
            await db.query("update public.orders set ship_street = '' where id = $1", made);
            return made;
          });
          await enter(clerk, `/e/orders/${order}`);
          await page.getByText(word.incomplete).first().waitFor();
          const approve = page.getByRole("main").getByRole("button", { name: word.approve, exact: true });
          expect(await approve.count()).toBe(0);

          const recipient = await open(page, word.more, word.recipient);
          await recipient.getByRole("textbox", { name: word.street }).fill("文三路 1 号");
          await recipient.getByRole("textbox", { name: word.reason }).fill("The customer called");
          await recipient.getByRole("button", { name: word.recipient }).click();
          await approve.click();
          await page.getByRole("dialog").getByRole("button", { name: word.approve }).click();
          await page.getByRole("main").getByText(word.confirmed, { exact: true }).first().waitFor();
          await page.getByText("The customer called").first().waitFor();

          const hold = await open(page, word.more, word.hold);
          await choose(page, word.because, word.fraud);
          await hold.getByRole("button", { name: word.hold }).click();
          await page.getByRole("button", { name: word.release }).waitFor();
          expect(await stored(order, "hold_reasons")).toEqual(["fraud"]);
        },
        { language },
      ),
    );

    it(
      `S23: cancelled before anything left, stock is free and a refund asked for; afterwards it takes a return (${language})`,
      inBrowser(
        async ({ enter, expectProblem, page, visit }) => {
          const shop = await aLivelyShop();
          const [waiting, left] = [await startedOrder(shop), await startedOrder(shop)];
          const askTo = async () => {
            const cancel = await open(page, word.more, word.cancel);
            await choose(page, word.by, word.buyer);
            await cancel.getByRole("textbox", { name: word.reason }).fill("买错了");
            return cancel;
          };
          expect(await reservedFor(waiting)).toBe(3);
          await enter(clerk, `/e/orders/${waiting}`);
          await (await askTo()).getByRole("button", { name: word.cancel }).click();
          await page.getByRole("main").getByText(word.cancelled, { exact: true }).first().waitFor();
          await page.getByText(word.requested, { exact: true }).first().waitFor();
          expect(await reservedFor(waiting)).toBe(0);

          // The parcel leaves while somebody is about to cancel.
          await visit(`/e/orders/${left}`);
          const late = await askTo();
          const [part = 0] = await partsOf(left);
          await committed((db) => ship(db, shop, part));
          expectProblem(/409/);
          await late.getByRole("button", { name: word.cancel }).click();
          await late.getByText(word.refused).waitFor();
          expect(await stored(left, "lifecycle")).toBe("processing");
          await page.keyboard.press("Escape");
          await late.waitFor({ state: "detached" });
          await page.getByRole("main").getByText(word.partly, { exact: true }).first().waitFor();
          await openMenu(page, word.more);
          await page.getByRole("menuitem", { name: word.copy }).waitFor();
          expect(await page.getByRole("menuitem", { name: word.cancel }).count()).toBe(0);
          await page.getByRole("link", { name: word.returns }).last().waitFor();
        },
        { language },
      ),
    );
  }
});
