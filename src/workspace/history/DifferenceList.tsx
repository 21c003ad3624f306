/** What came, went and changed between two moments, record by record. */
import { Flex, Table, Tag, Typography } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import { type RecordDifference, useChangesBetween } from "../../data/useChangesBetween";
import { useKnownTitles } from "../../field-types/relation/useKnownTitles";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { columnChoices } from "../../model/listColumns";
import type { Entity } from "../../model/snapshot";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { FieldChange } from "../../view-types/history/FieldChange";
import { HistoryValue } from "../../view-types/history/HistoryValue";

interface DifferenceListProps {
  entity: Entity;
  from: string;
  until: string;
}

const noOptions: never[] = [];
const noRows: RecordDifference[] = [];

const kindOf = ({ old, new: now }: RecordDifference) =>
  old === null ? "created" : now === null ? "gone" : "changed";
const colours = { created: "success", gone: "error", changed: "processing" } as const;

export function DifferenceList({ entity, from, until }: DifferenceListProps) {
  const t = useText();
  const { answer, error, isLoading, refetch } = useChangesBetween(entity.name, from, until);
  const rows = answer?.rows ?? noRows;
  const keys = useMemo(() => rows.slice(0, 100).map(({ key }) => key), [rows]);
  const titles = useKnownTitles({ entity: entity.name, keys, options: noOptions });

  if (error && !answer) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const titleOf = ({ key, old, new: now }: RecordDifference) => {
    const then = (now ?? old)?.[entity.titleField];
    return titles.get(String(key)) ?? (typeof then === "string" ? then : `#${String(key)}`);
  };
  return (
    <Table<RecordDifference>
      rowKey={({ key }) => String(key)}
      size="middle"
      showHeader={false}
      loading={isLoading}
      dataSource={rows}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      locale={{ emptyText: answer ? <EmptyState title={t("bulk.past.same")} /> : " " }}
      title={() => (answer ? t("bulk.past.differences", { count: answer.total }) : t("general.loading"))}
      columns={[
        {
          key: "difference",
          render: (_, row) => (
            <Flex vertical gap={4}>
              <Flex gap={8} align="center" wrap>
                <Tag color={colours[kindOf(row)]}>{t(`bulk.past.${kindOf(row)}`)}</Tag>
                {kindOf(row) === "gone" ? (
                  <Typography.Text strong>{titleOf(row)}</Typography.Text>
                ) : (
                  <Link to={`/e/${entity.name}/${encodeURIComponent(String(row.key))}`}>{titleOf(row)}</Link>
                )}
              </Flex>
              {kindOf(row) === "changed" && <Changes entity={entity} row={row} />}
            </Flex>
          ),
        },
      ]}
    />
  );
}

function Changes({ entity, row }: { entity: Entity; row: RecordDifference }) {
  const labelOf = useLabel();
  return columnChoices(entity)
    .filter(({ name }) => name in (row.old ?? {}))
    .map((field) => (
      <FieldChange
        key={field.name}
        label={labelOf(field.label)}
        before={<HistoryValue field={field} value={row.old?.[field.name]} />}
        after={<HistoryValue field={field} value={row.new?.[field.name]} />}
      />
    ));
}
