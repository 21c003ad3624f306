/** When an order is not split, and what is said then. */
import { expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aShop } from "./shop";
import { apply, paidOrder, plan, receive } from "./splitting";

const because = (reason: string): unknown => expect.stringContaining(reason);

it.each<[string, string]>([
  ["not_paid", "delete from public.payments where order_id = $1"],
  ["on_hold", "update public.orders set hold_reasons = '{fraud}' where id = $1"],
  ["sealed", "update public.orders set is_sealed = true where id = $1"],
  ["needs_attention", "update public.orders set ship_street = '' where id = $1"],
  ["unknown_sku", "update public.order_lines set sku_id = null where order_id = $1"],
  ["nothing_open", "select public.apply_split($1)"],
])("S59 is refused: %s", (why, before) =>
  inRollback(async (db) => {
    const shop = await aShop(db);
    await receive(db, [shop.north, shop.shirt], 10);
    await receive(db, [shop.north, shop.shoe], 10);
    const order = await paidOrder(db, shop);
    await db.query(before, order);

    expect((await plan(db, order)).obstacle).toBe(why);
    await expect(apply(db, order)).rejects.toHaveProperty("detail", because(why));
  })(),
);

it(
  "S59 is refused: not_confirmed",
  inRollback(async (db) => {
    const order = await paidOrder(db, await aShop(db), { lifecycle: "pending_review" });

    expect((await plan(db, order)).obstacle).toBe("not_confirmed");
  }),
);

it(
  "S59 is refused when the order is not the one that was looked at",
  inRollback(async (db) => {
    const shop = await aShop(db);
    await receive(db, [shop.north, shop.shirt], 10);
    const order = await paidOrder(db, shop);
    const { version } = await plan(db, order);
    await db.query("update public.orders set seller_note = 'call first' where id = $1", order);

    await expect(db.query("select public.apply_split($1, $2)", order, version)).rejects.toHaveProperty(
      "detail",
      because("version_conflict"),
    );
  }),
);
