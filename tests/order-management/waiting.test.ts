/** Who waits for whom: notes wait for nobody, and nobody waits so long that there is no answer. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PoolClient } from "pg";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aSplitOrder, pack } from "./fulfilling";
import { aShop, committed } from "./shop";

describe("while somebody works on an order", () => {
  let manager: Member;
  let other: PoolClient;
  let order: number;
  let part: number;
  let parcel: number;

  beforeAll(async () => {
    manager = await aMember({ roles: ["manager"] });
    [order, part, parcel] = await committed(async (db) => {
      const started = await aSplitOrder(db, await aShop(db));
      const [first = 0] = started.parts;
      return [started.order, first, await pack(db, first)] as const;
    });
    other = await sql.connect();
    await other.query("begin");
    await other.query("select order_management.require_version($1, null)", [order]);
  });

  afterAll(async () => {
    await other.query("rollback");
    other.release();
  });

  it("S56 notes and dates below it are written at once, so that nobody waits in a circle", async () => {
    const edit = (path: string, body: Record<string, unknown>) =>
      manager.rest(path, { method: "PATCH", body });

    const answers = await Promise.all([
      edit(`/payments?order_id=eq.${order}`, { note: "checked" }),
      edit(`/fulfillment_orders?id=eq.${part}`, { expected_on: "2030-01-01" }),
      edit(`/shipments?id=eq.${parcel}`, { note: "fragile" }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  });

  it("S56 an operation on it says that others are busy before anything gives up waiting", async () => {
    const answer = await manager.rpc("hold_order", { order_id: order, hold_reason: "other" });

    expect([answer.status, answer.reason]).toEqual([409, "busy"]);
  });
});
