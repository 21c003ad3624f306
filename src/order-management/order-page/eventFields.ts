/** Tells which entity an event of the timeline speaks of, and which of its fields changed. */
import type { Entity, Field } from "../../model/snapshot";
import { isSameValue } from "../../workspace/form/recordChanges";

const entities: [prefix: string, entity: string][] = [
  ["line_", "order_lines"],
  ["payment_", "payments"],
  ["refund_", "refunds"],
  ["invoice_", "invoices"],
  ["sub_order_", "fulfillment_orders"],
  ["parcel_", "shipments"],
  ["return_", "returns"],
  ["complaint_", "complaints"],
];

/** Events without a prefix of their own are about the order itself. */
export const entityOfEvent = (type: string) =>
  entities.find(([prefix]) => type.startsWith(prefix))?.[1] ?? "orders";

type Values = Record<string, unknown> | undefined;

/** A value that is the same before and after is left out, unless everything is new. */
export function changedFields(entity: Entity, before: Values, after: Values): Field[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return entity.fields
    .filter((field) => names.has(field.name) && field.canRead && !field.isHidden)
    .filter((field) => !before || !after || !isSameValue(before[field.name], after[field.name]));
}
