/** What happened to an order, newest first: who, when, what it was before and is now. */
import { Button, Card, Flex, Skeleton, Timeline, Typography } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { EventChanges } from "./EventChanges";
import { PartProblem } from "./PartProblem";
import { useOrderRows } from "./useOrderRows";

const atFirst = 30;
const atMost = 500;

export function TimelineCard({ order }: { order: DataRecord }) {
  const t = useText();
  const label = useLabel();
  const [limit, setLimit] = useState(atFirst);
  const events = useOrderRows({
    entity: "order_events",
    orderId: order.id,
    fields: ["at", "type", "actor_id", "actor_role", "old_values", "new_values", "note"],
    sort: [
      { field: "at", descending: true },
      { field: "id", descending: true },
    ],
    limit,
  });
  if (!events.entity) return null;
  return (
    <Card size="small" title={label(events.entity.label)}>
      <PartProblem error={events.error} />
      {events.isLoading && <Skeleton active />}
      {!events.isLoading && events.rows.length === 0 && (
        <Typography.Text type="secondary">{t("orders.noEvents")}</Typography.Text>
      )}
      <Timeline
        items={events.rows.map((event) => ({
          key: event.id,
          color: colorOf(event, events.fields),
          children: <TimelineEntry event={event} fields={events.fields} />,
        }))}
      />
      {events.hasMore && limit < atMost && (
        <Button type="link" size="small" onClick={() => setLimit(atMost)}>
          {t("orders.moreEvents")}
        </Button>
      )}
    </Card>
  );
}

/** Ant Design's timeline takes CSS colours; its own names of tags are names of CSS colours too, but for these. */
const cssColors: Record<string, string> = { default: "gray", geekblue: "#2f54eb", volcano: "#fa541c" };

function colorOf(event: DataRecord, fields: Field[]): string {
  const choices = fields.find((field) => field.name === "type")?.options.choices ?? [];
  const color = choices.find((choice) => choice.value === event.values.type)?.color ?? "default";
  return cssColors[color] ?? color;
}

function TimelineEntry({ event, fields }: { event: DataRecord; fields: Field[] }) {
  const t = useText();
  const label = useLabel();
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const [at, type, actor, note] = ["at", "type", "actor_id", "note"].map(fieldOf);
  const choice = type?.options.choices?.find((candidate) => candidate.value === event.values.type);
  return (
    <Flex vertical gap={2}>
      <Typography.Text strong>{label(choice?.label) || t("orders.change")}</Typography.Text>
      <EventChanges event={event} />
      {note && event.values.note != null && <FieldDisplay field={note} record={event} />}
      <Typography.Text
        type="secondary"
        style={{ fontSize: 12, display: "flex", gap: 6, alignItems: "center" }}
      >
        {at && <FieldDisplay field={at} record={event} isCompact />}
        {actor && <span>· {event.titles.actor_id ?? t("orders.system")}</span>}
      </Typography.Text>
    </Flex>
  );
}
