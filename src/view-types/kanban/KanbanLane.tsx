/** One lane of a board with its own page of records. */
import { useDroppable } from "@dnd-kit/core";
import { Button, Flex, Skeleton, Tag, theme, Typography } from "antd";
import { useMemo, useState } from "react";
import type { DataRecord } from "../../data/record";
import { useMatches } from "../../data/useMatches";
import { useRecords } from "../../data/useRecords";
import type { SummaryGroup } from "../../data/useSummary";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { allOf } from "../shared/allOf";
import { AggregateText } from "../table/extras/AggregateText";
import type { ViewProps } from "../ViewType";
import { KanbanCard } from "./KanbanCard";
import type { Lane } from "./lanes";
import type { Move } from "./useMoves";

interface KanbanLaneProps {
  view: ViewProps;
  field: Field;
  /** What a card shows. */
  fields: Field[];
  lane: Lane;
  lanes: Lane[];
  moves: readonly Move[];
  /** Absent while it is counted, and for an empty lane. */
  summary: SummaryGroup | undefined;
  onMove: (record: DataRecord, to: string) => void;
}

const step = 25;
const noRules: never[] = [];

export function KanbanLane({ view, field, fields, lane, lanes, moves, summary, onMove }: KanbanLaneProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const { token } = theme.useToken();
  const { setNodeRef, isOver } = useDroppable({ id: lane.key });
  const [wanted, setWanted] = useState(step);
  const { entity, extras, sort, activeId, onOpen } = view;
  const { records, isLoading, isFetching, isStale, error, refetch } = useRecords({
    entity: entity.name,
    condition: useMemo(() => allOf(extras?.condition, lane.condition), [extras?.condition, lane.condition]),
    search: extras?.search,
    sort,
    page: 1,
    pageSize: wanted,
    fields: useMemo(() => [...fields.map(({ name }) => name), field.name], [fields, field]),
    count: "none",
  });
  const count = summary?.count ?? 0;
  const rules = extras?.colours ?? noRules;
  const matches = useMatches(
    entity,
    useMemo(() => (isLoading ? [] : records.map(({ id }) => id)), [records, isLoading]),
    useMemo(() => rules.map(({ condition }) => condition), [rules]),
  );
  const colourOf = ({ id }: DataRecord) => rules.find((_rule, order) => matches[order]?.has(id))?.color;
  const arriving = moves.filter(({ to }) => to === lane.key).map(({ record }) => record);
  const staying = records.filter(({ id }) => !moves.some(({ record }) => record.id === id));
  const name = lane.choice ? label(lane.choice.label) || lane.choice.value : t("views.noLane");

  return (
    <section
      ref={setNodeRef}
      aria-label={name}
      style={{
        flex: "0 0 280px",
        minWidth: 0,
        display: "flex",
        flexDirection: "column",
        background: isOver ? token.colorPrimaryBg : token.colorFillQuaternary,
        borderRadius: token.borderRadiusLG,
      }}
    >
      <Flex gap={8} align="center" style={{ padding: "10px 12px" }}>
        <Tag color={lane.choice?.color} style={{ marginInlineEnd: 0 }}>
          {name}
        </Tag>
        <Typography.Text type="secondary">{format.number(count)}</Typography.Text>
        <div style={{ marginInlineStart: "auto", textAlign: "end", fontSize: 12 }} className="tabular">
          {extras?.aggregates.map((aggregate, order) => {
            const summed = entity.fields.find(({ name: other }) => other === aggregate.field);
            const value = summary?.values[order];
            return (
              summed &&
              value != null && (
                <AggregateText
                  key={`${aggregate.field}.${aggregate.op}`}
                  field={summed}
                  op={aggregate.op}
                  value={value}
                />
              )
            );
          })}
        </div>
      </Flex>
      <Flex
        vertical
        gap={8}
        style={{ flex: 1, overflowY: "auto", padding: "0 8px 8px" }}
        aria-busy={isFetching}
      >
        {isLoading && <Skeleton active paragraph={{ rows: 4 }} />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {[...arriving, ...staying].map((record) => (
          <KanbanCard
            key={record.id}
            {...{ entity, fields, record, lane, lanes, onMove, onOpen }}
            isActive={record.id === activeId}
            colour={colourOf(record)}
          />
        ))}
        {records.length === wanted && records.length < count && (
          <Button type="text" loading={isStale} onClick={() => setWanted(wanted + step)}>
            {t("views.showMore")}
          </Button>
        )}
      </Flex>
    </section>
  );
}
