import { describe, expect, it } from "vitest";
import { nextSort } from "../../../src/view-types/table/nextSort";
import { listColumns } from "../../../src/model/listColumns";
import { detailGroups } from "../../../src/workspace/record/detailGroups";
import { relatedLists } from "../../../src/workspace/record/relatedLists";
import { formatAddress } from "../../../src/order-management/order-page/formatAddress";
import { changedFields, entityOfEvent } from "../../../src/order-management/order-page/eventFields";
import { aField, anEntity } from "./anEntity";

describe("sorting by header", () => {
  const byName = { field: "name", descending: false };

  it("replaces the sort by a plain click", () => {
    const columns = [
      { field: "name", order: "ascend" as const },
      { field: "total", order: "ascend" as const },
    ];

    expect(nextSort([byName], columns, false)).toEqual([{ field: "total", descending: false }]);
  });

  it("adds to the sort with Shift and keeps the order of clicks", () => {
    const columns = [
      { field: "total", order: "ascend" as const },
      { field: "name", order: "ascend" as const },
    ];

    expect(nextSort([byName], columns, true)).toEqual([byName, { field: "total", descending: false }]);
  });

  it("turns round, then off", () => {
    expect(nextSort([byName], [{ field: "name", order: "descend" }], false)).toEqual([
      { field: "name", descending: true },
    ]);
    expect(nextSort([byName], [{ field: "name", order: null }], false)).toEqual([]);
  });
});

describe("the columns of a list", () => {
  const entity = anEntity(
    "orders",
    [
      aField("order_no"),
      aField("total", "money"),
      aField("phone", "phone", { canRead: false }),
      aField("hash", "text", { isHidden: true }),
    ],
    { listFields: ["order_no", "phone", "total"] },
  );
  const namesOf = (chosen?: string[]) => listColumns(entity, chosen).map((field) => field.name);

  it("are those that the entity prefers and the role may read", () => {
    expect(namesOf()).toEqual(["order_no", "total"]);
  });

  it("follow the reader's choice and order", () => {
    expect(namesOf(["total", "order_no", "gone", "hash"])).toEqual(["total", "order_no"]);
  });

  it("are never none", () => {
    expect(namesOf(["gone"])).toEqual(["order_no", "total"]);
  });
});

describe("a record's details", () => {
  it("are grouped by what they are, small groups joining the first", () => {
    const entity = anEntity("orders", [
      aField("id", "integer", { isGenerated: true }),
      aField("name"),
      aField("goods", "money"),
      aField("tax", "money"),
      aField("total", "money"),
      aField("paid_at", "datetime"),
      aField("note", "long_text"),
      aField("created_at", "datetime"),
    ]);

    const groups = detailGroups(entity, entity.fields).map((group) => [
      group.name,
      group.fields.map((field) => field.name),
    ]);

    expect(groups).toEqual([
      ["main", ["name", "paid_at"]],
      ["amounts", ["goods", "tax", "total"]],
      ["texts", ["note"]],
      ["system", ["id", "created_at"]],
    ]);
  });

  it("list only children that may be read through their link", () => {
    const lines = anEntity("lines", [aField("order_id", "relation")]);
    const secrets = anEntity("secrets", [aField("order_id", "relation", { canRead: false })]);
    const orders = anEntity("orders", [aField("no")], {
      children: ["lines", "secrets", "gone"].map((entity) => ({ entity, field: "order_id" })),
    });

    expect(relatedLists(orders, [orders, lines, secrets]).map((list) => list.key)).toEqual([
      "lines.order_id",
    ]);
  });
});

describe("an order's looks", () => {
  it("writes Chinese addresses from large to small", () => {
    const lines = formatAddress({
      province: "浙江省",
      city: "杭州市",
      district: "西湖区",
      street: "文三路 1 号",
      zip: "310000",
    });

    expect(lines).toEqual(["浙江省杭州市西湖区文三路 1 号", "310000"]);
  });

  it("does not repeat a city that is its own province", () => {
    expect(formatAddress({ province: "上海市", city: "上海市", district: "徐汇区" })).toEqual([
      "上海市徐汇区",
    ]);
  });

  it("writes other addresses from small to large", () => {
    expect(formatAddress({ street: "1 High St", city: "Leeds", zip: "LS1", country: "UK" })).toEqual([
      "1 High St",
      "LS1 Leeds",
      "UK",
    ]);
  });

  it("has no line for an address without parts", () => {
    expect(formatAddress({})).toEqual([]);
  });

  it("knows what an event is about", () => {
    expect(entityOfEvent("sub_order_changed")).toBe("fulfillment_orders");
    expect(entityOfEvent("status_changed")).toBe("orders");
  });

  it("shows of an event only readable fields that differ", () => {
    const entity = anEntity("orders", [
      aField("order_no"),
      aField("status"),
      aField("lifecycle"),
      aField("phone", "phone", { canRead: false }),
    ]);
    const before = { status: "a", lifecycle: "x", phone: "1" };

    const changed = changedFields(entity, before, { status: "b", lifecycle: "x", phone: "2" });

    expect(changed.map((field) => field.name)).toEqual(["status"]);
  });
});
