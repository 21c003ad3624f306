/** Several words in one cell. */
import type { CellParser } from "../CellParser";
import { splitList } from "../../model/listText";

export const parse: CellParser = (text) => ({ value: [...new Set(splitList(text))] });
