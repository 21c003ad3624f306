/** Amounts below an order are in its currency, where their rows name none themselves. */
import type { DataRecord } from "../../data/record";
import type { Field } from "../../model/snapshot";

export function inCurrencyOf(order: DataRecord, fields: Field[]): Field[] {
  const { currency } = order.values;
  if (typeof currency !== "string") return fields;
  return fields.map((field) =>
    field.type === "money" && field.options.currency_field === undefined
      ? { ...field, options: { ...field.options, currency } }
      : field,
  );
}
