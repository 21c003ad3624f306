/** A mark from one up to a best one, shown as stars. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { RatingDisplay } from "./RatingDisplay";

export const ratingType: FieldTypeBasics = {
  Display: RatingDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (Number.isSafeInteger(value) ? undefined : "integer"),
  isSortable: true,
  width: 120,
};
