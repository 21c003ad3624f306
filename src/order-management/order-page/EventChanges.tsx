/** The values that an event of the timeline changed: before → after, only fields that the role may read. */
import { ArrowRightOutlined } from "@ant-design/icons";
import { Flex, Typography } from "antd";
import type { DataRecord } from "../../data/record";
import { useSnapshot } from "../../data/useSnapshot";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { changedFields, entityOfEvent } from "./eventFields";

export function EventChanges({ event }: { event: DataRecord }) {
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const entity = snapshot?.entities.find(({ name }) => name === entityOfEvent(String(event.values.type)));
  if (!entity) return null;
  const before = asValues(event.values.old_values);
  const after = asValues(event.values.new_values);
  const fields = changedFields(entity, before, after);
  return (
    <>
      {fields.map((field) => (
        <Flex key={field.name} gap="2px 6px" wrap align="center">
          <Typography.Text type="secondary">{label(field.label)}</Typography.Text>
          {before && (
            <>
              <Value entity={entity} name={field.name} values={before} />
              {after && <ArrowRightOutlined style={{ fontSize: 10, opacity: 0.5 }} aria-label="→" />}
            </>
          )}
          {after && <Value entity={entity} name={field.name} values={after} />}
        </Flex>
      ))}
    </>
  );
}

type Values = Record<string, unknown>;

function Value({ entity, name, values }: { entity: Entity; name: string; values: Values }) {
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (!field) return null;
  return <FieldDisplay field={field} record={{ id: 0, values, titles: {} }} isCompact />;
}

const asValues = (value: unknown): Values | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
