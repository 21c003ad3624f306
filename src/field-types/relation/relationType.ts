/** Points at a record of another entity. */
import type { FieldTypeBasics } from "../FieldType";
import { choiceOperators } from "../operatorSets";
import { parseKey } from "./parseKey";
import { RelationDisplay } from "./RelationDisplay";

export const relationType: FieldTypeBasics = {
  Display: RelationDisplay,
  operators: choiceOperators,
  parse: parseKey,
  isSortable: false,
  width: 170,
};
