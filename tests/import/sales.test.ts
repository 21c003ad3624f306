/** Rows that become orders, lines, customers, SKUs and payments. */
import { describe, expect, it } from "vitest";
import { aFile, aShop, importPath, importRetail, ofShop, outcomes } from "./shop";

describe("sales", () => {
  it("groups rows by order number, wherever they stand in the file", async () => {
    const shop = await aShop();

    await importRetail(
      shop,
      "1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77.0,France",
      "2,A{tag},Lamp,1,2011-03-01 11:00:00,5.00,78.0,France",
      "1,B{tag},Chair,1,2011-03-01 10:01:00,20.50,77.0,France",
    );

    expect(
      await ofShop(
        shop,
        `select o.external_no, o.grand_total, o.paid_total, o.status, o.payment_status, o.fulfillment_status,
           o.ship_country, o.currency, count(l.id) as lines
         from shop join orders o on o.channel_id = shop.id join order_lines l on l.order_id = o.id
         group by o.id order by 1`,
      ),
    ).toEqual([
      {
        external_no: "1",
        grand_total: "30.50",
        paid_total: "30.50",
        status: "completed",
        payment_status: "paid",
        fulfillment_status: "delivered",
        ship_country: "France",
        currency: "GBP",
        lines: 2,
      },
      expect.objectContaining({ external_no: "2", grand_total: "5.00", lines: 1 }),
    ]);
  });

  it("keeps equal lines of one order apart", async () => {
    const shop = await aShop();
    const row = "1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France";

    const result = await importRetail(shop, row, row);

    expect(await outcomes(result)).toEqual(["created", "created"]);
    expect(
      await ofShop(shop, "select grand_total from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ grand_total: "20.00" }]);
  });

  it("reads times in the zone of the shop", async () => {
    const shop = await aShop();

    await importRetail(shop, "1,A{tag},Lamp,2,2011-07-01 10:00:00,5.00,77,France");

    const [order] = await ofShop(
      shop,
      "select placed_at at time zone 'UTC' || '' as placed_at from shop join orders o on o.channel_id = shop.id",
    );
    expect(order?.placed_at).toBe("2011-07-01 09:00:00");
  });

  it("makes one customer per buyer, without the decimals that a spreadsheet adds, and none for guests", async () => {
    const shop = await aShop();

    await importRetail(
      shop,
      "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,17850.0,France",
      "2,A{tag},Lamp,1,2011-03-02 10:00:00,5.00,17850,France",
      "3,A{tag},Lamp,1,2011-03-03 10:00:00,5.00,,France",
    );

    expect(
      await ofShop(
        shop,
        `select i.external_buyer_id, o.external_no from shop join orders o on o.channel_id = shop.id
         left join customer_identities i on i.customer_id = o.customer_id order by 2`,
      ),
    ).toEqual([
      { external_buyer_id: "17850", external_no: "1" },
      { external_buyer_id: "17850", external_no: "2" },
      { external_buyer_id: null, external_no: "3" },
    ]);
  });

  it("names a SKU after its sale, not after a note on a count", async () => {
    const shop = await aShop();

    await importRetail(shop, "1,A{tag},damaged,-3,2011-03-01 10:00:00,0,,France");
    await importRetail(shop, "2,A{tag},Oak lamp,1,2011-03-02 10:00:00,5.00,,France");

    expect(
      await ofShop(
        shop,
        `select distinct s.name from shop join orders o on o.channel_id = shop.id
         join order_lines l on l.order_id = o.id join skus s on s.id = l.sku_id`,
      ),
    ).toEqual([{ name: "Oak lamp" }]);
  });

  it("marks a free line beside a paid one as a gift, and imports a free order of a known buyer", async () => {
    const shop = await aShop();

    const result = await importRetail(
      shop,
      "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,,France",
      "1,B{tag},Card,1,2011-03-01 10:00:00,0.0,,France",
      "2,B{tag},Card,1,2011-03-01 10:00:00,0.0,9,France",
    );

    expect(await outcomes(result)).toEqual(["created", "created", "created"]);
    expect(
      await ofShop(
        shop,
        `select o.external_no, o.grand_total, o.payment_status, l.is_gift from shop
         join orders o on o.channel_id = shop.id join order_lines l on l.order_id = o.id order by 1, l.line_no`,
      ),
    ).toEqual([
      { external_no: "1", grand_total: "5.00", payment_status: "paid", is_gift: false },
      { external_no: "1", grand_total: "5.00", payment_status: "paid", is_gift: true },
      { external_no: "2", grand_total: "0.00", payment_status: "paid", is_gift: true },
    ]);
  });

  it("sells through the channel's own listing where there is one", async () => {
    const shop = await aShop();
    await importRetail(shop, "1,OWN{tag},Lamp,1,2011-03-01 10:00:00,5.00,,France");
    await ofShop(
      shop,
      `insert into channel_skus (channel_id, external_sku, sku_id)
       select shop.id, 'THEIRS${shop.tag}', s.id from shop, skus s where s.sku_code = 'OWN${shop.tag}'`,
    );

    await importRetail(shop, "2,THEIRS{tag},Lamp,1,2011-03-02 10:00:00,5.00,,France");

    expect(
      await ofShop(
        shop,
        `select s.sku_code, l.external_sku from shop join orders o on o.channel_id = shop.id and o.external_no = '2'
         join order_lines l on l.order_id = o.id join skus s on s.id = l.sku_id`,
      ),
    ).toEqual([{ sku_code: `OWN${shop.tag}`, external_sku: `THEIRS${shop.tag}` }]);
  });

  it("reads a Chinese file with the traps of real exports", async () => {
    const shop = await aShop();
    const path = await aFile(
      "订单.csv",
      `订单编号,下单时间,付款时间,商家编码,商品标题,数量,单价,收货人姓名,联系手机,省份,城市,收货地址 \r
="2024010112345678",2024/1/2 9:05,2024年1月2日 9:10:30,A${shop.tag},"杯子,大
号",2,"1,234.50元",欧阳娜娜,'13800138000,浙江省,杭州市,演示路 1 号\r\n`,
    );

    const result = await importPath(path, shop.standard);
    expect(await outcomes(result)).toEqual(["created"]);

    expect(
      await ofShop(
        shop,
        `select o.external_no, o.grand_total, o.payment_status, o.status, o.ship_name, o.ship_phone, o.ship_province,
           o.ship_street, l.title, (o.placed_at at time zone 'UTC')::text as placed_at,
           (o.paid_at at time zone 'UTC')::text as paid_at, c.name as customer
         from shop join orders o on o.channel_id = shop.id join order_lines l on l.order_id = o.id
         join customers c on c.id = o.customer_id`,
      ),
    ).toEqual([
      {
        external_no: "2024010112345678",
        grand_total: "2469.00",
        payment_status: "paid",
        status: "paid",
        ship_name: "欧阳娜娜",
        ship_phone: "13800138000",
        ship_province: "浙江省",
        ship_street: "演示路 1 号",
        title: "杯子,大\n号",
        placed_at: "2024-01-02 01:05:00",
        paid_at: "2024-01-02 01:10:30",
        customer: "欧阳娜娜",
      },
    ]);
  });
});
