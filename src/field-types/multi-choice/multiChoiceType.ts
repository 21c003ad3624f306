/** Any number of a fixed list of coloured choices. */
import type { FieldTypeBasics } from "../FieldType";
import { listOperators } from "../operatorSets";
import { parseList } from "../shared/parseList";
import { MultiChoiceDisplay } from "./MultiChoiceDisplay";

export const multiChoiceType: FieldTypeBasics = {
  Display: MultiChoiceDisplay,
  operators: listOperators,
  parse: parseList,
  isSortable: false,
  width: 180,
};
