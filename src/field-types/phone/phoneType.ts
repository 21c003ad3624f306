/** A telephone number. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { PhoneDisplay } from "./PhoneDisplay";

export const phoneType: FieldTypeBasics = {
  Display: PhoneDisplay,
  operators: textOperators,
  parse: parseText,
  validate: (value) => (/^\+?[\d\s()./#x-]{3,32}$/i.test(String(value)) ? undefined : "phone"),
  isSortable: true,
  width: 150,
};
