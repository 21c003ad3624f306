/** A share in per cent: 12.5 is shown as 12.5 %. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { PercentDisplay } from "./PercentDisplay";

export const percentType: FieldTypeBasics = {
  Display: PercentDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (parseNumber(value) === null ? "number" : undefined),
  isSortable: true,
  width: 100,
  align: "right",
};
