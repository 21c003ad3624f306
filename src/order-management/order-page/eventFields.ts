/** Tells which entity an event of the timeline speaks of, what it is called, and which of its fields changed. */
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

export type EventValues = Record<string, unknown> | undefined;

export function asEventValues(value: unknown): EventValues {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** The number or title of the thing below the order that the event is about. */
export function subjectOf(entity: Entity, before: EventValues, after: EventValues): string | undefined {
  const title = after?.[entity.titleField] ?? before?.[entity.titleField];
  return entity.name !== "orders" && typeof title === "string" ? title : undefined;
}

/** What is the same before and after says nothing; of something new neither does a plain "no". */
export function changedFields(entity: Entity, before: EventValues, after: EventValues): Field[] {
  const hasChanged = ({ name }: Field) =>
    before && after ? !isSameValue(before[name], after[name]) : (after ?? before)?.[name] !== false;
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return entity.fields.filter(
    (field) =>
      names.has(field.name) &&
      field.canRead &&
      !field.isHidden &&
      field.name !== entity.titleField &&
      hasChanged(field),
  );
}
