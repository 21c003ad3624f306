/** Text of several lines. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { isTooLong } from "../shared/isTooLong";
import { parseText } from "../shared/parseText";
import { LongTextDisplay } from "./LongTextDisplay";

export const longTextType: FieldTypeBasics = {
  Display: LongTextDisplay,
  operators: textOperators,
  parse: parseText,
  validate: isTooLong,
  isSortable: false,
  width: 240,
};
