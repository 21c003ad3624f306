/** What happened to an order, newest first: who, when, what it was before and is now. */
import { Button, Card, Skeleton, theme, Timeline } from "antd";
import { PresetColors } from "antd/es/theme/interface";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { PartProblem } from "./PartProblem";
import { TimelineEntry } from "./TimelineEntry";
import { useEventTitles } from "./useEventTitles";
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
  const titles = useEventTitles(order.id);
  const colorOf = useEventColor(events.fields);
  if (!events.entity) return null;
  return (
    <Card size="small" title={label(events.entity.label)}>
      <PartProblem error={events.error} />
      {events.isLoading && <Skeleton active />}
      {!events.isLoading && events.rows.length === 0 && <Text type="secondary">{t("orders.noEvents")}</Text>}
      <Timeline
        style={{ marginTop: 8 }}
        items={events.rows.map((event) => ({
          key: event.id,
          color: colorOf(event),
          children: <TimelineEntry order={order} event={event} fields={events.fields} titles={titles} />,
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

/** Ant Design's timeline takes CSS colours, not the names of its tags. */
function useEventColor(fields: Field[]): (event: DataRecord) => string {
  const { token } = theme.useToken();
  const choices = fields.find((field) => field.name === "type")?.options.choices ?? [];
  return (event) => {
    const name = choices.find((choice) => choice.value === event.values.type)?.color;
    const preset = PresetColors.find((candidate) => candidate === name);
    return preset ? token[preset] : token.colorTextQuaternary;
  };
}
