/** The whole way of a new role, by clicking alone: made, limited, reviewed, given away, obeyed. */
import { randomBytes } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { type Account, anAccount, Member } from "../support/members";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";
import { pickOption, pickPath } from "./pick";

const returned = ["returned", "partially_returned"];

async function countOrders(where: string, ...values: unknown[]): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    `select count(*) from public.orders as o join public.channels as c on c.id = o.channel_id where ${where}`,
    values,
  );
  return Number(rows[0]?.count);
}

async function twoChannels(): Promise<string[]> {
  const { rows } = await sql.query<{ shop_name: string }>(
    "select shop_name from public.channels where shop_name like '%Demo%' order by shop_name limit 2",
  );
  return rows.map(({ shop_name }) => shop_name);
}

/** Opens the menu of a cell of the matrix and picks a line of it. */
async function setCell(page: Page, cell: RegExp, choice: "All" | "None" | "Choose …"): Promise<void> {
  await page.getByRole("button", { name: cell }).click();
  await page.getByRole("menuitem", { name: choice, exact: true }).click();
}

async function closeDrawer(drawer: Locator): Promise<void> {
  await drawer.getByRole("button", { name: "Close" }).click();
  await drawer.waitFor({ state: "detached" });
}

/** The member, signed in and acting in the role of this name. */
async function actingAs(account: Account, role: string): Promise<Member> {
  const member = new Member(account, await signIn(account));
  const { rows } = await sql.query<{ id: string }>("select id from config.roles where label ->> 'en' = $1", [
    role,
  ]);
  const answer = await member.rpc("switch_role", { role_id: rows[0]?.id }, "config");
  expect(answer.status).toBe(204);
  return member;
}

describe("a role made in the studio", () => {
  it(
    "L1 L2 L3 L4 N3: Returns clerk sees returned orders of two channels, edits notes, sees no cost",
    inBrowser(async ({ enter, page }) => {
      const tag = randomBytes(3).toString("hex");
      const role = `Returns clerk ${tag}`;
      const channels = await twoChannels();
      const clerk = await anAccount({ roles: ["viewer"], name: `Clerk ${tag}` });
      const expected = await countOrders(
        "c.shop_name = any ($1) and o.aftersale_status = any ($2)",
        channels,
        returned,
      );
      await enter(await anAccount({ roles: ["admin"] }), "/studio/roles");

      await page.getByRole("button", { name: "New role" }).click();
      await page.getByRole("textbox", { name: "Name (English)" }).fill(role);
      await page.getByRole("button", { name: "Create role" }).click();
      await page.getByRole("heading", { level: 1, name: role }).waitFor();

      await setCell(page, /^Orders · See/, "Choose …");
      const drawer = page.getByRole("dialog", { name: `Orders · ${role}` });
      await drawer.getByRole("button", { name: "New condition" }).first().click();
      await drawer.getByRole("button", { name: "Add filter" }).click();
      await pickPath(page, drawer, "After-sales");
      await pickOption(page, drawer.getByRole("combobox", { name: "Value" }).nth(0), "Returned");
      await pickOption(page, drawer.getByRole("combobox", { name: "Value" }).nth(0), "Partly returned");
      await drawer.getByRole("button", { name: "Add filter" }).click();
      await pickPath(page, drawer, "Channel");
      for (const channel of channels) {
        await pickOption(page, drawer.getByRole("combobox", { name: "Value" }).nth(1), channel);
      }
      await drawer.getByRole("textbox", { name: "Name of the condition (English)" }).fill(`Returned ${tag}`);
      await drawer.getByRole("button", { name: "Use this condition" }).click();
      await drawer.getByRole("tab", { name: "Which fields" }).click();
      await drawer.getByRole("checkbox", { name: "Platform fee: See" }).uncheck();
      await drawer.getByRole("checkbox", { name: "Our note: Edit" }).check();
      await closeDrawer(drawer);

      await setCell(page, /^SKUs · See/, "Choose …");
      const skus = page.getByRole("dialog", { name: `SKUs · ${role}` });
      await skus.getByRole("tab", { name: "Which fields" }).click();
      await skus.getByRole("checkbox", { name: "See: all fields, later ones too" }).check();
      await skus.getByRole("checkbox", { name: "Cost: See" }).uncheck();
      await closeDrawer(skus);
      await setCell(page, /^Returns · Add/, "All");

      await page.getByRole("button", { name: "Review and save" }).click();
      const review = page.getByRole("dialog", { name: "What this change means" });
      await review.getByText(`Sees 0 → ${expected} records (whoever holds the role)`).waitFor();
      await review.getByText("May now edit: Our note").waitFor();
      await review.getByRole("button", { name: "Save and apply" }).click();
      await review.waitFor({ state: "detached" });
      await page.getByRole("tab", { name: /^Members/ }).click();
      await pickOption(page, page.getByRole("combobox", { name: "Give this role to a member" }), clerk.name);
      await page.getByRole("listitem").filter({ hasText: clerk.name }).waitFor();

      const member = await actingAs(clerk, role);
      const orders = await member.rest("/orders?select=id,seller_note,version&limit=1000");
      expect(orders.status).toBe(200);
      expect(orders.rows).toHaveLength(expected);
      const id = String(orders.rows[0]?.["id"]);
      expect((await member.rest(`/orders?select=platform_fee&id=eq.${id}`)).status).toBe(403);
      expect((await member.rest("/skus?select=sku_code,cost")).status).toBe(403);
      expect((await member.rest("/skus?select=sku_code&limit=1")).status).toBe(200);
      const noted = { method: "PATCH" as const, body: { seller_note: `Seen ${tag}` } };
      expect((await member.rest(`/orders?id=eq.${id}`, noted)).status).toBe(204);
      const changed = { method: "PATCH" as const, body: { buyer_note: `Seen ${tag}` } };
      expect((await member.rest(`/orders?id=eq.${id}`, changed)).status).toBe(403);
      expect((await member.rest(`/orders?id=eq.${id}`, { method: "DELETE" })).status).toBe(403);
      const opened = { method: "POST" as const, body: { order_id: Number(id), kind: "return" } };
      expect((await member.rest("/returns", opened)).status).toBe(201);
      const { body: snapshot } = await member.rest("/rpc/snapshot", { schema: "config" });
      expect(JSON.stringify(snapshot)).toContain('"export":false');
      expect(JSON.stringify(snapshot)).not.toContain('"export":true');
    }),
  );
});
