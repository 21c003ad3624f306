/** A mark from one up to a best one, shown as stars. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { lazyDisplay } from "../shared/lazyDisplay";
import { parseNumber } from "../shared/parseNumber";

export const ratingType: FieldTypeBasics = {
  Display: lazyDisplay(async () => (await import("./RatingDisplay")).RatingDisplay),
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (Number.isSafeInteger(value) ? undefined : "integer"),
  isSortable: true,
  width: 120,
};
