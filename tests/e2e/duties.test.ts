/** Who does what in the browser: each duty can be done by its role, and the page of another duty says no. */
import { beforeAll, describe, expect, it } from "vitest";
import { aWarehouseClerk, aWorld } from "../order-management/world";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { anOrderOnDesk } from "./desk";
import { pickOption } from "./pick";

async function valueOf(query: string, id: number): Promise<unknown> {
  const { rows } = await sql.query<{ value: unknown }>(query, [id]);
  return rows[0]?.value;
}

const words = {
  en: {
    ...{ confirm: "Confirm receipt", invoice: "Issue invoice", title: /Title/, amount: /Amount/ },
    refused: "Your role may not create records of “Parcels”.",
  },
  "zh-CN": {
    ...{ confirm: "确认到账", invoice: "开具发票", title: /抬头/, amount: /金额/ },
    refused: "您的角色不能新建“包裹”。",
  },
} as const;

let finance: Account;

beforeAll(async () => {
  finance = await anAccount({ roles: ["finance"] });
});

const parcelOf = "select id::int as value from public.shipments where fulfillment_order_id = $1";

describe("duties", () => {
  it(
    "S2: viewing, editing and managing an order are three levels",
    inBrowser(async ({ enter, page }) => {
      const { order, number } = await anOrderOnDesk();
      const more = page.getByRole("button", { name: "More" });
      const levels = [
        { role: "viewer", edits: false, deletes: 0 },
        { role: "customer_service", edits: true, deletes: 0 },
        { role: "manager", edits: true, deletes: 1 },
      ];
      for (const { role, edits, deletes } of levels) {
        await enter(await anAccount({ roles: [role] }), `/e/orders/${order}`);
        await page.getByRole("heading", { level: 1, name: number }).waitFor();
        expect((await page.getByRole("button", { name: "Edit" }).count()) > 0, role).toBe(edits);
        if ((await more.count()) > 0) await more.first().click();
        expect(await page.getByRole("menuitem", { name: "Delete" }).count(), role).toBe(deletes);
      }
    }),
  );

  for (const language of ["en", "zh-CN"] as const) {
    const word = words[language];
    it(
      `S6: finance confirms a payment and issues an invoice, but ships nothing (${language})`,
      inBrowser(
        async ({ enter, page, visit }) => {
          const { payment, order } = await aWorld();
          await enter(finance, `/e/payments/${payment}`);

          await page.getByRole("button", { name: word.confirm }).click();
          const dialog = page.getByRole("dialog");
          await dialog.getByRole("button", { name: word.confirm }).click();
          await expect
            .poll(() => valueOf("select payment_status as value from public.orders where id = $1", order))
            .toBe("paid");

          await visit(`/e/orders/${order}`);
          await page.getByRole("button", { name: word.invoice }).click();
          await dialog.getByRole("textbox", { name: word.title }).fill("Demo Trading Ltd");
          expect(await dialog.getByRole("spinbutton", { name: word.amount }).inputValue()).toBe("280.00");
          await dialog.getByRole("button", { name: word.invoice }).click();
          await page.getByRole("link", { name: /^INV-/ }).waitFor();

          await visit("/e/shipments/new");
          await page.getByText(word.refused).waitFor();
        },
        { language },
      ),
    );
  }

  it(
    "S7: the warehouse picks, packs and ships with a tracking number, but pays nothing back",
    inBrowser(async ({ enter, page, visit }) => {
      const { south, shoes, tag } = await aWorld();
      await enter(await aWarehouseClerk([south]), `/e/fulfillment_orders/${shoes}`);

      for (const step of ["Start picking", "Confirm pick", "Pack"]) {
        await page.getByRole("button", { name: step, exact: true }).click();
        await page.getByRole("dialog").getByRole("button", { name: step, exact: true }).click();
        await page.getByRole("dialog").waitFor({ state: "hidden" });
      }
      await expect.poll(() => valueOf(`${parcelOf} and status = 'packed'`, shoes)).toBeTruthy();
      await visit(`/e/shipments/${String(await valueOf(parcelOf, shoes))}`);
      await page.getByRole("button", { name: "Ship", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: /Tracking number/ }).fill(`SF${tag}`);
      await pickOption(page, dialog.getByRole("combobox", { name: /Carrier/ }), `carrier ${tag}`);
      await dialog.getByRole("button", { name: "Ship", exact: true }).click();
      const stored = "select tracking_no as value from public.shipments where fulfillment_order_id = $1";
      await expect.poll(() => valueOf(stored, shoes)).toBe(`SF${tag.toUpperCase()}`);

      await visit("/e/refunds/new");
      await page.getByText(/your role may not open it|Your role may not create/).waitFor();
    }),
  );

  it(
    "S8: the menu offers each role its own duties only",
    inBrowser(async ({ enter, page }) => {
      const duties = { customer_service: "Complaints", finance: "Payments", warehouse: "Stock" };
      const others = { customer_service: "Invoice series", finance: "Complaints", warehouse: "Payments" };
      const menu = page.getByRole("navigation");
      for (const role of ["customer_service", "finance", "warehouse"] as const) {
        await enter(await anAccount({ roles: [role] }), "/e/orders");
        await menu.getByRole("link", { name: duties[role], exact: true }).waitFor();
        expect(await menu.getByRole("link", { name: others[role], exact: true }).count(), role).toBe(0);
      }
    }),
  );
});
