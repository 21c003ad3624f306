import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/model/condition";
import { readCondition, writeCondition } from "../../../src/filter/conditionCodec";

const hardText = "a,b(c)!d:$e f%&=+# 中文 “x” \\ '\"";

describe("the condition codec", () => {
  it.each<[string, Condition, string]>([
    ["a comparison", { field: "status", op: "eq", value: "open" }, "status:eq:open"],
    ["a list", { field: "status", op: "in", value: ["a", "b"] }, "status:in:(a,b)"],
    ["a variable", { field: "assignee", op: "eq", variable: "me" }, "assignee:eq:$me"],
    ["no value", { field: "note", op: "is_empty" }, "note:is_empty"],
    ["a path", { field: "order_id.channel_id", op: "eq", value: "5" }, "order_id.channel_id:eq:5"],
    [
      "a moment",
      { field: "at", op: "gte", value: "2024-01-31T16:00:00.000Z" },
      "at:gte:2024-01-31T16:00:00.000Z",
    ],
    ["nothing in a group", { all: [] }, "all()"],
    [
      "nested groups",
      { all: [{ any: [{ field: "a", op: "eq", value: "1" }, { not: { field: "b", op: "is_empty" } }] }] },
      "all(any(a:eq:1,not(b:is_empty)))",
    ],
    [
      "rows of another entity",
      { exists: "lines.order_id", where: { field: "sku", op: "eq", value: "7" } },
      "exists:lines.order_id(sku:eq:7)",
    ],
  ])("writes %s briefly and reads it back", (_name, condition, text) => {
    expect(writeCondition(condition)).toBe(text);
    expect(readCondition(text)).toEqual(condition);
  });

  it.each([hardText, "$me", "$", "!", "()", "a)", "", " "])("keeps the text %j", (value) => {
    const condition: Condition = {
      all: [
        { field: "note", op: "contains", value },
        { field: "x", op: "in", value: [value, "y"] },
      ],
    };

    expect(readCondition(writeCondition(condition))).toEqual(condition);
  });

  it.each([
    "",
    "all(",
    "all(a:eq:1",
    "a",
    "a:like:1",
    "all(a:eq:1)x",
    "not()",
    "not(a:eq:1,b:eq:2)",
    "in:(",
    ":eq:1",
    "a:in:(b",
  ])("refuses the broken text %j", (text) => {
    expect(readCondition(text)).toBeUndefined();
  });

  it("writes numbers and booleans as text", () => {
    expect(writeCondition({ field: "total", op: "gte", value: 99.5 })).toBe("total:gte:99.5");
    expect(writeCondition({ field: "is_vip", op: "eq", value: true })).toBe("is_vip:eq:true");
  });

  it("ends on any text", () => {
    for (let length = 0; length < 2000; length += 1) {
      const text = Array.from(
        { length: length % 40 },
        (_, index) => "all(),:!$eqinx"[(index * 7 + length * 13) % 14],
      ).join("");
      expect(() => readCondition(text)).not.toThrow();
    }
  });
});
