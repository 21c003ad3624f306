/** A member of the team. */
import type { FieldTypeBasics } from "../FieldType";
import { parseText } from "../shared/parseText";
import { PersonDisplay } from "./PersonDisplay";

export const personType: FieldTypeBasics = {
  Display: PersonDisplay,
  operators: ["eq", "neq", "in", "is_empty", "is_not_empty"],
  parse: parseText,
  isSortable: false,
  width: 150,
};
