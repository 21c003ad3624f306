import { describe, expect, it } from "vitest";
import { typeCondition } from "../../../src/filter/typeCondition";
import { aField, anEntity } from "../workspace/anEntity";

const customers = anEntity("customers", [aField("name"), aField("level", "integer")]);
const orders = anEntity("orders", [
  aField("order_no"),
  aField("total", "money"),
  aField("is_gift", "checkbox"),
  aField("tags", "tags"),
  aField("phone", "phone", { canRead: false }),
  aField("customer_id", "relation", { relation: { entity: "customers", constraint: "c" } }),
]);
const typed = (condition: Parameters<typeof typeCondition>[0]) =>
  typeCondition(condition, { entity: orders, entities: [orders, customers] });

describe("typing a condition that came as text", () => {
  it.each([
    ["total", "gte", "99.5", 99.5],
    ["is_gift", "eq", "true", true],
    ["customer_id", "in", ["1", "2"], [1, 2]],
    ["tags", "overlaps", ["a"], ["a"]],
    ["order_no", "eq", "007", "007"],
    ["customer_id.level", "gt", "3", 3],
  ] as const)("gives %s %s its type", (...example) => {
    const [field, op, value, expected] = example;
    expect(typed({ field, op, value })).toEqual({ condition: { field, op, value: expected }, ignored: [] });
  });

  it("names fields that are unknown or may not be read, and keeps the rest", () => {
    const { condition, ignored } = typed({
      all: [
        { field: "phone", op: "eq", value: "1" },
        { field: "nonsense", op: "eq", value: "1" },
        { field: "order_no", op: "eq", value: "1" },
      ],
    });

    expect(ignored).toEqual(["phone", "nonsense"]);
    expect(condition).toEqual({ all: [{ field: "order_no", op: "eq", value: "1" }] });
  });

  it("drops a value of the wrong type", () => {
    expect(typed({ all: [{ field: "total", op: "gte", value: "abc" }] }).condition).toEqual({ all: [] });
  });
});
