/** Rows of one value below a line that counts and adds all of them, also those on other pages. */
import { Flex, Typography } from "antd";
import { useCallback, useState } from "react";
import { useSummary } from "../../../data/useSummary";
import { FieldDisplay } from "../../../field-types/FieldDisplay";
import { useFormat } from "../../../i18n/useFormat";
import type { Aggregate } from "../../../model/view";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable, TableRow } from "../decorateTable";
import { GroupAggregates } from "./GroupAggregates";
import { mapColumns } from "./mapColumns";

const noAggregates: readonly Aggregate[] = [];

export function useGroups({ entity, fields, records, isLoading, extras }: ViewProps): DecorateTable {
  const format = useFormat();
  const [closed, setClosed] = useState<readonly string[]>([]);
  const aggregates = extras?.aggregates ?? noAggregates;
  const { condition, search, group } = extras ?? {};
  const field = entity.fields.find(({ name }) => name === group);
  const isEnabled = field !== undefined;
  const { groups } = useSummary({ entity: entity.name, condition, search, group, aggregates, isEnabled });

  return useCallback(
    (table) => {
      if (!field || isLoading) return table;
      const rows = groupRows(records, field.name);
      const summaryOf = (row: TableRow) => groups?.find(({ key }) => groupId(key) === row.id);
      const toggle = (id: string) =>
        setClosed((before) =>
          before.includes(id) ? before.filter((other) => other !== id) : [...before, id],
        );
      return {
        ...mapColumns(table, (column, index) => ({
          ...column,
          render: (value: unknown, row, at) => {
            if (!row.children) return column.render?.(value, row, at);
            const summary = summaryOf(row);
            if (index === 0) {
              return (
                <Flex component="strong" gap={8} align="center" style={{ display: "inline-flex" }}>
                  <FieldDisplay field={field} record={row} isCompact />
                  <Typography.Text type="secondary">
                    {summary && format.number(summary.count)}
                  </Typography.Text>
                </Flex>
              );
            }
            const shown = fields[index];
            return shown && <GroupAggregates {...{ field: shown, aggregates, summary }} />;
          },
        })),
        dataSource: rows,
        expandable: {
          indentSize: 0,
          expandedRowKeys: rows.map(({ id }) => String(id)).filter((id) => !closed.includes(id)),
          onExpand: (_isOpen, row) => toggle(String(row.id)),
        },
        rowSelection: table.rowSelection && {
          ...table.rowSelection,
          checkStrictly: true,
          renderCell: (...cell) => (cell[1].children ? null : cell[3]),
        },
        onRow: (row, at) =>
          row.children
            ? { onClick: () => toggle(String(row.id)), style: { cursor: "pointer" } }
            : (table.onRow?.(row, at) ?? {}),
      };
    },
    [field, fields, isLoading, records, groups, aggregates, closed, format],
  );
}

const groupId = (key: unknown) => `group:${typeof key === "string" ? key : JSON.stringify(key ?? null)}`;

/** The rows come sorted by the group, so each group is one run. */
function groupRows(records: readonly TableRow[], name: string): TableRow[] {
  const rows: (TableRow & { children: TableRow[] })[] = [];
  for (const record of records) {
    const id = groupId(record.values[name]);
    const last = rows.at(-1);
    if (last?.id === id) last.children.push(record);
    else rows.push({ ...record, id, children: [record] });
  }
  return rows;
}
