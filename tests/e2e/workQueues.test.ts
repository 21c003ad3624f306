/** The first page: what waits for a role, live, and the way to it. */
import { expect, it } from "vitest";
import { committed, anOrder, aShop } from "../order-management/shop";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { isListening } from "./isListening";

it(
  "S17: a clerk begins with what waits for him, sees it grow, and opens it",
  inBrowser(
    async ({ enter, page }) => {
      const shop = await committed(aShop);
      const hearsOrders = isListening(page);
      await enter(await anAccount({ roles: ["customer_service"] }), "/");
      const card = page.getByRole("group", { name: "订单: 待审核" });
      const figure = card.locator(".tabular").first();
      await figure.waitFor();
      await hearsOrders;
      const before = Number(await figure.textContent());

      await committed((db) => anOrder(db, shop, { lifecycle: "pending_review" }));
      await expect.poll(() => figure.textContent(), { timeout: 10_000 }).not.toBe(String(before));

      await card.getByRole("link").first().click();
      await page.waitForURL(/\/e\/orders\?/);
      await page.getByRole("heading", { level: 1, name: "订单" }).waitFor();
      await page
        .getByRole("button", { name: /待审核/ })
        .first()
        .waitFor();
      await page.getByRole("link", { name: "首页" }).click();
      await card.waitFor();
      expect(await page.getByRole("group", { name: /收款/ }).count()).toBe(1);
    },
    { language: "zh-CN" },
  ),
);
