/** An e-mail address. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { EmailDisplay } from "./EmailDisplay";

export const emailType: FieldTypeBasics = {
  Display: EmailDisplay,
  operators: textOperators,
  parse: parseText,
  validate: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value)) ? undefined : "email"),
  isSortable: true,
  width: 220,
};
