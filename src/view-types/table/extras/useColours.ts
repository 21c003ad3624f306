/** Rows wear the colour of the first rule that they fulfil. */
import { theme } from "antd";
import { useCallback, useMemo } from "react";
import { useMatches } from "../../../data/useMatches";
import { colourTokens } from "../../colourTokens";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable } from "../decorateTable";
import { mapColumns } from "./mapColumns";

const noRules: never[] = [];

export function useColours({ entity, records, isLoading, extras }: ViewProps): DecorateTable {
  const { token } = theme.useToken();
  const rules = extras?.colours ?? noRules;
  const conditions = useMemo(() => rules.map(({ condition }) => condition), [rules]);
  const ids = useMemo(() => (isLoading ? [] : records.map(({ id }) => id)), [records, isLoading]);
  const matches = useMatches(entity, ids, conditions);

  return useCallback(
    (table) =>
      rules.length === 0
        ? table
        : mapColumns(table, (column, index) => ({
            ...column,
            onCell: (row, at) => {
              const cell = column.onCell?.(row, at);
              const rule = rules.find((_rule, order) => matches[order]?.has(row.id));
              if (!rule) return cell ?? {};
              const { background, edge } = colourTokens(token, rule.color);
              const bar = index === 0 ? { boxShadow: `inset 3px 0 ${edge}` } : {};
              return { ...cell, style: { ...cell?.style, background, ...bar } };
            },
          })),
    [rules, matches, token],
  );
}
