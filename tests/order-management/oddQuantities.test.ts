/** Nothing, less than nothing, and more than a number holds, in every operation that takes a quantity. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { aSplitOrder, pack, run } from "./fulfilling";
import { aShop, committed } from "./shop";
import { sql } from "../support/sql";

let manager: Member;
let ids: Record<
  "order" | "line" | "stock" | "south" | "shirt" | "north" | "picking" | "pickLine" | "picked" | "packLine",
  number
>;

beforeAll(async () => {
  manager = await aMember({ roles: ["manager"] });
  ids = await committed(async (db) => {
    const shop = await aShop(db);
    const open = await aSplitOrder(db, shop);
    const begun = await aSplitOrder(db, shop);
    const [picking = 0, picked = 0] = begun.parts;
    await run(db, "release_sub_order", picking);
    await pack(db, picked);
    await run(
      db,
      "unpack_parcel",
      await db.value("select max(id) from public.shipments where fulfillment_order_id = $1", picked),
      "odd",
    );
    const lineOf = (part: number) =>
      one("select min(id) from public.fulfillment_lines where fulfillment_order_id = $1", part);
    const one = async (query: string, ...values: unknown[]) => Number(await db.value(query, ...values));
    return {
      north: shop.north,
      south: shop.south,
      shirt: shop.shirt,
      order: open.order,
      line: await one("select min(id) from public.order_lines where order_id = $1", open.order),
      stock: await one(
        "select id from public.stock where (warehouse_id, sku_id) = ($1, $2)",
        shop.north,
        shop.shirt,
      ),
      picking,
      picked,
      pickLine: await lineOf(picking),
      packLine: await lineOf(picked),
    };
  });
});

const note = "odd";
type Values = Record<string, unknown>;

/** The operations, and what 0 does where it means something. */
const operations: [string, (qty: number) => Values, string?][] = [
  ["receive_stock", (qty) => ({ stock_id: ids.stock, qty })],
  ["receive_goods", (qty) => ({ warehouse_id: ids.north, sku_id: ids.shirt, qty })],
  ["damage_stock", (qty) => ({ stock_id: ids.stock, qty, note })],
  ["transfer_stock", (qty) => ({ stock_id: ids.stock, to_warehouse_id: ids.south, qty })],
  ["correct_stock", (qty) => ({ stock_id: ids.stock, qty, note }), "only a negative number is one"],
  ["count_stock", (counted) => ({ stock_id: ids.stock, counted, note })],
  ["change_quantity", (qty) => ({ line_id: ids.line, qty, note }), "none of it"],
  [
    "confirm_pick",
    (qty) => ({ sub_order_id: ids.picking, picked: [{ line: ids.pickLine, sku: ids.shirt, qty }] }),
  ],
  ["pack_parcel", (qty) => ({ sub_order_id: ids.picked, items: [{ line: ids.packLine, qty }] })],
  ["request_refund", (qty) => ({ order_id: ids.order, reason: note, lines: [{ line: ids.line, qty }] })],
  ["plan_refund", (qty) => ({ order_id: ids.order, lines: [{ line: ids.line, qty }] }), "a look at nothing"],
];

/** Stock, pieces and money of everything that the operations could have changed. */
const asItIs = async () =>
  (
    await sql.query<Values>(
      `select (select json_agg(row(on_hand, reserved) order by id) from public.stock where sku_id = $1) as stock,
         (select json_agg(row(qty, qty_cancelled, total) order by id) from public.order_lines where order_id = $2) as lines,
         (select count(*) from public.refunds where order_id = $2) as refunds`,
      [ids.shirt, ids.order],
    )
  ).rows;

it.each([-1, 2_147_483_648])(
  "S37 S56 S63 the quantity %s is refused with a reason everywhere",
  async (qty) => {
    const before = await asItIs();

    const answers = [];
    for (const [name, values] of operations) {
      if (name === "correct_stock" && qty < 0) continue;
      const { status, reason } = await manager.rpc(name, values(qty));
      answers.push({ name, isClear: [400, 409].includes(status) && reason !== "", status, reason });
    }

    expect(answers.filter(({ isClear }) => !isClear)).toEqual([]);
    expect(await asItIs()).toEqual(before);
  },
);

it("S37 S56 S63 the quantity 0 is refused where it means nothing", async () => {
  const before = await asItIs();

  const answers = [];
  for (const [name, values, meaning] of operations) {
    if (name === "count_stock" || name === "confirm_pick" || (meaning && name !== "correct_stock")) continue;
    const { status, reason } = await manager.rpc(name, values(0));
    answers.push({ name, isClear: [400, 409].includes(status) && reason !== "", status, reason });
  }

  expect(answers.filter(({ isClear }) => !isClear)).toEqual([]);
  expect(await asItIs()).toEqual(before);
});
