import { describe, expect, it } from "vitest";
import { firstListState, type ListState } from "../../../src/workspace/list/listState";
import { readListState, writeListState } from "../../../src/workspace/list/listStateCodec";

const busyState: ListState = {
  view: "3f6",
  type: "kanban",
  by: "status",
  until: "placed_at",
  at: "2026-11",
  widths: { order_no: 120 },
  pinned: ["order_no", "status"],
  group: "status",
  aggregates: [{ field: "total", op: "sum" }],
  colours: [
    { color: "red", condition: { all: [{ field: "status", op: "eq", value: "a,b)" }] } },
    { color: "blue", condition: { field: "assignee", op: "eq", variable: "me" } },
  ],
  search: "R&D + 50%#1 张三",
  condition: { all: [{ field: "status", op: "in", value: ["a", "b"] }] },
  sort: [
    { field: "placed_at", descending: true },
    { field: "order_no", descending: false },
  ],
  page: 3,
  pageSize: 100,
  fields: ["order_no", "status"],
  density: "large",
  record: "42",
  isEditing: true,
};

describe("the list in the address", () => {
  it("leaves a plain list with a plain address", () => {
    expect(writeListState(firstListState)).toBe("");
    expect(readListState("")).toEqual(firstListState);
  });

  it("keeps the whole state", () => {
    expect(readListState(writeListState(busyState))).toEqual(busyState);
  });

  it("stays readable", () => {
    const query = writeListState({ ...firstListState, condition: busyState.condition, sort: busyState.sort });

    expect(query).toBe("?f=all(status:in:(a,b))&s=-placed_at,order_no");
  });

  it("is short for many values", () => {
    const ids = Array.from({ length: 25 }, (_, index) => String(100 + index));

    const query = writeListState({
      ...firstListState,
      condition: { field: "channel_id", op: "in", value: ids },
    });

    expect(query.length).toBeLessThan(130);
  });

  it.each(["?p=-1", "?p=1.5", "?p=abc", "?n=7", "?n=100000", "?d=huge", "?f=((", "?c=,", "?s="])(
    "ignores the nonsense of %s",
    (query) => {
      expect(readListState(query)).toEqual(firstListState);
    },
  );
});
