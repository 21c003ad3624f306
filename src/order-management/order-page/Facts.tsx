/** Some fields of a record in one flowing line; fields without a value are left out. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";

interface FactsProps {
  fields: Field[];
  record: DataRecord;
}

export function Facts({ fields, record }: FactsProps) {
  const label = useLabel();
  const filled = fields.filter((field) => record.values[field.name] != null);
  return (
    <Flex gap="4px 20px" wrap>
      {filled.map((field) => (
        <Flex key={field.name} gap={6}>
          <Text type="secondary">{label(field.label)}</Text>
          <FieldDisplay field={field} record={record} isCompact />
        </Flex>
      ))}
    </Flex>
  );
}
