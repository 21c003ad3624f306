/** An amount of money; its currency stands in a sibling field. */
import type { FieldTypeBasics } from "../FieldType";
import { numberOperators } from "../operatorSets";
import { parseNumber } from "../shared/parseNumber";
import { MoneyDisplay } from "./MoneyDisplay";

export const moneyType: FieldTypeBasics = {
  Display: MoneyDisplay,
  operators: numberOperators,
  parse: parseNumber,
  validate: (value) => (parseNumber(value) === null ? "number" : undefined),
  isSortable: true,
  width: 130,
  align: "right",
};
