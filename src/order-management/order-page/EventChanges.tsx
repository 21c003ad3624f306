/** The values that an event of the timeline changed: before → after, only fields that the role may read. */
import { ArrowRightOutlined } from "@ant-design/icons";
import { Flex } from "antd";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity, Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { changedFields, type EventValues } from "./eventFields";
import type { EventTitles } from "./useEventTitles";

interface EventChangesProps {
  entity: Entity;
  before: EventValues;
  after: EventValues;
  titles: EventTitles;
}

export function EventChanges({ entity, before, after, titles }: EventChangesProps) {
  const label = useLabel();
  return changedFields(entity, before, after).map((field) => (
    <Flex key={field.name} gap="2px 6px" wrap align="center">
      <Text type="secondary">{label(field.label)}</Text>
      {before && <EventValue field={field} values={before} titles={titles} />}
      {before && after && <ArrowRightOutlined style={{ fontSize: 10, opacity: 0.5 }} aria-label="→" />}
      {after && <EventValue field={field} values={after} titles={titles} />}
    </Flex>
  ));
}

interface EventValueProps {
  field: Field;
  values: Record<string, unknown>;
  titles: EventTitles;
}

function EventValue({ field, values, titles }: EventValueProps) {
  const title = titles.get(field.name)?.get(values[field.name]) ?? null;
  return <FieldDisplay field={field} record={{ id: 0, values, titles: { [field.name]: title } }} isCompact />;
}
