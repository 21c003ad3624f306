/** Who bought: name, level and how to reach them; masked columns stand in for those that may not be read. */
import { Card, Flex } from "antd";
import type { DataRecord, RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecord } from "../../data/useRecord";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { Copyable } from "./Copyable";
import { Facts } from "./Facts";
import { readableFields } from "./readableFields";

interface CustomerCardProps {
  entity: Entity;
  record: DataRecord;
}

export function CustomerCard({ entity, record }: CustomerCardProps) {
  const label = useLabel();
  const [link] = readableFields(entity, ["customer_id"]);
  const customers = useEntity("customers");
  const id = keyOf(record.values.customer_id);
  const { record: customer } = useRecord("customers", customers && link ? id : undefined);
  if (!link || id === undefined) return null;

  const shown = customers ? readableFields(customers, ["phone", "phone_masked"]).slice(0, 1) : [];
  const reach = customers ? [...shown, ...readableFields(customers, ["email"])] : [];
  const facts = customers ? readableFields(customers, ["level", "points", "country", "tags"]) : [];
  return (
    <Card size="small" title={label(link.label)}>
      <Flex vertical gap={6}>
        <Text strong>
          <FieldDisplay field={link} record={record} />
        </Text>
        {customer &&
          reach
            .filter((field) => customer.values[field.name] != null)
            .map((field) => (
              <Copyable key={field.name} text={String(customer.values[field.name])}>
                <FieldDisplay field={field} record={customer} />
              </Copyable>
            ))}
        {customer && <Facts fields={facts} record={customer} />}
      </Flex>
    </Card>
  );
}

const keyOf = (value: unknown): RecordId | undefined =>
  typeof value === "number" || typeof value === "string" ? value : undefined;
