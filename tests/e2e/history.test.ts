/** The history of a record: who changed what in which role, and taking a change back. */
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { anOrderOnDesk, stored } from "./desk";

describe("the history of a record", () => {
  it(
    "L26, S5: shows who changed what in which role, and puts one field back",
    inBrowser(async ({ enter, page }) => {
      const { order, phone, recipient } = await anOrderOnDesk();
      const clerk = await aMember({ roles: ["customer_service"], name: "History Clerk" });
      await clerk.rest(`/orders?id=eq.${order}`, {
        method: "PATCH",
        body: { ship_phone: "13700000001", ship_name: "李四" },
      });
      await enter(await anAccount({ roles: ["manager"] }), `/e/orders/${order}`);

      await page.getByRole("tab", { name: "History" }).click();
      const entry = page.getByRole("listitem").filter({ hasText: "13700000001" });
      await entry.getByText("History Clerk").waitFor();
      await entry.getByText("Customer service").waitFor();
      await entry.getByText(phone, { exact: true }).waitFor();
      await entry.getByRole("button", { name: "Put “Phone” back" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Put back" }).click();

      await page.getByText("The old values are back.").waitFor();
      await expect.poll(() => stored(order, "ship_phone")).toBe(phone);
      expect(await stored(order, "ship_name")).toBe("李四");
      expect(recipient).not.toBe("李四");
    }),
  );

  it(
    "L26: takes a whole change back, and warns when somebody changed it again",
    inBrowser(async ({ enter, page }) => {
      const { order, phone, recipient } = await anOrderOnDesk();
      const clerk = await aMember({ roles: ["customer_service"] });
      const change = (body: Record<string, string>) =>
        clerk.rest(`/orders?id=eq.${order}`, { method: "PATCH", body });
      await change({ ship_phone: "13700000002", ship_name: "王五" });
      await change({ ship_phone: "13700000003" });
      await enter(await anAccount({ roles: ["manager"] }), `/e/orders/${order}`);

      await page.getByRole("tab", { name: "History" }).click();
      const entry = page.getByRole("listitem").filter({ hasText: "王五" });
      await entry.getByRole("button", { name: "Take the whole change back" }).click();
      await page.getByText("Somebody changed this again since.", { exact: false }).waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Put back" }).click();

      await page.getByText("The old values are back.").waitFor();
      await expect.poll(() => stored(order, "ship_phone")).toBe(phone);
      expect(await stored(order, "ship_name")).toBe(recipient);
    }),
  );

  it(
    "S82: shows nobody a field that he may not read, nor a way to take changes back that he may not make",
    inBrowser(async ({ enter, page }) => {
      const { order, phone } = await anOrderOnDesk();
      const clerk = await aMember({ roles: ["customer_service"] });
      await clerk.rest(`/orders?id=eq.${order}`, { method: "PATCH", body: { ship_phone: "13700000004" } });
      await enter(await anAccount({ roles: ["viewer"] }), `/e/orders/${order}`);

      await page.getByRole("tab", { name: "History" }).click();
      await page.getByRole("listitem").getByText(clerk.name, { exact: true }).waitFor();

      const text = await page.getByRole("main").innerText();
      expect(text).not.toContain("13700000004");
      expect(text).not.toContain(phone);
      expect(await page.getByRole("button", { name: /back/ }).count()).toBe(0);
    }),
  );
});
