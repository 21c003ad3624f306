/** Points at any number of records of another entity. */
import type { RecordId } from "../../data/record";
import type { FieldTypeBasics } from "../FieldType";
import { listOperators } from "../operatorSets";
import { lazyDisplay } from "../shared/lazyDisplay";
import { parseKey } from "./parseKey";

export function parseKeys(raw: unknown): RecordId[] | null {
  const keys = (Array.isArray(raw) ? raw : [raw]).map(parseKey).filter((key) => key !== null);
  return keys.length === 0 ? null : keys;
}

export const relationsType: FieldTypeBasics = {
  Display: lazyDisplay(async () => (await import("./RelationsDisplay")).RelationsDisplay),
  operators: listOperators,
  parse: parseKeys,
  isSortable: false,
  width: 200,
};
