import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";

describe("engine.label_of_comment", () => {
  it(
    "reads both languages and the help line",
    inRollback(async (db) => {
      const comment = "Order number | 订单号\nShown to the customer | 给客户看";

      const label = await db.call("engine.label_of_comment", comment, 1, "x");
      const help = await db.call("engine.label_of_comment", comment, 2, null);

      expect(label).toEqual({ en: "Order number", "zh-CN": "订单号" });
      expect(help).toEqual({ en: "Shown to the customer", "zh-CN": "给客户看" });
    }),
  );

  it(
    "uses a plain comment in both languages and the fallback without one",
    inRollback(async (db) => {
      expect(await db.call("engine.label_of_comment", "Made by hand", 1, "x")).toEqual({
        en: "Made by hand",
        "zh-CN": "Made by hand",
      });
      expect(await db.call("engine.label_of_comment", null, 1, "Ship to")).toEqual({
        en: "Ship to",
        "zh-CN": "Ship to",
      });
    }),
  );
});

describe("engine.label", () => {
  it.each([`{"en": "A"}`, `{"en": "", "zh-CN": "甲"}`, `"A"`, `{"en": "${"a".repeat(201)}", "zh-CN": "甲"}`])(
    "cannot be %s",
    (value) =>
      inRollback(async (db) => {
        await expect(db.query("select $1::jsonb::engine.label", value)).rejects.toThrow(
          /label_has_every_language/,
        );
      })(),
  );
});

describe("engine.grams", () => {
  it(
    "finds one and two characters of any script",
    inRollback(async (db) => {
      const found = await db.row(
        `select engine.grams('欧阳 娜娜  LTD') @> engine.grams('阳') as one,
                engine.grams('欧阳 娜娜  LTD') @> engine.grams('娜娜 l') as phrase,
                engine.grams('欧阳 娜娜  LTD') @> engine.grams('阳娜') as skipped`,
      );

      expect(found).toEqual({ one: true, phrase: true, skipped: false });
    }),
  );
});
