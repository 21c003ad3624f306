/** Many cells of a table at once: selected, copied, pasted, and taken back. */
import { beforeAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { aDesk, type Desk, stored } from "./desk";

let clerk: Account;
let desk: Desk;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["customer_service"] });
  desk = await aDesk(3);
});

const names = () => Promise.all(desk.orders.map((order) => stored(order, "ship_name")));

it(
  "L17: copied cells are pasted as one batch, undone at once, and what does not fit is said",
  inBrowser(async ({ enter, page }) => {
    await enter(clerk, `/e/orders?f=all(ship_phone:eq:${desk.phone})&s=order_no`);
    const before = await names();
    const nameCell = (at: number) => page.locator("[data-record]").nth(at).locator("[data-field=ship_name]");
    /** What the browser does on Ctrl+V, without asking for the clipboard. */
    const paste = (text: string) =>
      page.evaluate(
        ([pasted = ""]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", pasted);
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.activeElement?.dispatchEvent(event);
        },
        [text],
      );
    // The first presses may come before the table can do more than show rows.
    await expect
      .poll(async () => {
        await nameCell(1).focus();
        await nameCell(0).focus();
        await page.keyboard.press("Shift+ArrowDown");
        return page.locator("[data-in-range]").count();
      })
      .toBe(2);

    await paste("Ada\nBea");
    await page.getByText("2 cells changed").waitFor();

    await expect.poll(names).toEqual(["Ada", "Bea", before[2]]);
    const { rows } = await sql.query<{ count: number }>(
      `select count(distinct batch_id) from engine.audit_entries
       where table_name = 'orders' and record_id = any ($1) and batch_id is not null`,
      [desk.orders.map(String)],
    );
    expect(rows).toEqual([{ count: 1 }]);

    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(names).toEqual(before);

    // The total of an order is added up by the database.
    await nameCell(2).focus();
    await paste("Cleo\t12");
    await page.getByText(/Total: may not be changed/).waitFor();
    await page.getByRole("button", { name: "Paste the other 1 cell" }).click();
    await expect.poll(names).toEqual([before[0], before[1], "Cleo"]);
  }),
);
