import { describe, expect, it } from "vitest";
import { fieldTypes } from "../../../src/field-types/fieldTypes";
import { validateValue } from "../../../src/field-types/validateValue";
import { isWebAddress } from "../../../src/field-types/shared/isWebAddress";
import { clockOf, momentOf } from "../../../src/field-types/datetime/zonedClock";
import { fieldTypeNames } from "../../../src/model/snapshot";
import { aField } from "./anEntity";

describe("what a field type understands", () => {
  it.each([
    ["integer", "12", 12],
    ["integer", "１，２３４", 1234],
    ["decimal", "1,234.5", 1234.5],
    ["money", "", null],
    ["money", "abc", null],
    ["checkbox", "true", true],
    ["checkbox", "yes", null],
    ["date", "2024-02-29T10:00:00Z", "2024-02-29"],
    ["date", "yesterday", null],
    ["datetime", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"],
    ["text", "  a ", "a"],
    ["text", " ", null],
    ["tags", ["a", ""], ["a"]],
    ["tags", [], null],
    ["relation", "42", 42],
    ["relation", "007", "007"],
    ["relation", "9007199254740993", "9007199254740993"],
    ["relation", "3f2b8c1e-0000-4000-8000-000000000000", "3f2b8c1e-0000-4000-8000-000000000000"],
  ] as const)("%s reads %j", (type, raw, expected) => {
    expect(fieldTypes[type].parse(raw)).toEqual(expected);
  });

  it.each(fieldTypeNames)("%s reads its own value again", (type) => {
    const { parse } = fieldTypes[type];
    for (const raw of ["1", 1, true, ["a"], "2024-01-01T00:00:00Z"]) {
      const once = parse(raw);
      expect(parse(once)).toEqual(once);
    }
  });
});

describe("checking a value before it is sent", () => {
  it.each([
    ["email", "a@b.cn", undefined],
    ["email", "a@b", "email"],
    ["phone", "+86 138-0013-8000", undefined],
    ["phone", "call me", "phone"],
    ["url", "https://a.cn/x?y=1", undefined],
    ["url", "javascript:alert(1)", "url"],
    ["integer", 1.5, "integer"],
    ["integer", 12, undefined],
    ["json", undefined, "json"],
  ] as const)("%s %j → %s", (type, value, expected) => {
    expect(validateValue(value, aField("x", type), true)).toBe(expected);
  });

  it("asks for a required value, unless a default fills it in a new record", () => {
    const field = aField("x", "text", { isRequired: true, hasDefault: true });

    expect(validateValue(null, field, true)).toBeUndefined();
    expect(validateValue(null, field, false)).toBe("required");
    expect(validateValue("", aField("x", "text", { isRequired: true }), true)).toBe("required");
  });

  it("counts characters, not code units, against the longest text", () => {
    const field = aField("x", "text", { options: { max_length: 2 } });

    expect(validateValue("😀😀", field, true)).toBeUndefined();
    expect(validateValue("abc", field, true)).toBe("too_long");
  });
});

describe("addresses and clocks", () => {
  it("links only to the web", () => {
    expect(isWebAddress("http://a.cn")).toBe(true);
    expect(isWebAddress("data:text/html,x")).toBe(false);
    expect(isWebAddress("a.cn")).toBe(false);
  });

  it.each(["Asia/Shanghai", "America/New_York", "UTC"])(
    "turns a moment into the clock of %s and back",
    (zone) => {
      const moment = "2024-07-01T16:30:00.000Z";

      expect(momentOf(clockOf(moment, zone), zone)).toBe(moment);
    },
  );

  it("shows the clock of the zone, not of the machine", () => {
    expect(clockOf("2024-07-01T16:30:00.000Z", "Asia/Shanghai").format("YYYY-MM-DD HH:mm")).toBe(
      "2024-07-02 00:30",
    );
  });
});
