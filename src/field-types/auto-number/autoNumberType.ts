/** A number that the database gives to every record. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { AutoNumberDisplay } from "./AutoNumberDisplay";

export const autoNumberType: FieldTypeBasics = {
  Display: AutoNumberDisplay,
  operators: textOperators,
  parse: parseText,
  isSortable: true,
  width: 130,
};
