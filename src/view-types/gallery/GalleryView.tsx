/** Records as a grid of cards, one field large. */
import { Skeleton, Typography } from "antd";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { RecordCard } from "../shared/RecordCard";
import { placeholderRows } from "../table/placeholderRows";
import type { ViewProps } from "../ViewType";

export function GalleryView(props: ViewProps) {
  const { entity, fields, records, isLoading, isStale, activeId, onOpen, extras } = props;
  const cover = entity.fields.find(({ name, canRead }) => name === extras?.by && canRead);
  if (!isLoading && records.length === 0) return <>{props.empty}</>;

  return (
    <div
      aria-busy={isLoading || isStale}
      style={{
        display: "grid",
        gap: 12,
        gridTemplateColumns: "repeat(auto-fill, minmax(240px, 1fr))",
        alignContent: "start",
        height: props.height,
        overflowY: props.height === undefined ? undefined : "auto",
      }}
    >
      {isLoading
        ? placeholderRows(8).map(({ id }) => <Skeleton key={id} active paragraph={{ rows: 3 }} />)
        : records.map((record) => (
            <RecordCard
              key={record.id}
              {...{ entity, record, onOpen }}
              fields={fields.filter((field) => field !== cover)}
              isActive={record.id === activeId}
              cover={
                cover &&
                (cover.type === "image" ? (
                  <FieldDisplay field={cover} record={record} />
                ) : (
                  <Typography.Title level={4} ellipsis style={{ margin: 0 }}>
                    <FieldDisplay field={cover} record={record} isCompact />
                  </Typography.Title>
                ))
              }
            />
          ))}
    </div>
  );
}
