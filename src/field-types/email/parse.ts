/** A cell that must look like what it is. */
import type { CellParser } from "../CellParser";
import { parseTextCell } from "../shared/parseTextCell";
import { isEmail } from "./isEmail";

export const parse: CellParser = (text, field, hints) =>
  isEmail(text) ? parseTextCell(text, field, hints) : { problem: "email" };
