/** The currency that the row itself names; undefined means the shop's own. */
import type { DataRecord } from "../../data/record";
import type { Field } from "../../model/snapshot";

export function currencyOf(field: Field, record: DataRecord): string | undefined {
  const sibling = field.options.currency_field;
  const currency = sibling === undefined ? undefined : record.values[sibling];
  return typeof currency === "string" ? currency : field.options.currency;
}
