// @vitest-environment node
/** Cells of files: what each type reads, and what it refuses. */
import { describe, expect, it } from "vitest";
import type { CellHints } from "../../../src/field-types/CellParser";
import { cellParsers } from "../../../src/field-types/cellParsers";
import { guessHints } from "../../../src/field-types/shared/guessHints";
import { aField } from "./anEntity";

const hints: CellHints = {
  timeZone: "Europe/Berlin",
  people: [{ id: "3f2b8c1e-0000-4000-8000-000000000000", name: "Li Wei", isActive: true }],
  links: new Map([
    ["Acme", ["7"]],
    ["Twin", ["1", "2"]],
  ]),
};
const choices = [
  { value: "open", label: { en: "Open", "zh-CN": "未处理" } },
  { value: "odd, one", label: { en: "Odd, one", "zh-CN": "怪；一" } },
];

describe("a cell", () => {
  it.each([
    ["decimal", "1,234.50", {}, 1234.5],
    ["decimal", "1.234,56", { decimal: "," }, 1234.56],
    ["decimal", "1 234,56", { decimal: "," }, 1234.56],
    ["decimal", "1,23,456.7", {}, 123456.7],
    ["money", "598元", {}, 598],
    ["money", "¥ 598.00", {}, 598],
    ["money", "USD 12.5", {}, 12.5],
    ["money", "(12.50)", {}, -12.5],
    ["money", "12345678901234567.89", {}, "12345678901234567.89"],
    ["decimal", "1.2E+05", {}, 120000],
    ["percent", "１２.5％", {}, 12.5],
    ["integer", "12.00", {}, 12],
    ["checkbox", "是", {}, true],
    ["checkbox", "FALSE", {}, false],
    ["date", "2024年3月5日", {}, "2024-03-05"],
    ["date", "5.3.2024", {}, "2024-03-05"],
    ["date", "05/03/2024", { dateOrder: "mdy" }, "2024-05-03"],
    ["date", "25/03/24", {}, "2024-03-25"],
    ["date", "Mar 5, 2024", {}, "2024-03-05"],
    ["date", "45356", {}, "2024-03-05"],
    ["date", "20240305", {}, "2024-03-05"],
    ["date", "2024-03-05 00:00:00", {}, "2024-03-05"],
    ["datetime", "2024-07-05 14:30", {}, "2024-07-05T12:30:00.000Z"],
    ["datetime", "2024/1/5 下午2:30", {}, "2024-01-05T13:30:00.000Z"],
    ["datetime", "2024-03-05T14:30:15Z", {}, "2024-03-05T14:30:15Z"],
    ["datetime", "45356.5", {}, "2024-03-05T11:00:00.000Z"],
    ["tags", 'red；"a, b" | c', {}, ["red", "a, b", "c"]],
    ["relation", "Acme", {}, 7],
    ["person", "li wei", {}, "3f2b8c1e-0000-4000-8000-000000000000"],
    ["json", '{"a":[1]}', {}, { a: [1] }],
  ] as const)("L24: of type %s: reads %s", (...[type, text, more, value]) => {
    expect(cellParsers[type](text, aField("f", type), { ...hints, ...more })).toEqual({ value });
  });

  it.each([
    ["decimal", "12 pieces", "number"],
    ["decimal", "1,2", "number"],
    ["money", "1.239", "decimals"],
    ["integer", "1.5", "integer"],
    ["checkbox", "maybe", "boolean"],
    ["date", "03/04/2024", "date_order"],
    ["date", "2024-02-30", "date"],
    ["date", "soon", "date"],
    ["datetime", "2024-02-03 25:00", "datetime"],
    ["choice", "closed", "choice"],
    ["email", "a@b", "email"],
    ["text", "abcdef", "too_long"],
    ["relation", "Nobody", "unknown_record"],
    ["relation", "Twin", "ambiguous_record"],
    ["person", "Nobody", "unknown_person"],
  ] as const)("L24: of type %s: refuses %s (%s)", (type, text, problem) => {
    const field = aField("f", type, { options: { choices, max_length: 5, scale: 2 } });

    expect(cellParsers[type](text, field, hints)).toEqual({ problem });
  });

  it("L24: finds choices by label in either language", () => {
    const field = aField("f", "multi_choice", { options: { choices } });

    expect(cellParsers.multi_choice('未处理, "odd, one"', field, hints)).toEqual({
      value: ["open", "odd, one"],
    });
  });

  it("L24: tells from its column how days and numbers are written, or that it cannot tell", () => {
    expect(guessHints(["1.234,56", "2,5"]).decimal).toBe(",");
    expect(guessHints(["1,234.56"])).toMatchObject({ decimal: ".", isDecimalOpen: false });
    expect(guessHints(["1.234"])).toMatchObject({ decimal: ".", isDecimalOpen: true });
    expect(guessHints(["03/04/2024", "25/04/2024"])).toMatchObject({ dateOrder: "dmy", isOrderOpen: false });
    expect(guessHints(["03/04/2024", "04/25/2024"]).dateOrder).toBe("mdy");
    expect(guessHints(["03/04/2024"])).toMatchObject({ dateOrder: undefined, isOrderOpen: true });
    expect(guessHints(["2024-03-04"]).isOrderOpen).toBe(false);
  });
});
