/** One sub-order: who ships it until when, with its parcels inside. */
import { Flex, theme } from "antd";
import type { ReactNode } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import type { Entity, Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { Facts } from "./Facts";
import { WorkTools } from "./WorkTools";

interface SubOrderProps {
  entity: Entity;
  part: DataRecord;
  fields: Field[];
  /** Beside what the role may do with it. */
  tools?: ReactNode;
  children: ReactNode;
}

const inHeading = ["fulfillment_no", "status"];
const inFacts = [
  "warehouse_id",
  "supplier_id",
  "ship_by",
  "expected_on",
  "released_at",
  "parcel_group_id",
  "total",
];

export function SubOrder({ entity, part, fields, tools, children }: SubOrderProps) {
  const { token } = theme.useToken();
  const frame = {
    border: `1px solid ${token.colorBorderSecondary}`,
    borderRadius: token.borderRadius,
    padding: token.paddingSM,
  };
  return (
    <Flex vertical gap={8} style={frame}>
      <Flex gap={8} align="center" wrap>
        {fields
          .filter(({ name }) => inHeading.includes(name))
          .map((field) => (
            <Text key={field.name} strong>
              <FieldDisplay field={field} record={part} isCompact />
            </Text>
          ))}
        {tools}
        <WorkTools entity={entity} record={part} />
      </Flex>
      <Facts fields={fields.filter(({ name }) => inFacts.includes(name))} record={part} />
      {children}
    </Flex>
  );
}
