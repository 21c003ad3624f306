import { describe, expect, it } from "vitest";
import { code128 } from "../../../src/ui/code128";

const symbols = (text: string) =>
  (code128(text)?.join("") ?? "").replace(/2331112$/, "").match(/.{6}/g) ?? [];

describe("code128", () => {
  it("L12: writes letters in set B, with the check symbol 88 of the well-known example", () => {
    const [start, ...rest] = symbols("Wikipedia");

    expect(start).toBe("211214");
    expect(rest).toHaveLength(10);
    expect(rest.at(-1)).toBe("421211");
    expect(code128("Wikipedia")?.join("")).toMatch(/2331112$/);
  });

  it("L12: packs digits in pairs, and leaves an odd one with the letters", () => {
    expect(symbols("123456")).toHaveLength(1 + 3 + 1);
    expect(symbols("AB12345")).toHaveLength(1 + 3 + 1 + 2 + 1);
    expect(symbols("A123B")).toHaveLength(1 + 5 + 1);
  });

  it("L12: has a pattern of its own and eleven modules for every sign", () => {
    const signs = Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place));
    const patterns = signs.map((sign) => symbols(sign)[1] ?? "");

    expect(new Set(patterns).size).toBe(95);
    expect(patterns.map((widths) => [...widths].reduce((sum, width) => sum + Number(width), 0))).toEqual(
      patterns.map(() => 11),
    );
  });

  it.each(["条码", "é", "", "a\nb"])(
    "L12: draws nothing for %j, which no scanner would give back",
    (text) => {
      expect(code128(text)).toBeUndefined();
    },
  );
});
