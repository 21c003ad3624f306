/** The line below the rows with the aggregates of all of them, on whatever page; sums come from the database. */
import { Table, Typography } from "antd";
import { useCallback } from "react";
import { useSummary } from "../../../data/useSummary";
import { useFormat } from "../../../i18n/useFormat";
import { useText } from "../../../i18n/useText";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable } from "../decorateTable";
import { aggregateLines } from "./aggregateLines";
import { AggregateText } from "./AggregateText";

const noAggregates: never[] = [];
const lineHeight = 22;
const padding = 18;

export function useTotals({ entity, fields, selection, extras }: ViewProps): DecorateTable {
  const t = useText();
  const format = useFormat();
  const aggregates = extras?.aggregates ?? noAggregates;
  const isEnabled = aggregates.length > 0;
  const { condition, search } = extras ?? {};
  const { groups } = useSummary({ entity: entity.name, condition, search, aggregates, isEnabled });
  const total = groups?.[0];

  return useCallback(
    (table) => {
      if (!isEnabled) return table;
      const shift = selection ? 1 : 0;
      const cells = fields.map((field, index) => (
        <Table.Summary.Cell key={field.name} index={index + shift} align={alignOf(table, index)}>
          {index === 0 && total && (
            <Typography.Text type="secondary">
              {t("workspace.footer.exact", { count: total.count, figure: format.number(total.count) })}
            </Typography.Text>
          )}
          {aggregates.map(
            (aggregate, order) =>
              aggregate.field === field.name && (
                <AggregateText
                  key={aggregate.op}
                  {...{ field, op: aggregate.op, value: total?.values[order] }}
                />
              ),
          )}
        </Table.Summary.Cell>
      ));
      const linesOf = (name: string) =>
        aggregates.reduce(
          (lines, { field }, order) =>
            field === name ? lines + aggregateLines(total?.values[order]) : lines,
          0,
        );
      const lines = Math.max(1, ...fields.map(({ name }) => linesOf(name)));
      const y = table.scroll?.y;
      return {
        ...table,
        scroll: {
          ...table.scroll,
          ...(typeof y === "number" && { y: Math.max(y - lines * lineHeight - padding, 80) }),
        },
        summary: () => (
          <Table.Summary fixed>
            <Table.Summary.Row>
              {selection && <Table.Summary.Cell index={0} />}
              {cells}
              <Table.Summary.Cell index={fields.length + shift} />
            </Table.Summary.Row>
          </Table.Summary>
        ),
      };
    },
    [isEnabled, aggregates, fields, selection, total, t, format],
  );
}

function alignOf(table: Parameters<DecorateTable>[0], index: number) {
  const align = table.columns?.[index]?.align;
  return align === "right" || align === "center" ? align : "left";
}
