/** The page of an order offers exactly the operations that the role may run on what is in sight, in its present state. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { aWorld } from "../order-management/world";
import { holds } from "../../src/model/holds";
import type { OperationScreen } from "../../src/model/snapshot";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

// Lines are left out: what can be done with one depends on its order as well.
const onThePage = [
  ...["orders", "fulfillment_orders", "shipments", "payments", "refunds", "invoices"],
  "complaints",
];

interface Offered {
  entity: string;
  label: string;
  screen: OperationScreen;
  roles: string[];
}

const offeredOnes = async () =>
  (
    await sql.query<Offered>(
      `select e.name as entity, o.label ->> 'en' as label, o.screen,
         array(select r.key::text from config.role_operations as ro join config.roles as r on r.id = ro.role_id
               where ro.operation_name = o.name) as roles
       from config.operations as o join config.entities as e on e.id = o.entity_id
       where o.screen is not null and e.name = any ($1)`,
      [onThePage],
    )
  ).rows;

async function rowsOf(entity: string, order: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from public.${entity} as t where ${entity === "orders" ? "id" : "order_id"} = $1`,
    [order],
  );
  return rows.map(({ row }) => row);
}

/** What the buttons and the menus behind the dots say. */
async function wordsOn(page: Page): Promise<Set<string>> {
  const main = page.getByRole("main");
  const words = await main
    .getByRole("button")
    .evaluateAll((all) => all.map((button) => button.getAttribute("aria-label") ?? button.textContent));
  for (const more of await main.getByRole("button", { name: "More", exact: true }).all()) {
    await more.click();
    const menu = page.locator(".ant-dropdown:not(.ant-dropdown-hidden)");
    await menu.getByRole("menuitem").first().waitFor();
    words.push(...(await menu.getByRole("menuitem").allInnerTexts()));
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
  }
  return new Set(words.map((word) => word.trim()));
}

it(
  "S8 L7: the buttons of an order follow what the role may run",
  inBrowser(async ({ enter, page }) => {
    const { order } = await aWorld();
    const offered = await offeredOnes();
    const labels = [...new Set(offered.map(({ label }) => label))];
    const rows = new Map(
      await Promise.all(onThePage.map(async (entity) => [entity, await rowsOf(entity, order)] as const)),
    );
    const now = new Date().toISOString();
    for (const role of ["finance", "customer_service", "manager"]) {
      const account = await anAccount({ roles: [role] });
      const at = { me: account.id, now, today: now.slice(0, 10) };
      const mayRun = offered.filter(
        ({ entity, screen, roles }) =>
          roles.includes(role) &&
          rows.get(entity)?.some((row) => !screen.when || holds(screen.when, row, at) !== false),
      );
      const expected = [...new Set(mayRun.map(({ label }) => label))].sort();
      expect(expected.length, role).toBeGreaterThan(1);

      await enter(account, `/e/orders/${order}`);
      await expect
        .poll(
          async () => {
            const words = await wordsOn(page);
            return labels.filter((label) => words.has(label)).sort();
          },
          { timeout: 20_000 },
        )
        .toEqual(expected);
    }
  }),
);
