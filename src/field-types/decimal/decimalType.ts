/** A number with decimal places. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { DecimalDisplay } from "./DecimalDisplay";

export const decimalType: FieldTypeBasics = {
  Display: DecimalDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (parseNumber(value) === null ? "number" : undefined),
  isSortable: true,
  width: 120,
  align: "right",
};
