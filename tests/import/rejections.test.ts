/** Rows that cannot be used: each with its reason, none of them lost, and the report that can be imported again. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { rejectionText } from "../../supabase/order-management/import/rejectionTexts";
import { writeRejections } from "../../supabase/order-management/import/writeRejections";
import { aFile, aShop, importPath, importRetail, ofShop, outcomes, withClient } from "./shop";

describe("rejected rows", () => {
  it.each([
    ["wrong_cell_count", "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77"],
    ["wrong_cell_count", "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France,more"],
    ["missing_order_no", " ,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France"],
    ["missing_sku", "1,,Lamp,1,2011-03-01 10:00:00,5.00,77,France"],
    ["bad_quantity", "1,A{tag},Lamp,two,2011-03-01 10:00:00,5.00,77,France"],
    ["bad_quantity", "1,A{tag},Lamp,1.5,2011-03-01 10:00:00,5.00,77,France"],
    ["bad_quantity", "1,A{tag},Lamp,2147483648,2011-03-01 10:00:00,5.00,77,France"],
    ["zero_quantity", "1,A{tag},Lamp,0,2011-03-01 10:00:00,5.00,77,France"],
    ["bad_price", "1,A{tag},Lamp,1,2011-03-01 10:00:00,free,77,France"],
    ["bad_price", "1,A{tag},Lamp,1,2011-03-01 10:00:00,,77,France"],
    ["bad_price", "1,A{tag},Lamp,1,2011-03-01 10:00:00,NaN,77,France"],
    ["bad_date", "1,A{tag},Lamp,1,yesterday,5.00,77,France"],
    ["bad_date", "1,A{tag},Lamp,1,2011-02-30 10:00:00,5.00,77,France"],
    ["bad_date", "1,A{tag},Lamp,1,2011-13-01 10:00:00,5.00,77,France"],
    ["credit_with_positive_quantity", "C1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France"],
    ["code_too_long", `${"9".repeat(101)},A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France`],
    ["refused_by_database", "1,A{tag},Lamp,999999999,2011-03-01 10:00:00,99999999,77,France"],
  ])("%s: %s", async (reason, row) => {
    const shop = await aShop();

    const result = await importRetail(shop, row, "7,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France");

    expect(await outcomes(result)).toEqual([reason, "created"]);
    expect(result.batch).toMatchObject({ state: "done", created_count: 1, rejected_count: 1 });
  });

  it("keep the rest of their order out, and nobody else's", async () => {
    const shop = await aShop();

    const result = await importRetail(
      shop,
      "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France",
      "2,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France",
      "1,B{tag},Chair,x,2011-03-01 10:00:00,5.00,77,France",
    );

    expect(await outcomes(result)).toEqual(["incomplete_order", "created", "bad_quantity"]);
  });

  it("are those of an order with two buyers", async () => {
    const shop = await aShop();

    const result = await importRetail(
      shop,
      "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France",
      "1,B{tag},Chair,1,2011-03-01 10:00:00,5.00,78,France",
    );

    expect(await outcomes(result)).toEqual(["several_buyers", "several_buyers"]);
  });

  it("have a text in both languages for every reason", () => {
    const reasons = [
      "wrong_cell_count",
      "missing_order_no",
      "missing_sku",
      "bad_quantity",
      "zero_quantity",
      "bad_price",
      "bad_date",
      "bad_paid_date",
      "code_too_long",
      "credit_with_positive_quantity",
      "several_buyers",
      "incomplete_order",
      "order_differs",
      "credit_differs",
      "refused_by_database",
    ];

    for (const reason of reasons) {
      const { en, zh } = rejectionText({ reason, value: "", row: "" });
      expect(en).not.toBe(reason);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("are written to a file that can be corrected and imported again", async () => {
    const shop = await aShop();
    const result = await importRetail(
      shop,
      "1,A{tag},=cmd(),x1,2011-03-01 10:00:00,5.00,77,France",
      "1,B{tag},Chair,1,2011-03-01 10:00:00,5.00,77,France",
    );
    const path = await aFile("rejected.csv", "");

    await withClient((db) => writeRejections(db, result.batch, { path, header: result.file.header }));

    const text = await readFile(path, "utf8");
    expect(text).toContain("'=cmd()");
    expect(text).toContain(`The quantity ""x1"" is not a whole number`);
    expect(text).toContain("同一订单的第 2 行被拒绝");
    const again = await importPath(await aFile("corrected.csv", text.replace(",x1,", ",4,")), shop.retail);
    expect(await outcomes(again)).toEqual(["created", "created"]);
    expect(
      await ofShop(shop, "select grand_total from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ grand_total: "25.00" }]);
  });
});
