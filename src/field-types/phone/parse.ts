/** A cell that must look like what it is. */
import type { CellParser } from "../CellParser";
import { parseTextCell } from "../shared/parseTextCell";
import { isPhone } from "./isPhone";

export const parse: CellParser = (text, field, hints) =>
  isPhone(text) ? parseTextCell(text, field, hints) : { problem: "phone" };
