/** One order: what the page shows, correcting it, and every way of being refused. */
import { describe, expect, it } from "vitest";
import { inBrowser, type BrowserTest } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { anOrderOnDesk, stored } from "./desk";

const clerk = () => anAccount({ roles: ["customer_service"] });

/** The card of the recipient, opened for editing. */
async function editRecipient({ page }: Pick<BrowserTest, "page">) {
  const card = page
    .locator(".ant-card")
    .filter({ has: page.getByText("Recipient", { exact: true }) })
    .last();
  await card.getByRole("button", { name: "Edit" }).click();
  return card;
}

describe("the order page", () => {
  it(
    "S19: shows lines, amounts, customer, address and what happened on one page",
    inBrowser(async ({ enter, page }) => {
      const { order, number, recipient } = await anOrderOnDesk();

      await enter(await clerk(), `/e/orders/${order}`);

      await page.getByRole("heading", { level: 1, name: number }).waitFor();
      for (const text of ["Line 1", "Line 2", "¥280.00", recipient, "文三路 100 号"]) {
        await page.getByText(text).first().waitFor();
      }
    }),
  );

  it(
    "S5, S21: lets customer service correct a telephone number, and keeps both values",
    inBrowser(async ({ enter, page }) => {
      const { order, phone } = await anOrderOnDesk();
      await enter(await clerk(), `/e/orders/${order}`);

      const card = await editRecipient({ page });
      await card.getByRole("textbox", { name: "Phone" }).fill("13800001111");
      await card.getByRole("button", { name: "Save" }).click();

      await card.getByRole("link", { name: "13800001111" }).waitFor();
      expect(await stored(order, "ship_phone")).toBe("13800001111");
      const { rows } = await sql.query(
        "select from public.order_events where order_id = $1 and old_values ->> 'ship_phone' = $2",
        [order, phone],
      );
      expect(rows).toHaveLength(1);
    }),
  );

  it(
    "tells when somebody else changed the order meanwhile, and loses nothing",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/40[69] PATCH .*\/orders/);
      const { order } = await anOrderOnDesk();
      await enter(await clerk(), `/e/orders/${order}`);
      const card = await editRecipient({ page });
      await card.getByRole("textbox", { name: "Phone" }).fill("13800002222");
      await sql.query("update public.orders set ship_city = '宁波市' where id = $1", [order]);

      await card.getByRole("button", { name: "Save" }).click();
      await page.getByText("Someone else changed this record while you were editing").waitFor();
      expect(await card.getByRole("textbox", { name: "Phone" }).inputValue()).toBe("13800002222");
      await page.getByRole("button", { name: "Keep mine and save" }).click();

      await card.getByRole("link", { name: "13800002222" }).waitFor();
      expect(await stored(order, "ship_city")).toBe("宁波市");
      expect(await stored(order, "ship_phone")).toBe("13800002222");
    }),
  );

  it(
    "S3: refuses the save of a member whose right was taken away meanwhile",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/40[34] (PATCH|GET) /);
      const { order, phone } = await anOrderOnDesk();
      const member = await clerk();
      await enter(member, `/e/orders/${order}`);
      const card = await editRecipient({ page });
      await card.getByRole("textbox", { name: "Phone" }).fill("13800003333");
      await demote(member.id, "viewer");

      await card.getByRole("button", { name: "Save" }).click();

      await page
        .getByText(/Your role (may not|has no right)/)
        .first()
        .waitFor();
      expect(await stored(order, "ship_phone")).toBe(phone);
    }),
  );

  it(
    "asks before it drops what was typed",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      await enter(await clerk(), `/e/orders/${order}`);
      const card = await editRecipient({ page });
      await card.getByRole("textbox", { name: "Phone" }).fill("13800004444");

      await page.getByRole("navigation").getByRole("link", { name: "Customers", exact: true }).click();
      await page.getByRole("button", { name: "Stay here" }).click();

      expect(await card.getByRole("textbox", { name: "Phone" }).inputValue()).toBe("13800004444");
      expect(new URL(page.url()).pathname).toBe(`/e/orders/${order}`);
    }),
  );

  it(
    "says that an order does not exist, or is out of sight",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/40[46] GET .*\/orders/);
      await enter(await clerk(), "/e/orders/999999999");

      await page.getByText("This record does not exist, or your role may not see it.").waitFor();
    }),
  );
});

async function demote(memberId: string, role: string): Promise<void> {
  await sql.query("delete from config.member_roles where member_id = $1", [memberId]);
  await sql.query(
    "insert into config.member_roles (member_id, role_id) select $1, id from config.roles where key = $2",
    [memberId, role],
  );
}
