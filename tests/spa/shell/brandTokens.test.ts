import { describe, expect, it } from "vitest";
import { brandTokens, contrast, legible } from "../../../src/ui/brandTokens";

describe("brandTokens", () => {
  it.each(["#0b1f3a", "#7a1f5c", "#0e6680", "#000000"])("L33: %s can be read in the dark, too", (color) => {
    const ground = "#181e23";

    const { colorPrimary, colorLink } = brandTokens(color, true, ground);

    expect(contrast(colorPrimary, ground)).toBeGreaterThanOrEqual(3);
    expect(contrast(colorLink, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(legible(color, ground, 7), ground)).toBeGreaterThanOrEqual(7);
  });

  it("L33: measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 1);
  });
});
