/** A line of text. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { isTooLong } from "../shared/isTooLong";
import { TextDisplay } from "./TextDisplay";

export const textType: FieldTypeBasics = {
  Display: TextDisplay,
  operators: textOperators,
  parse: parseText,
  validate: isTooLong,
  isSortable: true,
  width: 160,
};
