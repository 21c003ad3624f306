/** The values that an event of the timeline changed: before → after, only fields that the role may read. */
import { ArrowRightOutlined } from "@ant-design/icons";
import { Flex } from "antd";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { DataRecord } from "../../data/record";
import type { Entity, Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { changedFields, type EventValues } from "./eventFields";
import { inCurrencyOf } from "./inCurrencyOf";
import type { EventTitles } from "./useEventTitles";

interface EventChangesProps {
  order: DataRecord;
  entity: Entity;
  before: EventValues;
  after: EventValues;
  titles: EventTitles;
}

export function EventChanges({ order, entity, before, after, titles }: EventChangesProps) {
  const label = useLabel();
  // An event keeps what changed, and that is seldom the currency.
  const { currency } = order.values;
  const withCurrency = (values: EventValues) => values && { currency, ...values };
  const [old, now] = [withCurrency(before), withCurrency(after)];
  return inCurrencyOf(order, changedFields(entity, before, after)).map((field) => (
    <Flex key={field.name} gap="2px 6px" wrap align="center">
      <Text type="secondary">{label(field.label)}</Text>
      {old && <EventValue field={field} values={old} titles={titles} />}
      {old && now && <ArrowRightOutlined style={{ fontSize: 10, opacity: 0.5 }} aria-label="→" />}
      {now && <EventValue field={field} values={now} titles={titles} />}
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
