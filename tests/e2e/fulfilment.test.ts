/** The warehouse at work in the browser: a phone with a scanner, and slips on paper. */
import { describe, expect, it } from "vitest";
import { aSplitOrder, run } from "../order-management/fulfilling";
import { aShop, committed } from "../order-management/shop";
import { aWarehouseClerk } from "../order-management/world";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aDesk } from "./desk";

const words = {
  en: {
    ...{ scanOrder: "Scan or type a sub-order number", begin: "Start picking", scanItem: "Scan an item" },
    ...{ notNeeded: "“4006381333931” is not needed here.", all: "2 of 2", confirm: "Confirm pick" },
    ...{ less: /^One less of/, packOne: "Pack 1 of 2 pieces", oneLeft: "1 piece is left" },
    ...{ pack: "Pack", carrier: "Carrier", tracking: "Tracking number" },
    finished: "Nothing is left to do here.",
    enough: (code: string) => `There are enough of “${code}” already.`,
  },
  "zh-CN": {
    ...{ scanOrder: "扫描或输入子订单号", begin: "开始拣货", scanItem: "扫描商品" },
    ...{ notNeeded: "此单不需要“4006381333931”。", all: "2 / 2", confirm: "确认拣货" },
    ...{ less: /减一件$/, packOne: "打包 1 件（共 2 件）", oneLeft: "剩余 1 件" },
    ...{ pack: "打包", carrier: "物流公司", tracking: "运单号" },
    finished: "此单已无待办。",
    enough: (code: string) => `“${code}”已拣够。`,
  },
} as const;

async function aReleasedPart() {
  return committed(async (db) => {
    const shop = await aShop(db);
    const { parts } = await aSplitOrder(db, shop);
    const [part = 0] = parts;
    await run(db, "release_sub_order", part);
    const barcode = `69${String(shop.shirt).padStart(11, "0")}`;
    await db.query("update public.skus set barcode = $2 where id = $1", shop.shirt, barcode);
    await db.query("update public.skus set weight_g = 300 where id = $1", shop.shirt);
    await db.query("update public.stock set bin = 'C-07' where sku_id = $1", shop.shirt);
    const number = await db.value("select fulfillment_no from public.fulfillment_orders where id = $1", part);
    return { shop, part, barcode, number: String(number) };
  });
}

describe("fulfilment", () => {
  for (const language of ["en", "zh-CN"] as const) {
    const word = words[language];
    it(
      `S24, S55: the warehouse picks by scanner, packs and ships on a phone (${language})`,
      inBrowser(
        async ({ enter, page }) => {
          const { shop, part, barcode, number } = await aReleasedPart();
          await enter(await aWarehouseClerk([shop.north]), "/work");
          const scan = async (label: string, code: string) => {
            await page.getByRole("textbox", { name: label }).fill(code);
            await page.keyboard.press("Enter");
          };
          await page.getByRole("link", { name: new RegExp(number) }).waitFor();
          await scan(word.scanOrder, number);

          await page.getByRole("button", { name: word.begin }).click();
          await page.getByText("C-07").waitFor();
          await scan(word.scanItem, "4006381333931");
          await page.getByText(word.notNeeded).waitFor();
          await scan(word.scanItem, barcode);
          await scan(word.scanItem, barcode);
          await page.getByText(word.all).waitFor();
          await scan(word.scanItem, barcode);
          await page.getByText(word.enough(barcode)).waitFor();
          await page.getByRole("button", { name: word.confirm }).click();
          // One shirt into each parcel.
          await page.getByRole("button", { name: word.pack, exact: true }).waitFor();
          await page.getByRole("button", { name: word.less }).click();
          await page.getByRole("button", { name: word.packOne, exact: true }).click();
          await page.getByText(word.oneLeft).first().waitFor();
          await page.getByRole("button", { name: word.pack, exact: true }).click();

          const forms = page.getByRole("textbox", { name: word.tracking });
          for (const [index, sent] of ["a", "b"].entries()) {
            await expect.poll(() => forms.count()).toBe(2 - index);
            await page.getByRole("combobox", { name: word.carrier }).first().click({ force: true });
            await page.keyboard.type(`carrier ${shop.tag}`);
            await page.keyboard.press("Enter");
            await forms.first().fill(`ph ${shop.tag}${sent}`);
            await page.keyboard.press("Enter");
          }
          await page.getByText(word.finished).waitFor();

          const { rows } = await sql.query(
            `select f.status, s.tracking_no, s.weight_g from public.fulfillment_orders as f
             join public.shipments as s on s.fulfillment_order_id = f.id where f.id = $1 order by s.id`,
            [part],
          );
          const sentAs = `PH${shop.tag.toUpperCase()}`;
          expect(rows).toEqual([
            { status: "shipped", tracking_no: `${sentAs}A`, weight_g: 300 },
            { status: "shipped", tracking_no: `${sentAs}B`, weight_g: 300 },
          ]);
          const isTooWide = () => document.documentElement.scrollWidth > window.innerWidth + 1;
          expect(await page.evaluate(isTooWide)).toBe(false);
        },
        { language, width: 390 },
      ),
    );
  }

  it(
    "S25: twenty selected orders are one document of twenty slips with the right lines",
    inBrowser(async ({ enter, page }) => {
      const { orders, numbers, shop } = await aDesk(20);
      await sql.query("update public.order_lines set qty_cancelled = 1 where order_id = $1 and line_no = 1", [
        orders[0],
      ]);
      await enter(await anAccount({ roles: ["manager"] }), `/print/packing-slips?ids=${orders.join()}`);
      await page.getByRole("status").getByText("20 slips").waitFor();

      const slips = page.getByRole("article");
      expect(await slips.count()).toBe(20);
      const printed = await slips.evaluateAll((all) =>
        all.map((slip) => ({
          number: slip.getAttribute("aria-label"),
          barcode: slip.querySelector("svg[role=img]")?.getAttribute("aria-label"),
          lines: [...slip.querySelectorAll("tbody tr")].map((row) =>
            [...row.querySelectorAll("td")].map((cell) => cell.textContent),
          ),
        })),
      );
      expect(printed).toEqual(
        numbers.map((number, index) => ({
          number,
          barcode: number,
          lines: [
            [`shirt-${shop.tag}`, "Line 1", index === 0 ? "1" : "2"],
            [`shoe-${shop.tag}`, "Line 2", "1"],
          ],
        })),
      );
      expect(await page.locator("main").innerText()).not.toContain("¥");

      // Every slip begins on a sheet of its own.
      const paper = (await page.pdf({ format: "A4" })).toString("latin1");
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(20);
    }),
  );
});
