/** Where the order comes from, and how it stands on the four axes. */
import { Descriptions } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { readableFields } from "./readableFields";

interface OrderFactsProps {
  entity: Entity;
  record: DataRecord;
}

const always = [
  "lifecycle",
  "payment_status",
  "fulfillment_status",
  "aftersale_status",
  "channel_id",
  "external_no",
  "placed_at",
];
const whenSet = [
  "promised_ship_at",
  "payment_terms",
  "hold_reasons",
  "attention_reasons",
  "cancel_reason",
  "assignee_id",
  "tags",
];

export function OrderFacts({ entity, record }: OrderFactsProps) {
  const label = useLabel();
  const isSet = (value: unknown) =>
    value != null && value !== "" && !(Array.isArray(value) && value.length === 0);
  const fields = [
    ...readableFields(entity, always),
    ...readableFields(entity, whenSet).filter((field) => isSet(record.values[field.name])),
  ];
  return (
    <Descriptions
      size="small"
      layout="vertical"
      colon={false}
      column={{ xs: 2, sm: 3, md: 4, xl: 7 }}
      items={fields.map((field) => ({
        key: field.name,
        label: label(field.label),
        children: <FieldDisplay field={field} record={record} />,
      }))}
    />
  );
}
