/** All steps on the way of a parcel, newest first. */
import { Timeline } from "antd";
import type { DataRecord } from "../../data/record";
import type { Field } from "../../model/snapshot";
import { TrackingStep } from "./TrackingStep";

export interface TrackingTimelineProps {
  fields: Field[];
  /** Newest first. */
  events: DataRecord[];
}

export function TrackingTimeline({ fields, events }: TrackingTimelineProps) {
  return (
    <Timeline
      style={{ marginTop: 8, marginBottom: -32 }}
      items={events.map((event) => ({
        key: event.id,
        children: <TrackingStep fields={fields} event={event} />,
      }))}
    />
  );
}
