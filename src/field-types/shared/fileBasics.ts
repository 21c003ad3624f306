/** What fields of files and of pictures have in common. */
import type { FieldTypeBasics } from "../FieldType";
import { FileDisplay } from "./FileDisplay";
import { parseList } from "./parseList";

export const fileBasics: FieldTypeBasics = {
  Display: FileDisplay,
  operators: ["is_empty", "is_not_empty"],
  parse: parseList,
  isSortable: false,
  width: 180,
};
