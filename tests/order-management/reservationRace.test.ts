/** Many want the same few pieces at once: exactly as many are promised as there are, and everybody else is told so. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import type { RestAnswer } from "../support/RestClient";
import { sql } from "../support/sql";
import { atOnce } from "./atOnce";
import { manyOrders } from "./manyOrders";
import { aShop, committed, type Shop } from "./shop";
import { receive } from "./splitting";

const wishes = Number(process.env.RESERVATIONS ?? 60);
const workers = 20;
const pieces = Math.ceil(wishes / 10);

let shop: Shop;
let manager: Member;
let orders: number[];

beforeAll(async () => {
  manager = await aMember({ roles: ["manager"] });
  [shop, orders] = await committed(async (db) => {
    const made = await aShop(db);
    await receive(db, [made.north, made.shirt], pieces);
    return [made, await manyOrders(db, made, { count: wishes, skus: [made.shirt] })] as const;
  });
});

const statuses = (answers: RestAnswer[]) => {
  const seen: Record<string, number> = {};
  for (const { status, reason } of answers) {
    const name = `${status} ${reason}`.trim();
    seen[name] = (seen[name] ?? 0) + 1;
  }
  return seen;
};

const balance = async () =>
  (
    await sql.query<Record<string, unknown>>(
      `select on_hand, reserved, available,
         (select sum(qty)::int from public.reservations as r where r.sku_id = s.sku_id and state = 'active') as promised
       from public.stock as s where sku_id = $1`,
      [shop.shirt],
    )
  ).rows;

it(`S56 of ${wishes} orders at once for ${pieces} pieces exactly ${pieces} get theirs, and the others wait for stock`, async () => {
  const startedAt = performance.now();
  const answers = await atOnce(workers, orders, (order_id) => manager.rpc("apply_split", { order_id }));
  const seconds = (performance.now() - startedAt) / 1000;

  process.stdout.write(`${wishes} splits over REST: ${seconds.toFixed(1)} s\n`);
  expect(statuses(answers)).toEqual({ 200: wishes });
  const kinds = answers.map(({ body }) => JSON.stringify(body).includes('"kind":"backorder"'));
  expect(kinds.filter((isShort) => isShort)).toHaveLength(wishes - pieces);
  expect(await balance()).toEqual([{ on_hand: pieces, reserved: pieces, available: 0, promised: pieces }]);
}, 240_000);

it(`S56 of ${wishes - pieces} who wait and ask at once for ${pieces} new pieces, ${pieces} get them and the others a clear no`, async () => {
  await committed((db) => receive(db, [shop.north, shop.shirt], pieces));
  const { rows } = await sql.query<{ id: number }>(
    "select id from public.fulfillment_orders where order_id = any ($1) and status = 'backorder'",
    [orders],
  );

  const startedAt = performance.now();
  const answers = await atOnce(workers, rows, ({ id }) =>
    manager.rpc("assign_backorder", { sub_order_id: id, warehouse_id: shop.north }),
  );
  const seconds = (performance.now() - startedAt) / 1000;

  process.stdout.write(`${rows.length} reservations over REST: ${seconds.toFixed(1)} s\n`);
  expect(statuses(answers)).toEqual({ 200: pieces, "409 out_of_stock": wishes - 2 * pieces });
  expect(await balance()).toEqual([
    { on_hand: 2 * pieces, reserved: 2 * pieces, available: 0, promised: 2 * pieces },
  ]);
}, 240_000);
