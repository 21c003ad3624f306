/** A whole number. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { IntegerDisplay } from "./IntegerDisplay";

export const integerType: FieldTypeBasics = {
  Display: IntegerDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (Number.isSafeInteger(value) ? undefined : "integer"),
  isSortable: true,
  width: 110,
  align: "right",
};
