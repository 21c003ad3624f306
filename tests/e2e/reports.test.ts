/** The page of reports: figures of one shop, the records behind them, and what a role without amounts gets. */
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { aDesk } from "./desk";

describe("reports", () => {
  it(
    "S41 S46: show a shop's sales with their definition, and lead to exactly the orders behind them",
    inBrowser(async ({ enter, page }) => {
      const { shop, recipient } = await aDesk(3);
      await enter(await anAccount({ roles: ["manager"] }), `/reports?channels=${shop.channel}`);
      const values = page.locator(".ant-card").filter({
        has: page.getByRole("heading", { level: 2, name: "Order values" }),
      });

      await values.getByText(/Average = total of all sales/).waitFor();
      const row = values.getByRole("row").filter({ hasText: "CNY" });
      await row.waitFor();
      expect(await row.getByRole("cell").allInnerTexts()).toEqual([
        ...["CNY", "3", "¥840.00"],
        ...Array<string>(6).fill("¥280.00"),
      ]);

      await values.getByRole("link", { name: /Show the records/ }).click();
      await page.getByText("3 records", { exact: true }).waitFor();
      expect(await page.getByText(recipient).count()).toBe(3);
    }),
  );

  it(
    "S41: the warehouse sees its punctuality and no amounts",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["warehouse"] }), "/reports");

      await page.getByRole("heading", { level: 2, name: "Shipped on time" }).waitFor();
      expect(await page.getByRole("tab").allInnerTexts()).toEqual(["Service"]);
      await page.getByRole("heading", { level: 2, name: "Carriers" }).waitFor();
      expect(await page.getByRole("heading", { level: 2 }).count()).toBe(2);
    }),
  );
});
