/** What a view type may need beyond rows and columns: how it groups, colours and measures them. */
import { lazy, useMemo } from "react";
import type { Condition } from "../../model/condition";
import type { ViewExtras } from "../../view-types/ViewType";
import { endless, type ListState } from "./listState";
import type { ChangeListState } from "./useListState";

const CellTools = lazy(async () => ({ default: (await import("../cells/CellRanges")).CellRanges }));

export function useViewExtras(
  condition: Condition | undefined,
  state: ListState,
  change: ChangeListState,
): ViewExtras {
  return useMemo(() => {
    const { search, group, by, until, at, chart, aggregates, colours, widths, pinned } = state;
    return {
      condition,
      search,
      group,
      by,
      until,
      at,
      chart,
      aggregates,
      colours,
      widths,
      pinned,
      CellTools,
      isEndless: state.pageSize === endless,
      onChart: (next) => change({ chart: next }),
      onGo: (month) => change({ at: month }),
      onResize: (changed) => change({ widths: changed }, { isQuiet: true }),
    };
  }, [condition, state, change]);
}
