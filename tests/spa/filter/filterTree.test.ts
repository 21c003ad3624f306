import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/model/condition";
import {
  countComparisons,
  hasOpenRows,
  emptyGroup,
  type FilterGroup,
  replaceItem,
  toCondition,
  toFilterTree,
} from "../../../src/filter/filterTree";

const nested: Condition = {
  all: [
    { field: "status", op: "in", value: ["open"] },
    {
      any: [
        { field: "total", op: "gte", value: 100 },
        { field: "assignee", op: "eq", variable: "me" },
      ],
    },
  ],
};

describe("the tree of the filter builder", () => {
  it("turns a condition into rows and groups and back", () => {
    expect(toCondition(toFilterTree(nested))).toEqual(nested);
  });

  it("keeps what it cannot edit", () => {
    const condition: Condition = { all: [{ not: { field: "a", op: "is_empty" } }] };

    expect(toCondition(toFilterTree(condition))).toEqual(condition);
  });

  it("wraps a single comparison in a group", () => {
    const tree = toFilterTree({ field: "a", op: "eq", value: 1 });

    expect(toCondition(tree)).toEqual({ all: [{ field: "a", op: "eq", value: 1 }] });
  });

  it("says nothing while no row has a value", () => {
    const tree: FilterGroup = {
      ...emptyGroup(),
      items: [
        { kind: "row", key: "1", field: "a", op: "eq", value: "" },
        { kind: "row", key: "2", field: "b", op: "in", value: [] },
        { kind: "row", key: "3", field: "c", op: "gte", value: null },
        emptyGroup(),
      ],
    };

    expect(toCondition(tree)).toBeUndefined();
  });

  it("keeps a row without a value in what is saved, and knows that it is open", () => {
    const tree: FilterGroup = {
      ...emptyGroup(),
      items: [
        { kind: "row", key: "1", field: "a", op: "eq", value: 1 },
        { kind: "row", key: "2", field: "b", op: "in", value: [] },
      ],
    };
    const kept = toCondition(tree, "keep");

    expect(kept).toEqual({
      all: [
        { field: "a", op: "eq", value: 1 },
        { field: "b", op: "in", value: null },
      ],
    });
    expect(kept && hasOpenRows(kept)).toBe(true);
    expect(hasOpenRows({ any: [{ not: { field: "a", op: "is_empty" } }] })).toBe(false);
  });

  it("counts zero and no as values", () => {
    const tree: FilterGroup = {
      ...emptyGroup(),
      items: [
        { kind: "row", key: "1", field: "a", op: "eq", value: 0 },
        { kind: "row", key: "2", field: "b", op: "eq", value: false },
      ],
    };

    expect(countComparisons(toCondition(tree))).toBe(2);
  });

  it("forgets the value of an operator that takes none", () => {
    const tree: FilterGroup = {
      ...emptyGroup(),
      items: [{ kind: "row", key: "1", field: "a", op: "is_empty", value: "x" }],
    };

    expect(toCondition(tree)).toEqual({ all: [{ field: "a", op: "is_empty" }] });
  });

  it("replaces and removes items inside groups", () => {
    const tree = toFilterTree(nested);
    const group = tree.items[1];
    if (group?.kind !== "group") throw new Error("expected a group");
    const [first] = group.items;
    if (first?.kind !== "row") throw new Error("expected a row");

    const replaced = replaceItem(tree, first.key, { ...first, value: 200 });
    const removed = replaceItem(tree, group.key, undefined);

    expect(JSON.stringify(toCondition(replaced))).toContain('"value":200');
    expect(countComparisons(toCondition(removed))).toBe(1);
  });
});
