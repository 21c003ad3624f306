/** A day of the calendar, the same in every time zone. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { DateDisplay } from "./DateDisplay";
import { parseDate } from "./parseDate";

export const dateType: FieldTypeBasics = {
  Display: DateDisplay,
  operators: numberOperators,
  parse: parseDate,
  isSortable: true,
  width: 130,
};
