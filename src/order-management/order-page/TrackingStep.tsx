/** One step on the way of a parcel: what, where, when. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";

export function TrackingStep({ fields, event }: { fields: Field[]; event: DataRecord }) {
  return (
    <Flex gap="2px 10px" wrap align="center">
      {["code", "location", "description", "at"].map((name) => {
        const field = fields.find((candidate) => candidate.name === name);
        if (!field || event.values[name] == null) return null;
        return (
          <Text key={name} type={name === "at" ? "secondary" : undefined}>
            <FieldDisplay field={field} record={event} />
          </Text>
        );
      })}
    </Flex>
  );
}
