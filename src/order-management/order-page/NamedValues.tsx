/** Values below their names, for the narrow cards beside an order. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";

export function NamedValues({ fields, record }: { fields: Field[]; record: DataRecord }) {
  const label = useLabel();
  return (
    <Flex vertical gap={10}>
      {fields.map((field) => (
        <Flex key={field.name} vertical>
          <Text type="secondary">{label(field.label)}</Text>
          <FieldDisplay field={field} record={record} />
        </Flex>
      ))}
    </Flex>
  );
}
