/** How long something takes, in seconds. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { lazyDisplay } from "../shared/lazyDisplay";
import { parseNumber } from "../shared/parseNumber";

export const durationType: FieldTypeBasics = {
  Display: lazyDisplay(async () => (await import("./DurationDisplay")).DurationDisplay),
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (typeof value === "number" ? undefined : "duration"),
  isSortable: true,
  width: 110,
  align: "right",
};
