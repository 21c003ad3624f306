/** The way of a parcel, newest first; only the last step until somebody wants to see all. */
import { Button, Flex, Timeline, Typography } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";

interface TrackingWayProps {
  fields: Field[];
  /** Newest first. */
  events: DataRecord[];
}

export function TrackingWay({ fields, events }: TrackingWayProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [last] = events;
  if (!last) return null;
  return (
    <>
      <Flex gap="2px 10px" wrap align="center">
        {!isOpen && <TrackingStep fields={fields} event={last} />}
        {events.length > 1 && (
          <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t("orders.lessTracking") : t("orders.moreTracking", { count: events.length })}
          </Button>
        )}
      </Flex>
      {isOpen && (
        <Timeline
          style={{ marginTop: 8, marginBottom: -32 }}
          items={events.map((event) => ({
            key: event.id,
            children: <TrackingStep fields={fields} event={event} />,
          }))}
        />
      )}
    </>
  );
}

function TrackingStep({ fields, event }: { fields: Field[]; event: DataRecord }) {
  return (
    <Flex gap="2px 10px" wrap align="center">
      {["code", "location", "description", "at"].map((name) => {
        const field = fields.find((candidate) => candidate.name === name);
        if (!field || event.values[name] == null) return null;
        return (
          <Typography.Text key={name} type={name === "at" ? "secondary" : undefined}>
            <FieldDisplay field={field} record={event} />
          </Typography.Text>
        );
      })}
    </Flex>
  );
}
