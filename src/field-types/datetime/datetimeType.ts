/** A point in time. */
import type { FieldTypeBasics } from "../FieldType";
import { momentOperators } from "../operatorSets";
import { DatetimeDisplay } from "./DatetimeDisplay";
import { parseMoment } from "./parseMoment";

export const datetimeType: FieldTypeBasics = {
  Display: DatetimeDisplay,
  operators: momentOperators,
  parse: parseMoment,
  isSortable: true,
  width: 180,
};
