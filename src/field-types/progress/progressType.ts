/** How much of something is done, from 0 to 100. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { ProgressDisplay } from "./ProgressDisplay";

export const progressType: FieldTypeBasics = {
  Display: ProgressDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (Number.isSafeInteger(value) ? undefined : "integer"),
  isSortable: true,
  width: 150,
};
