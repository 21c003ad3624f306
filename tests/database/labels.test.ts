import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";

const labelsOf = `select label, help from engine.labels
  where table_oid = 'public.places'::regclass and column_number = 0`;

describe("engine.labels", () => {
  it(
    "reads both languages and the help line of a comment",
    inRollback(async (db) => {
      await db.query(
        "comment on table public.places is E'Order number | 订单号\\nFor the customer | 给客户'",
      );

      expect(await db.row(labelsOf)).toEqual({
        label: { en: "Order number", "zh-CN": "订单号" },
        help: { en: "For the customer", "zh-CN": "给客户" },
      });
    }),
  );

  it(
    "uses a plain comment in both languages",
    inRollback(async (db) => {
      await db.query("comment on table public.places is 'Made by hand'");

      expect(await db.row(labelsOf)).toEqual({
        label: { en: "Made by hand", "zh-CN": "Made by hand" },
        help: null,
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
