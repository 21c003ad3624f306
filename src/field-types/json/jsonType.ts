/** A structured value that only technical people look at. */
import type { FieldTypeBasics } from "../FieldType";
import { JsonDisplay } from "./JsonDisplay";

export const jsonType: FieldTypeBasics = {
  Display: JsonDisplay,
  operators: ["is_empty", "is_not_empty"],
  parse: (raw) => raw ?? null,
  validate: (value) => (value === undefined ? "json" : undefined),
  isSortable: false,
  width: 200,
};
