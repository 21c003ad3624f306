/** Saved views in the list of orders. */
import { beforeAll, describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { aDesk, type Desk, stored } from "./desk";

let clerk: Account;
let manager: Account;
let desk: Desk;

beforeAll(async () => {
  [clerk, manager] = await Promise.all([
    anAccount({ roles: ["customer_service"] }),
    anAccount({ roles: ["manager"] }),
  ]);
  desk = await aDesk(3);
});

describe("saved views", () => {
  it(
    "L19: keep what a clerk changed, are marked when changed again, and go back",
    inBrowser(async ({ enter, page }) => {
      await enter(clerk, "/e/orders?d=large&s=-order_no");
      const switcher = page.getByRole("button", { name: /^View:/ });

      await page.getByRole("button", { name: "Save as…" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("Tall");
      await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("button", { name: "View: Tall", exact: true }).waitFor();
      await page.getByRole("button", { name: "Row height" }).click();
      await page.getByText("Normal", { exact: true }).click();
      await page.getByRole("button", { name: "View: Tall, changed" }).waitFor();
      await page.getByRole("button", { name: "Reset" }).click();

      await page.waitForURL(/v=[^&]+.*d=large/);
      await page.getByRole("button", { name: "View: Tall", exact: true }).waitFor();
      await switcher.click();
      await page.getByRole("button", { name: "All records" }).click();
      await page.getByRole("button", { name: "View: All records" }).waitFor();
    }),
  );

  it(
    "L19: open for a role first, and show another member the same rows by a link",
    inBrowser(async ({ enter, page }) => {
      await enter(manager, `/e/orders?f=all(ship_phone:eq:${desk.phone})`);
      await page.getByText("3 records").waitFor();

      await page.getByRole("button", { name: "Save as…" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("One desk");
      await page.getByText("Everybody", { exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
      await page.waitForURL(/v=[0-9a-f-]{36}/);
      const view = new URL(page.url()).searchParams.get("v");
      await page.evaluate(() => localStorage.clear());
      await enter(clerk, `/e/orders?view=${view}`);

      await page.getByText("3 records").waitFor();
      await page.getByRole("button", { name: "View: One desk", exact: true }).waitFor();
      expect(await page.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
    }),
  );
});

describe("the table", () => {
  it(
    "L17: groups rows, adds up all of them in SQL, and changes a value in its cell by keyboard",
    inBrowser(async ({ enter, page }) => {
      await enter(
        clerk,
        `/e/orders?f=all(ship_phone:eq:${desk.phone})&g=channel_id&a=sum:grand_total,filled:ship_name`,
      );
      const cell = page.getByRole("cell", { name: `${desk.recipient} 2`, exact: true });

      await page.getByRole("rowgroup").last().getByText("filled 3").waitFor();
      await cell.click({ trial: true });
      await cell.focus();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("F2");
      await page.getByRole("textbox", { name: "Recipient" }).fill(`${desk.recipient} zwei`);
      await page.keyboard.press("Enter");

      await expect.poll(() => stored(desk.orders[1] ?? 0, "ship_name")).toBe(`${desk.recipient} zwei`);
      await page.getByText(`${desk.recipient} zwei`, { exact: true }).waitFor();

      await page.getByRole("cell", { name: `${desk.recipient} 1`, exact: true }).dblclick();
      await page.getByRole("textbox", { name: "Recipient" }).fill("");
      await page.keyboard.press("Escape");
      await page.getByRole("cell", { name: `${desk.recipient} 1`, exact: true }).waitFor();
    }),
  );

  it(
    "L17: scrolls through all rows, fetching what comes into sight",
    inBrowser(async ({ enter, page }) => {
      const { rows } = await sql.query<{ first: string; last: string }>(
        "select min(order_no) as first, max(order_no) as last from public.orders",
      );
      await enter(clerk, "/e/orders?n=0&s=order_no");
      await page.getByRole("link", { name: rows[0]?.first ?? "", exact: true }).hover();

      const last = page.getByRole("link", { name: rows[0]?.last ?? "", exact: true });

      // The first turns of the wheel may find the table still on its way.
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 10_000_000);
          return last.isVisible();
        })
        .toBe(true);
    }),
  );
});
