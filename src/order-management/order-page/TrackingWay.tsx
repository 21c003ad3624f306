/** The way of a parcel, newest first; only the last step until somebody wants to see all. */
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../i18n/useText";
import { TrackingStep } from "./TrackingStep";
import type { TrackingTimelineProps } from "./TrackingTimeline";

const TrackingTimeline = lazy(async () => ({
  default: (await import("./TrackingTimeline")).TrackingTimeline,
}));

export function TrackingWay({ fields, events }: TrackingTimelineProps) {
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
        <Suspense>
          <TrackingTimeline fields={fields} events={events} />
        </Suspense>
      )}
    </>
  );
}
