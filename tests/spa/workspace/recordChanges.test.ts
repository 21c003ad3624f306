import { describe, expect, it } from "vitest";
import { filledValues, firstValues, typedValues } from "../../../src/workspace/form/formValues";
import { recordChanges } from "../../../src/workspace/form/recordChanges";
import { aField } from "./anEntity";

describe("the changes of a form", () => {
  it("holds only what was really changed", () => {
    const before = { name: "Li", phone: "1", tags: ["a"], note: null };

    const after = { name: "Li", phone: "2", tags: ["a"], note: "" };

    expect(recordChanges(before, after)).toEqual({ phone: "2" });
  });

  it("sees a cleared value", () => {
    expect(recordChanges({ note: "x" }, { note: null })).toEqual({ note: null });
  });

  it.each([
    [null, undefined],
    ["", null],
    [[], null],
  ])("takes %j and %j for the same nothing", (before, after) => {
    expect(recordChanges({ value: before }, { value: after })).toEqual({});
  });

  it("tells zero, no and nothing apart", () => {
    expect(recordChanges({ a: 0, b: false }, { a: null, b: null })).toEqual({ a: null, b: null });
  });

  it("sees another order of tags as a change", () => {
    expect(recordChanges({ tags: ["a", "b"] }, { tags: ["b", "a"] })).toEqual({ tags: ["b", "a"] });
  });
});

describe("the values of a form", () => {
  const fields = [
    aField("name"),
    aField("qty", "integer"),
    aField("is_gift", "checkbox", { isRequired: true }),
  ];

  it("starts a new record empty, with presets and with no for a required checkbox", () => {
    expect(firstValues(fields, undefined, { qty: "5" })).toEqual({ name: null, qty: 5, is_gift: false });
  });

  it("trims what was typed and turns empty text into nothing", () => {
    expect(typedValues(fields, { name: "  Li ", qty: 3, is_gift: false })).toEqual({
      name: "Li",
      qty: 3,
      is_gift: false,
    });
    expect(typedValues(fields, { name: "  ", qty: null, is_gift: true })).toEqual({
      name: null,
      qty: null,
      is_gift: true,
    });
  });

  it("leaves empty inputs of a new record to the database's defaults", () => {
    expect(filledValues({ name: null, qty: 0, is_gift: false, tags: [] })).toEqual({
      qty: 0,
      is_gift: false,
    });
  });
});
