/** Splitting over REST: who can, who cannot, and who tries to get round it. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { aShop, anOrder, committed, insert, type Shop } from "./shop";
import { aWarehouseClerk } from "./world";

let shop: Shop;
let manager: Member;

/** A paid order with all of it in stock. */
function anOpenOrder(): Promise<number> {
  return committed(async (db) => {
    for (const sku of [shop.shirt, shop.shoe]) {
      await insert(db, "stock_movements", {
        warehouse_id: shop.north,
        sku_id: sku,
        qty: 10,
        kind: "receive",
      });
    }
    const order = await anOrder(db, shop);
    await insert(db, "payments", { order_id: order, method: "alipay", amount: "280", state: "succeeded" });
    return order;
  });
}

const run = (who: Member, name: string, order: number) => who.rpc(name, { order_id: order });

beforeAll(async () => {
  shop = await committed(aShop);
  manager = await aMember({ roles: ["manager"] });
});

describe("S59 over REST", () => {
  it("S59 can be previewed, done and taken back by a manager", async () => {
    const order = await anOpenOrder();

    expect((await run(manager, "plan_split", order)).status).toBe(200);
    expect((await run(manager, "apply_split", order)).status).toBe(200);
    expect((await run(manager, "undo_split", order)).status).toBe(200);
  });

  it.each(["customer_service", "finance", "warehouse", "viewer"])(
    "S59 cannot be done as %s",
    async (role) => {
      const order = await anOpenOrder();

      const answer = await run(await aMember({ roles: [role] }), "apply_split", order);

      expect(answer.status).toBe(403);
    },
  );

  it("S59 shows customer service a preview, but a warehouse no amounts", async () => {
    const order = await anOpenOrder();

    expect((await run(await aMember({ roles: ["customer_service"] }), "plan_split", order)).status).toBe(200);
    expect((await run(await aWarehouseClerk([shop.north]), "plan_split", order)).status).toBe(403);
  });

  it("S59 cannot be got round by writing sub-orders or reservations directly", async () => {
    const order = await anOpenOrder();
    const post = (path: string, body: Record<string, unknown>) =>
      manager.rest(path, { method: "POST", body });

    const answers = await Promise.all([
      post("/fulfillment_orders", { order_id: order, seq: 1, warehouse_id: shop.north }),
      post("/reservations", { warehouse_id: shop.north, sku_id: shop.shirt, qty: 1 }),
      manager.rest(`/orders?id=eq.${order}`, { method: "PATCH", body: { lifecycle: "processing" } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it("S59 is done once, however often a client retries the call with its key", async () => {
    const order = await anOpenOrder();
    const retrying = manager.with({ "idempotency-key": randomUUID() });

    const answers = await Promise.all([1, 2, 3].map(() => retrying.rpc("apply_split", { order_id: order })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await manager.rest(`/fulfillment_orders?order_id=eq.${order}&select=id`)).rows).toHaveLength(1);
  });

  it("S59 answers 404 for an order that does not exist, and 409 where it cannot be split", async () => {
    const order = await anOpenOrder();
    await run(manager, "apply_split", order);

    expect((await run(manager, "apply_split", 999_999_999)).status).toBe(404);
    expect((await run(manager, "apply_split", order)).status).toBe(409);
  });
});
