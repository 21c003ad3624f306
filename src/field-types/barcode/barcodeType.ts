/** The code under the bars of a label, as a scanner types it. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { isTooLong } from "../shared/isTooLong";
import { parseText } from "../shared/parseText";
import { BarcodeDisplay } from "./BarcodeDisplay";

export const barcodeType: FieldTypeBasics = {
  Display: BarcodeDisplay,
  operators: textOperators,
  parse: parseText,
  validate: isTooLong,
  isSortable: true,
  width: 160,
};
