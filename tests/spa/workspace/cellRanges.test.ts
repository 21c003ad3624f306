/** Ranges of cells, and the text that spreadsheets exchange. */
import { describe, expect, it } from "vitest";
import { cornersOf, extended, holds, isSingle } from "../../../src/workspace/cells/cellRange";
import { readTsv, toTsv } from "../../../src/workspace/cells/tsv";

const at = (row: number, column: number) => ({ row, column });

describe("a range of cells", () => {
  it("L17: is the rectangle between its ends, wherever it began", () => {
    const corners = cornersOf({ anchor: at(3, 2), head: at(1, 4) });

    expect(corners).toEqual({ top: 1, bottom: 3, left: 2, right: 4 });
    expect(holds(corners, at(2, 3))).toBe(true);
    expect(holds(corners, at(2, 5))).toBe(false);
  });

  it("L17: grows with Shift and the arrows, and stops at the edges", () => {
    const one = { anchor: at(0, 0), head: at(0, 0) };
    const down = extended(one, "ArrowDown", at(2, 2));

    expect(isSingle(one)).toBe(true);
    expect(down?.head).toEqual(at(1, 0));
    expect(down && extended(down, "ArrowDown", at(2, 2))?.head).toEqual(at(1, 0));
    expect(extended(one, "Enter", at(2, 2))).toBeUndefined();
  });
});

describe("cells on the clipboard", () => {
  it.each([
    ["one cell", [["598"]]],
    ["rows and columns", [["a", "b"], ["", "d"]]], // prettier-ignore
    ["breaks, tabs and quotes", [['say "hi"', "two\nlines"], ["a\tb", "王芳"]]], // prettier-ignore
    ["an empty last row", [["a"], [""]]],
  ])("L17: come back as they went: %s", (_what, rows) => {
    expect(readTsv(`${toTsv(rows)}\r\n`)).toEqual(rows);
  });

  it("L17: of Excel, Numbers and plain text are read alike", () => {
    expect(readTsv("a\tb\r\nc\td\r\n")).toEqual(readTsv("a\tb\nc\td"));
    expect(readTsv('5" nail\tx')).toEqual([['5" nail', "x"]]);
    expect(readTsv("")).toEqual([[""]]);
  });
});
