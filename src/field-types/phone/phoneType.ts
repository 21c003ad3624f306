/** A telephone number. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { PhoneDisplay } from "./PhoneDisplay";
import { isPhone } from "./isPhone";

export const phoneType: FieldTypeBasics = {
  Display: PhoneDisplay,
  operators: textOperators,
  parse: parseText,
  validate: (value) => (isPhone(String(value)) ? undefined : "phone"),
  isSortable: true,
  width: 150,
};
