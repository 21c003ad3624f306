/** Stock moved by hand over REST: who can, who cannot, and that nothing promised is given away. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aShop, committed, insert, type Shop } from "./shop";
import { aWarehouseClerk } from "./world";

let shop: Shop;
let clerk: Member;

beforeAll(async () => {
  shop = await committed(aShop);
  clerk = await aWarehouseClerk([shop.north]);
});

/** A balance of ten pieces of a new SKU, of which orders have reserved some. */
async function aBalance(place: number, reserved = 0): Promise<{ stock: number; sku: number }> {
  return committed(async (db) => {
    const sku = await insert(db, "skus", {
      sku_code: `S-${crypto.randomUUID()}`,
      name: "帽子",
      safety_stock: 5,
    });
    await insert(db, "stock_movements", { warehouse_id: place, sku_id: sku, qty: 10, kind: "receive" });
    if (reserved > 0) await insert(db, "reservations", { warehouse_id: place, sku_id: sku, qty: reserved });
    const stock = await db.value(
      "select id from public.stock where (warehouse_id, sku_id) = ($1, $2)",
      place,
      sku,
    );
    return { stock: Number(stock), sku };
  });
}

const run = (name: string, values: Record<string, unknown>, who = clerk) => who.rpc(name, values);

describe("S63 the warehouse", () => {
  it("S63 receives, counts, writes off and transfers, and the ledger says who did it", async () => {
    const { stock, sku } = await aBalance(shop.north);

    const answers = [
      await run("receive_stock", { stock_id: stock, qty: 5, bin: "A-01" }),
      await run("count_stock", { stock_id: stock, counted: 14, note: "one is missing" }),
      await run("damage_stock", { stock_id: stock, qty: 2, note: "wet" }),
      await run("transfer_stock", { stock_id: stock, to_warehouse_id: shop.south, qty: 4 }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { rows } = await sql.query(
      "select kind, qty, actor_id from public.stock_movements where sku_id = $1 and actor_id is not null order by id",
      [sku],
    );
    expect(rows).toEqual([
      { kind: "receive", qty: 5, actor_id: clerk.id },
      { kind: "count", qty: -1, actor_id: clerk.id },
      { kind: "damage", qty: -2, actor_id: clerk.id },
      { kind: "transfer_in", qty: 4, actor_id: clerk.id },
      { kind: "transfer_out", qty: -4, actor_id: clerk.id },
    ]);
    expect(answers[2]?.body).toMatchObject({ on_hand: 12, available: 12 });
  });

  it("S63 cannot touch the stock of a warehouse that is not its own", async () => {
    const { stock } = await aBalance(shop.south);

    const answer = await run("count_stock", { stock_id: stock, counted: 0 });

    expect([answer.status, answer.reason]).toEqual([404, "unknown_record"]);
  });

  it.each(["customer_service", "finance", "viewer"])("S63 is not counted by %s", async (role) => {
    const { stock } = await aBalance(shop.north);

    const answer = await run(
      "count_stock",
      { stock_id: stock, counted: 0 },
      await aMember({ roles: [role] }),
    );

    expect(answer.status).toBe(403);
  });

  it("S63 cannot be got round by writing balance or ledger directly, as admin either", async () => {
    const { stock, sku } = await aBalance(shop.north);
    const admin = await aMember({ roles: ["admin"] });

    const answers = [
      await admin.rest(`/stock?id=eq.${stock}`, { method: "PATCH", body: { on_hand: 99 } }),
      await admin.rest("/stock_movements", {
        method: "POST",
        body: { warehouse_id: shop.north, sku_id: sku, qty: 99, kind: "receive" },
      }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it("S56 gives away nothing that orders have reserved, and says so", async () => {
    const { stock } = await aBalance(shop.north, 7);

    const answers = [
      await run("damage_stock", { stock_id: stock, qty: 4, note: "wet" }),
      await run("count_stock", { stock_id: stock, counted: 6 }),
      await run("transfer_stock", { stock_id: stock, to_warehouse_id: shop.south, qty: 4 }),
    ];

    expect(answers.map(({ status, reason }) => [status, reason])).toEqual(
      answers.map(() => [409, "reserved_for_orders"]),
    );
  });

  it.each([0, -1, 2_147_483_648, null])("S63 refuses to receive %s pieces", async (qty) => {
    const { stock } = await aBalance(shop.north);

    const answer = await run("receive_stock", { stock_id: stock, qty });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_quantity"]);
  });

  it("S63 needs a reason for what is written off, and another warehouse to transfer to", async () => {
    const { stock } = await aBalance(shop.north);

    const why = await run("damage_stock", { stock_id: stock, qty: 1, note: "  " });
    const where = await run("transfer_stock", { stock_id: stock, to_warehouse_id: shop.north, qty: 1 });

    expect([why.reason, where.reason]).toEqual(["note_missing", "invalid_target"]);
  });

  it("S69 receives a SKU that never lay there, with its bin", async () => {
    const { sku } = await aBalance(shop.south);

    const answer = await run("receive_goods", { warehouse_id: shop.north, sku_id: sku, qty: 3, bin: "B-02" });

    expect(answer.body).toMatchObject({ on_hand: 3 });
    const { rows } = await clerk.rest(`/stock?sku_id=eq.${sku}&warehouse_id=eq.${shop.north}&select=bin`);
    expect(rows).toEqual([{ bin: "B-02" }]);
  });

  it("S64 is alerted once below the safety stock, and no longer when there is enough", async () => {
    const { stock, sku } = await aBalance(shop.north);
    const alerts = async () =>
      (await clerk.rest(`/stock_alerts?sku_id=eq.${sku}&select=available,cleared_at`)).rows;

    await run("damage_stock", { stock_id: stock, qty: 6, note: "wet" });
    await run("damage_stock", { stock_id: stock, qty: 1, note: "wet" });
    expect(await alerts()).toEqual([{ available: 4, cleared_at: null }]);

    await run("receive_stock", { stock_id: stock, qty: 10 });
    const [alert] = await alerts();
    expect([alert?.available, typeof alert?.cleared_at]).toEqual([4, "string"]);
  });
});
