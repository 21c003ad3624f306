/** How much of something is done, from 0 to 100. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { lazyDisplay } from "../shared/lazyDisplay";
import { parseNumber } from "../shared/parseNumber";

export const progressType: FieldTypeBasics = {
  Display: lazyDisplay(async () => (await import("./ProgressDisplay")).ProgressDisplay),
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (Number.isSafeInteger(value) ? undefined : "integer"),
  isSortable: true,
  width: 150,
};
