/** One of a fixed list of coloured choices. */
import type { FieldTypeBasics } from "../FieldType";
import { choiceOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { ChoiceDisplay } from "./ChoiceDisplay";

export const choiceType: FieldTypeBasics = {
  Display: ChoiceDisplay,
  operators: choiceOperators,
  parse: parseText,
  isSortable: true,
  width: 150,
};
