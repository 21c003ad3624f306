/** What the tests of splitting do over and over: goods in stock, a paid order, plan and split. */
import type { TestDatabase } from "../support/TestDatabase";
import { anOrder, insert, type Shop } from "./shop";

export interface Part {
  seq: number;
  kind: string;
  warehouse: number | null;
  supplier: number | null;
  total: number;
  reasons: string[];
  lines: { line_no: number; qty: number }[];
}

export interface Plan extends Record<string, unknown> {
  obstacle: string | null;
  version: number;
  parts: Part[];
}

export const receive = (db: TestDatabase, [warehouse, sku]: [number, number], qty: number) =>
  insert(db, "stock_movements", { warehouse_id: warehouse, sku_id: sku, qty, kind: "receive" });

async function call(db: TestDatabase, name: string, order: number): Promise<Plan> {
  const { plan } = await db.row<{ plan: Plan }>(`select public.${name}($1) as plan`, order);
  return plan;
}

export const plan = (db: TestDatabase, order: number) => call(db, "plan_split", order);
export const apply = (db: TestDatabase, order: number) => call(db, "apply_split", order);

export async function paidOrder(db: TestDatabase, shop: Shop, options: Parameters<typeof anOrder>[2] = {}) {
  const order = await anOrder(db, shop, options);
  await db.query(
    `insert into public.payments (order_id, method, amount, state, currency)
     select id, 'alipay', grand_total, 'succeeded', currency from public.orders where id = $1 and grand_total > 0`,
    order,
  );
  return order;
}

/** Deferred checks would otherwise wait for a commit that never comes. */
export const settle = (db: TestDatabase) => db.query("set constraints all immediate");
