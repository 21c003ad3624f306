/** Yes or no. */
import type { FieldTypeBasics } from "../FieldType";
import { CheckboxDisplay } from "./CheckboxDisplay";
import { parseBoolean } from "./parseBoolean";

export const checkboxType: FieldTypeBasics = {
  Display: CheckboxDisplay,
  operators: ["eq"],
  parse: parseBoolean,
  isSortable: true,
  width: 100,
  align: "center",
};
