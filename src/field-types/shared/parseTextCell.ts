/** A cell of text. */
import type { CellParser } from "../CellParser";
import { isTooLong } from "./isTooLong";

export const parseTextCell: CellParser = (text, field) =>
  isTooLong(text, field) ? { problem: "too_long" } : { value: text };
