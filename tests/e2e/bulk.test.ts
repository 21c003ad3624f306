/** Many records changed at once in the list, and taken back. */
import { expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { choose } from "./choose";
import { aDesk, stored } from "./desk";

it(
  "L23, N8: edits all matching records at once and undoes it with one click",
  inBrowser(async ({ enter, page }) => {
    const desk = await aDesk(3);
    const notes = () => Promise.all(desk.orders.map((order) => stored(order, "seller_note")));
    const before = await notes();
    await enter(
      await anAccount({ roles: ["customer_service"] }),
      `/e/orders?q=${encodeURIComponent(desk.recipient)}`,
    );
    await page.getByText("3 records", { exact: true }).waitFor();

    await page.locator("thead .ant-checkbox-input").first().check({ force: true });
    await page.getByText("3 selected").waitFor();
    await page.getByRole("button", { name: /Edit$/ }).click();
    await choose(page, "Our note: what to do", "Change to");
    await page.getByRole("dialog").locator("textarea").fill("Called back");
    await page.getByRole("button", { name: "Change 3 records" }).click();
    await page.getByText("3 records changed").waitFor();
    expect(await notes()).toEqual(["Called back", "Called back", "Called back"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone.").waitFor();

    expect(await notes()).toEqual(before);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Bulk changes" }).click();
    await page.getByText("Bulk edit · Orders · 3 changed").waitFor();
  }),
);
