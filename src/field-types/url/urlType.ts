/** A web address. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { parseText } from "../shared/parseText";
import { isWebAddress } from "../shared/isWebAddress";
import { UrlDisplay } from "./UrlDisplay";

export const urlType: FieldTypeBasics = {
  Display: UrlDisplay,
  operators: textOperators,
  parse: parseText,
  validate: (value) => (isWebAddress(String(value)) ? undefined : "url"),
  isSortable: true,
  width: 220,
};
