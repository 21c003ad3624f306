/** A cell that must look like what it is. */
import type { CellParser } from "../CellParser";
import { parseTextCell } from "../shared/parseTextCell";
import { isWebAddress } from "../shared/isWebAddress";

export const parse: CellParser = (text, field, hints) =>
  isWebAddress(text) ? parseTextCell(text, field, hints) : { problem: "url" };
