/** One event of the timeline: what, by whom, when, and what it changed. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { useSnapshot } from "../../data/useSnapshot";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { EventChanges } from "./EventChanges";
import { asEventValues, entityOfEvent, subjectOf } from "./eventFields";
import type { EventTitles } from "./useEventTitles";

interface TimelineEntryProps {
  order: DataRecord;
  event: DataRecord;
  fields: Field[];
  titles: EventTitles;
}

export function TimelineEntry({ order, event, fields, titles }: TimelineEntryProps) {
  const t = useText();
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const [at, type, actor, note] = ["at", "type", "actor_id", "note"].map(fieldOf);
  const choice = type?.options.choices?.find((candidate) => candidate.value === event.values.type);
  const about = entityOfEvent(String(event.values.type));
  const entity = snapshot?.entities.find(({ name }) => name === about);
  const before = asEventValues(event.values.old_values);
  const after = asEventValues(event.values.new_values);
  const subject = entity && subjectOf(entity, before, after);

  return (
    <Flex vertical gap={2}>
      <Flex gap={8} wrap>
        <Text strong>{label(choice?.label) || t("orders.change")}</Text>
        {subject}
      </Flex>
      {entity && <EventChanges {...{ order, entity, before, after, titles }} />}
      {note && event.values.note != null && <FieldDisplay field={note} record={event} />}
      <Text type="secondary" style={{ fontSize: 12, display: "flex", gap: 6 }}>
        {at && <FieldDisplay field={at} record={event} isCompact />}
        {actor && <span>· {event.titles.actor_id ?? t("orders.system")}</span>}
      </Text>
    </Flex>
  );
}
