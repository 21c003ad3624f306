/** Where the order comes from, and how it stands on the four axes. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity, Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
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
  "ship_due_at",
  "promised_ship_at",
  "payment_terms",
  "hold_reasons",
  "attention_reasons",
  "cancel_reason",
  "assignee_id",
];

export function OrderFacts({ entity, record }: OrderFactsProps) {
  const fields = [
    ...readableFields(entity, always),
    ...readableFields(entity, whenSet).filter(({ name }) => isWorthTelling(name, record.values[name])),
  ];
  return (
    <Flex gap="12px 28px" wrap>
      {fields.map((field) => (
        <Fact key={field.name} field={field} record={record} />
      ))}
    </Flex>
  );
}

function Fact({ field, record }: { field: Field; record: DataRecord }) {
  const label = useLabel();
  return (
    <Flex vertical gap={2}>
      <Text type="secondary" style={{ fontSize: 12 }}>
        {label(field.label)}
      </Text>
      <FieldDisplay field={field} record={record} />
    </Flex>
  );
}

function isWorthTelling(name: string, value: unknown): boolean {
  if (name === "payment_terms") return value !== "prepaid";
  return value != null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
