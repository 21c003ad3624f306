/** An e-mail address. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { EmailDisplay } from "./EmailDisplay";
import { isEmail } from "./isEmail";

export const emailType: FieldTypeBasics = {
  Display: EmailDisplay,
  operators: textOperators,
  parse: parseText,
  validate: (value) => (isEmail(String(value)) ? undefined : "email"),
  isSortable: true,
  width: 220,
};
