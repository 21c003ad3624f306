/** Free words that people stick on a record. */
import type { FieldTypeBasics } from "../FieldType";
import { listOperators } from "../operatorSets";
import { parseList } from "../shared/parseList";
import { TagsDisplay } from "./TagsDisplay";

export const tagsType: FieldTypeBasics = {
  Display: TagsDisplay,
  operators: listOperators,
  parse: parseList,
  isSortable: false,
  width: 180,
};
