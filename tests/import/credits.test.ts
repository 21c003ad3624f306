/** Cancellations and corrections: never sales, linked to what they take back where that is known. */
import { describe, expect, it } from "vitest";
import { aShop, importRetail, ofShop, outcomes, type Shop } from "./shop";

const credits = (shop: Shop) =>
  ofShop(
    shop,
    `select c.external_no, c.amount, c.linked_amount, o.external_no as takes_back
     from shop join credits c on c.channel_id = shop.id join credit_lines cl on cl.credit_id = c.id
     left join order_lines ol on ol.id = cl.order_line_id left join orders o on o.id = ol.order_id
     order by cl.id`,
  );

const sale = "1,A{tag},Lamp,10,2011-03-01 10:00:00,5.00,77,France";

describe("credits", () => {
  it("refund the order that they take back", async () => {
    const shop = await aShop();

    const result = await importRetail(shop, sale, "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,77,France");

    expect(await outcomes(result)).toEqual(["created", "created"]);
    expect(await credits(shop)).toEqual([
      { external_no: "C2", amount: "20.00", linked_amount: "20.00", takes_back: "1" },
    ]);
    expect(
      await ofShop(
        shop,
        `select o.refunded_total, o.payment_status, r.state, r.reason, rl.qty, rl.amount,
           (r.done_at at time zone 'Europe/London')::text as done_at
         from shop join orders o on o.channel_id = shop.id join refunds r on r.order_id = o.id
         join refund_lines rl on rl.refund_id = r.id`,
      ),
    ).toEqual([
      {
        refunded_total: "20.00",
        payment_status: "partially_refunded",
        state: "done",
        reason: "C2",
        qty: 4,
        amount: "20.00",
        done_at: "2011-03-05 10:00:00",
      },
    ]);
  });

  it("are linked even when they stand before their sale in the file", async () => {
    const shop = await aShop();

    await importRetail(shop, "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,77,France", sale);

    expect(await credits(shop)).toEqual([expect.objectContaining({ takes_back: "1" })]);
  });

  it.each([
    ["another price", "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.01,77,France"],
    ["another customer", "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,78,France"],
    ["no customer", "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,,France"],
    ["another SKU", "C2,B{tag},Lamp,-4,2011-03-05 10:00:00,5.00,77,France"],
    ["a time before the sale", "C2,A{tag},Lamp,-4,2011-02-05 10:00:00,5.00,77,France"],
    ["more pieces than were bought", "C2,A{tag},Lamp,-11,2011-03-05 10:00:00,5.00,77,France"],
  ])("with %s stay unlinked and refund nothing", async (_, row) => {
    const shop = await aShop();

    const result = await importRetail(shop, sale, row);

    expect(await outcomes(result)).toEqual(["created", "created"]);
    expect(await credits(shop)).toEqual([
      expect.objectContaining({ external_no: "C2", linked_amount: "0.00", takes_back: null }),
    ]);
    expect(
      await ofShop(shop, "select refunded_total from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ refunded_total: "0.00" }]);
  });

  it("prefer the latest sale, then fall back to an earlier one with pieces left", async () => {
    const shop = await aShop();

    await importRetail(
      shop,
      sale,
      "2,A{tag},Lamp,5,2011-03-02 10:00:00,5.00,77,France",
      "C3,A{tag},Lamp,-3,2011-03-05 10:00:00,5.00,77,France",
      "C3,A{tag},Lamp,-3,2011-03-05 10:00:00,5.00,77,France",
      "C4,A{tag},Lamp,-2,2011-03-06 10:00:00,5.00,77,France",
      "C5,A{tag},Lamp,-8,2011-03-07 10:00:00,5.00,77,France",
    );

    expect((await credits(shop)).map((credit) => credit.takes_back)).toEqual(["2", "1", "2", null]);
  });

  it("find their sale in a file that was imported earlier", async () => {
    const shop = await aShop();
    await importRetail(shop, sale);

    await importRetail(shop, "C2,A{tag},Lamp,-10,2011-03-05 10:00:00,5.00,77,France");

    expect(
      await ofShop(shop, "select payment_status from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ payment_status: "refunded" }]);
  });

  it("never count as orders", async () => {
    const shop = await aShop();

    await importRetail(shop, sale, "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,77,France");

    expect(
      await ofShop(shop, "select count(*) as orders from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ orders: 1 }]);
  });
});

describe("adjustments", () => {
  it("keep negative prices and counts of stock apart from sales", async () => {
    const shop = await aShop();

    const result = await importRetail(
      shop,
      "A1,B{tag},Adjust bad debt,1,2011-08-12 14:50:00,-11062.06,,United Kingdom",
      "2,A{tag},damaged,-30,2011-08-12 14:50:00,0.0,,United Kingdom",
      "3,A{tag},found,7,2011-08-12 14:50:00,0.0,,United Kingdom",
    );

    expect(await outcomes(result)).toEqual(["created", "created", "created"]);
    expect(
      await ofShop(
        shop,
        `select a.external_no, a.kind, a.quantity, a.amount from shop
         join adjustments a on a.channel_id = shop.id order by 1`,
      ),
    ).toEqual([
      { external_no: "2", kind: "stock", quantity: -30, amount: "0.00" },
      { external_no: "3", kind: "stock", quantity: 7, amount: "0.00" },
      { external_no: "A1", kind: "price", quantity: 1, amount: "-11062.06" },
    ]);
    expect(await ofShop(shop, "select from shop join orders o on o.channel_id = shop.id")).toEqual([]);
  });

  it("complete the signed sum: sales less credits plus adjustments", async () => {
    const shop = await aShop();

    const { batch } = await importRetail(
      shop,
      sale,
      "C2,A{tag},Lamp,-4,2011-03-05 10:00:00,5.00,77,France",
      "A3,B{tag},Bad debt,1,2011-03-05 10:00:00,-7.25,,France",
    );

    expect(batch).toMatchObject({ signed_sum: "22.7500", order_no_count: 3, credit_no_count: 1 });
    expect(
      await ofShop(
        shop,
        `select (select sum(l.goods) from orders o join order_lines l on l.order_id = o.id where o.channel_id = shop.id)
           - (select sum(amount) from credits where channel_id = shop.id)
           + (select sum(amount) from adjustments where channel_id = shop.id) as total from shop`,
      ),
    ).toEqual([{ total: "22.75" }]);
  });
});
