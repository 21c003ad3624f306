/** Records as cards in lanes, one per choice of a field; a card is dragged, or moved by its menu, to another lane. */
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { Flex } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useSummary } from "../../data/useSummary";
import type { Field } from "../../model/snapshot";
import { FieldMissing } from "../shared/FieldMissing";
import { RecordCard } from "../shared/RecordCard";
import type { ViewProps } from "../ViewType";
import { KanbanLane } from "./KanbanLane";
import { lanesOf } from "./lanes";
import { useMoves } from "./useMoves";

export function KanbanView(props: ViewProps) {
  const field = props.entity.fields.find(({ name }) => name === props.extras?.by);
  return field?.canRead && field.type === "choice" ? <Board {...props} field={field} /> : <FieldMissing />;
}

function Board({ field, ...props }: ViewProps & { field: Field }) {
  const { entity, extras } = props;
  const { moves, move } = useMoves(entity, field);
  const [dragged, setDragged] = useState<DataRecord>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const { groups } = useSummary({
    entity: entity.name,
    condition: extras?.condition,
    search: extras?.search,
    group: field.name,
    aggregates: extras?.aggregates ?? noAggregates,
  });
  const lanes = lanesOf(field, extras?.condition);
  const fields = props.fields.filter(({ name }) => name !== field.name);

  const handleDragEnd = ({ over }: DragEndEvent) => {
    setDragged(undefined);
    if (over && dragged) void move(dragged, String(over.id));
  };

  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setDragged(recordOf(active.data.current))}
      onDragEnd={handleDragEnd}
      onDragCancel={() => setDragged(undefined)}
    >
      <Flex gap={12} align="stretch" style={{ height: props.height ?? "70vh", overflowX: "auto" }}>
        {lanes.map((lane) => (
          <KanbanLane
            key={lane.key}
            view={props}
            {...{ field, fields, lane, lanes, moves }}
            summary={groups?.find(({ key }) => (key ?? "") === lane.key)}
            onMove={(record, to) => void move(record, to)}
          />
        ))}
      </Flex>
      <DragOverlay>
        {dragged && <RecordCard {...{ entity, fields }} record={dragged} onOpen={() => undefined} />}
      </DragOverlay>
    </DndContext>
  );
}

const noAggregates: never[] = [];

const isRecord = (value: unknown): value is DataRecord =>
  typeof value === "object" && value !== null && "values" in value && "titles" in value;

function recordOf(data: Record<string, unknown> | undefined): DataRecord | undefined {
  const record = data?.record;
  return isRecord(record) ? record : undefined;
}
