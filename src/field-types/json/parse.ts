/** A structured value as JSON. */
import type { CellParser } from "../CellParser";

export const parse: CellParser = (text) => {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return { problem: "json" };
  }
};
