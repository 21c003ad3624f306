/** Many people at the same orders at once: every lost race is a clear conflict, and nothing is lost, doubled or oversold. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aLivelyShop, startedOrder } from "./livelyShop";
import type { Shop } from "./shop";

let shop: Shop;
let manager: Member;

beforeAll(async () => {
  [shop, manager] = await Promise.all([aLivelyShop(), aMember({ roles: ["manager"] })]);
});

const steps: [string, Record<string, unknown>][] = [
  ["cancel_order", { cancelled_by: "seller", note: "race" }],
  ["hold_order", { hold_reason: "other" }],
  ["release_hold", {}],
  ["undo_split", {}],
  ["apply_split", {}],
  ["approve_order", {}],
  ["complete_order", {}],
  ["waive_difference", { note: "race" }],
  ["refund_difference", { note: "race" }],
];

it("S23 S56 two hundred operations at once on five orders end in order", async () => {
  const orders = await Promise.all(Array.from({ length: 5 }, () => startedOrder(shop)));
  const { rows: lines } = await sql.query<{ id: number }>(
    "select id::int from public.order_lines where order_id = any ($1)",
    [orders],
  );
  const edits = Array.from({ length: 20 }, (_, index) =>
    manager.rpc("change_quantity", {
      line_id: lines[index % lines.length]?.id,
      qty: 1 + (index % 3),
      note: "race",
    }),
  );
  const calls = Array.from({ length: 180 }, (_, index) => {
    // The first orders are cancelled somewhere in between, the others never.
    const [name, args] = steps[index % steps.length] ?? ["release_hold", {}];
    const order = orders[index % orders.length] ?? 0;
    const isSpared = name === "cancel_order" && index < 60;
    return manager.rpc(isSpared ? "release_hold" : name, { order_id: order, ...(isSpared ? {} : args) });
  });

  const answers = await Promise.all([...edits, ...calls]);

  expect(
    [...new Set(answers.map(({ status }) => status))].filter((status) => ![200, 409].includes(status)),
  ).toEqual([]);
  const { rows } = await sql.query(
    `select
       (select count(*)::int from public.stock as s where s.warehouse_id = any ($2) and (
         s.available < 0
         or s.on_hand <> (select sum(m.qty) from public.stock_movements as m
           where (m.warehouse_id, m.sku_id) = (s.warehouse_id, s.sku_id))
         or s.reserved <> (select coalesce(sum(r.qty), 0) from public.reservations as r
           where (r.warehouse_id, r.sku_id) = (s.warehouse_id, s.sku_id) and r.state = 'active')
       )) as wrong_stock,
       (select count(*)::int from public.orders as o where o.id = any ($1) and (
         o.lifecycle = 'cancelled' and exists (
           select from public.fulfillment_lines as l join public.reservations as r on r.fulfillment_line_id = l.id
           where l.order_id = o.id and r.state = 'active')
         or o.paid_total < (select coalesce(sum(f.amount), 0) from public.refunds as f where f.order_id = o.id)
         or o.grand_total <> (select sum(l.total) from public.order_lines as l where l.order_id = o.id)
         or o.grand_total <> (select sum(f.total) from public.fulfillment_orders as f
           where f.order_id = o.id and not f.is_superseded)
       )) as wrong_orders`,
    [orders, [shop.north, shop.south]],
  );
  expect(rows).toEqual([{ wrong_stock: 0, wrong_orders: 0 }]);
});
