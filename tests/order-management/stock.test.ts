/** The balance of stock is always what ledger and reservations say, and nothing is sold twice. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert } from "./shop";
import { paidOrder } from "./splitting";

const balance =
  "select on_hand, reserved, available from public.stock where warehouse_id = $1 and sku_id = $2";

describe("balance", () => {
  it(
    "S63 equals the ledger after a random run of movements and reservations",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const places = [shop.north, shop.south].flatMap((place) =>
        [shop.shirt, shop.shoe].map((sku) => [place, sku]),
      );
      for (const [place, sku] of places) {
        await insert(db, "stock_movements", { warehouse_id: place, sku_id: sku, qty: 500, kind: "receive" });
      }

      // One statement moves many places at once, some of them several times.
      for (let round = 0; round < 50; round++) {
        await db.query(
          `insert into public.stock_movements (warehouse_id, sku_id, qty, kind)
           select p.place, p.sku, coalesce(nullif((random() * 7)::int - 3, 0), 1), 'count'
           from unnest($1::bigint[], $2::bigint[]) as p (place, sku), generate_series(1, 50)
           where random() < 0.8`,
          places.map(([place]) => place),
          places.map(([, sku]) => sku),
        );
        await db.query(
          `insert into public.reservations (warehouse_id, sku_id, qty, state)
           select place, sku, 1, (array['active', 'active', 'released'])[1 + (random() * 2)::int]
           from unnest($1::bigint[], $2::bigint[]) as p (place, sku)`,
          places.map(([place]) => place),
          places.map(([, sku]) => sku),
        );
        await db.query(
          `update public.reservations set state = (array['active', 'consumed', 'released'])[1 + (random() * 2)::int], qty = 2
           where warehouse_id = any ($1) and random() < 0.3`,
          [shop.north, shop.south],
        );
        await db.query(
          "delete from public.reservations where warehouse_id = $1 and random() < 0.1",
          shop.north,
        );
      }

      expect(
        await db.query(
          `select * from public.stock as s
           where warehouse_id = any ($1) and (
             on_hand <> (select sum(qty) from public.stock_movements as m
               where (m.warehouse_id, m.sku_id) = (s.warehouse_id, s.sku_id))
             or reserved <> (select coalesce(sum(qty), 0) from public.reservations as r
               where (r.warehouse_id, r.sku_id) = (s.warehouse_id, s.sku_id) and state = 'active')
           )`,
          [shop.north, shop.south],
        ),
      ).toEqual([]);
    }),
  );

  it(
    "S63 an event moves stock once",
    inRollback(async (db) => {
      const { north, shirt } = await aShop(db);
      const receive = () =>
        insert(db, "stock_movements", {
          warehouse_id: north,
          sku_id: shirt,
          qty: 5,
          kind: "receive",
          ref_table: "shipments",
          ref_id: 1,
        });

      await receive();

      await expect(receive()).rejects.toThrow("event_moves_stock_once");
    }),
  );

  it(
    "S56 neither a reservation nor a movement takes what is not there",
    inRollback(async (db) => {
      const { north, shirt } = await aShop(db);
      const place = { warehouse_id: north, sku_id: shirt };
      await insert(db, "stock_movements", { ...place, qty: 3, kind: "receive" });
      await insert(db, "reservations", { ...place, qty: 2 });

      await expect(insert(db, "reservations", { ...place, qty: 2 })).rejects.toThrow("nothing_is_sold_twice");
      await expect(insert(db, "stock_movements", { ...place, qty: -2, kind: "ship" })).rejects.toThrow(
        "nothing_is_sold_twice",
      );
      expect(await db.row(balance, north, shirt)).toEqual({ on_hand: 3, reserved: 2, available: 1 });
    }),
  );

  it("S56 of many who want the last piece at once, one gets it", async () => {
    const shop = await committed(async (db) => {
      const made = await aShop(db);
      await insert(db, "stock_movements", {
        warehouse_id: made.north,
        sku_id: made.shirt,
        qty: 1,
        kind: "receive",
      });
      return made;
    });

    const wishes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        sql.query("insert into public.reservations (warehouse_id, sku_id, qty) values ($1, $2, 1)", [
          shop.north,
          shop.shirt,
        ]),
      ),
    );

    expect(wishes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { rows } = await sql.query(balance, [shop.north, shop.shirt]);
    expect(rows).toEqual([{ on_hand: 1, reserved: 1, available: 0 }]);
  });

  it(
    "S63 the ledger is never changed, not even by the owner of the table",
    inRollback(async (db) => {
      const { north, shirt } = await aShop(db);
      const movement = await insert(db, "stock_movements", {
        warehouse_id: north,
        sku_id: shirt,
        qty: 3,
        kind: "receive",
      });

      for (const change of [
        "update public.stock_movements set qty = 4",
        "delete from public.stock_movements",
      ]) {
        await expect(db.query(`${change} where id = $1`, movement)).rejects.toMatchObject({ code: "42501" });
      }
    }),
  );
});

describe("money under concurrency", () => {
  it("S30 twenty payments at once are all counted", async () => {
    const order = await committed(async (db) => anOrder(db, await aShop(db)));

    await Promise.all(
      Array.from({ length: 20 }, () =>
        sql.query(
          "insert into public.payments (order_id, method, amount, state) values ($1, 'cash', 14, 'succeeded')",
          [order],
        ),
      ),
    );

    const { rows } = await sql.query("select paid_total, payment_status from public.orders where id = $1", [
      order,
    ]);
    expect(rows).toEqual([{ paid_total: "280.00", payment_status: "paid" }]);
  });

  it("S6 invoice numbers have no gaps and no doubles, also when some are refused", async () => {
    const order = await committed(async (db) => paidOrder(db, await aShop(db)));
    const issue = (amount: number) =>
      sql.query<{ number: string }>(
        "insert into public.invoices (order_id, title, amount) values ($1, '公司', $2) returning number",
        [order, amount],
      );

    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => issue(n % 5 === 0 ? -1 : 1)),
    );

    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(24);
    const { rows } = await sql.query(
      `select (max(n) - min(n) + 1 - count(*))::int as gaps, (count(*) - count(distinct n))::int as doubles
       from (select substr(number, 5)::bigint as n from public.invoices where kind = 'normal') as t`,
    );
    expect(rows).toEqual([{ gaps: 0, doubles: 0 }]);
  });
});
