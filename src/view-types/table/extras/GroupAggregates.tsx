/** The aggregates of one group that belong under one column. */
import type { SummaryGroup } from "../../../data/useSummary";
import type { Field } from "../../../model/snapshot";
import type { Aggregate } from "../../../model/view";
import { AggregateText } from "./AggregateText";

interface GroupAggregatesProps {
  field: Field;
  aggregates: readonly Aggregate[];
  summary: SummaryGroup | undefined;
}

export function GroupAggregates({ field, aggregates, summary }: GroupAggregatesProps) {
  if (!summary) return null;
  return (
    <>
      {aggregates.map(
        ({ field: name, op }, order) =>
          name === field.name && <AggregateText key={op} {...{ field, op, value: summary.values[order] }} />,
      )}
    </>
  );
}
