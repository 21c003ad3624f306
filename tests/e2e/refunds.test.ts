/** Money that goes back, by clicking: one of finance asks for it by pieces, another one approves it and pays it out. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { aShop, committed } from "../order-management/shop";
import { paidOrder } from "../order-management/splitting";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";

const words = {
  en: {
    ...{ refund: "Refund…", pieces: "Pieces of Line 1", shipping: /^Shipping fee/, reason: "Reason" },
    ...{ ask: "Request refund", second: "Somebody other than you has to approve this.", approve: "Approve" },
    ...{ ownOne: "somebody else than who asked", payOut: "Mark as paid out", method: "Method" },
    ...{ alipay: "Alipay", cancel: "Cancel", kept: "Kept" },
    sum: "Paid ¥280.00 − Refunded ¥94.67 = Kept ¥185.33",
  },
  "zh-CN": {
    ...{ refund: "退款…", pieces: "Line 1的件数", shipping: /^运费/, reason: "原因" },
    ...{ ask: "申请退款", second: "须由你以外的人批准。", approve: "批准" },
    ...{ ownOne: "以外", payOut: "确认已打款", method: "方式" },
    ...{ alipay: "支付宝", cancel: "取消", kept: "实收净额" },
    sum: "已付金额 ¥280.00 − 已退金额 ¥94.67 = 实收净额 ¥185.33",
  },
} as const;

let clerk: Account;
let colleague: Account;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["finance"] });
  colleague = await anAccount({ roles: ["finance"] });
});

/** Shirts 2 × 100 less 20 and shoes 100 less 10, shipping 10: 280.00, paid. Refunds above 50 need somebody else. */
const aPaidOrder = () =>
  committed(async (db) => {
    const shop = await aShop(db);
    await db.query("update public.channels set second_approval_above = 50 where id = $1", shop.channel);
    return paidOrder(db, shop);
  });

const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });

describe("a refund", () => {
  for (const language of ["en", "zh-CN"] as const) {
    const word = words[language];
    it(
      `S37 S6 S16: is asked for by pieces, approved by a colleague and paid out in ${language}`,
      inBrowser(
        async ({ enter, expectProblem, page }) => {
          const order = await aPaidOrder();
          await enter(clerk, `/e/orders/${order}`);
          await button(page, word.refund).click();
          await dialog(page).getByRole("spinbutton", { name: word.pieces }).fill("1");
          await dialog(page).getByRole("spinbutton", { name: word.shipping }).fill("4.67");
          await dialog(page).getByRole("textbox", { name: word.reason }).fill("One shirt is torn");
          await dialog(page).getByText(word.second).waitFor();
          await dialog(page).getByText("¥94.67").first().waitFor();
          await page.screenshot({ path: `/tmp/kontor/j-refund-${language}.png` });
          await dialog(page).getByRole("button", { name: word.ask }).click();
          await dialog(page).waitFor({ state: "detached" });

          // Who asked for it does not approve it himself.
          expectProblem(/403/);
          await button(page, word.approve).click();
          await dialog(page).getByRole("button", { name: word.approve }).click();
          await dialog(page).getByRole("alert").waitFor();
          await page.screenshot({ path: `/tmp/kontor/j-refund2-${language}.png` });
          await dialog(page).getByRole("button", { name: word.cancel }).click();

          await enter(colleague, `/e/orders/${order}`);
          await button(page, word.approve).click();
          await dialog(page).getByRole("button", { name: word.approve }).click();
          await dialog(page).waitFor({ state: "detached" });
          await button(page, word.payOut).click();
          await choose(page, word.method, word.alipay);
          await dialog(page).getByRole("button", { name: word.payOut }).click();
          await dialog(page).waitFor({ state: "detached" });

          const money = page
            .locator(".ant-card", { has: page.getByText(word.kept, { exact: true }) })
            .first();
          await money.getByText("¥185.33", { exact: true }).waitFor();
          expect((await money.innerText()).replace(/\s+/g, " ")).toContain(word.sum);
          const { rows } = await sql.query(
            `select r.state, r.amount, r.approved_by_id, o.refunded_total, o.kept_total, o.payment_status
             from public.refunds as r join public.orders as o on o.id = r.order_id where o.id = $1`,
            [order],
          );
          expect(rows).toEqual([
            {
              ...{ state: "done", amount: "94.67", approved_by_id: colleague.id, refunded_total: "94.67" },
              ...{ kept_total: "185.33", payment_status: "partially_refunded" },
            },
          ]);
        },
        { language },
      ),
    );
  }
});
