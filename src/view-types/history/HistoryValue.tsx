/** One value as it was: names for the records it pointed at, no currency that nobody wrote down. */
import { useMemo } from "react";
import type { RecordId } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { parseKey } from "../../field-types/relation/parseKey";
import { useKnownTitles } from "../../field-types/relation/useKnownTitles";
import type { Field } from "../../model/snapshot";

interface HistoryValueProps {
  field: Field;
  value: unknown;
  /** The record as it is now, for what belongs to a value, such as its currency. */
  context?: Record<string, unknown> | undefined;
}

export function HistoryValue({ field, value, context = {} }: HistoryValueProps) {
  if (field.relation && value != null) {
    return <TitledValue field={field} value={value} target={field.relation.entity} />;
  }
  const currency = field.options.currency_field;
  const isBare = field.type === "money" && currency !== undefined && context[currency] === undefined;
  const shown: Field = isBare ? { ...field, type: "decimal", options: { scale: 2 } } : field;
  const values = { ...context, [field.name]: value };
  return <FieldDisplay field={shown} record={{ id: 0, values, titles: {} }} isCompact />;
}

interface TitledValueProps {
  field: Field;
  value: unknown;
  target: string;
}

const noOptions: never[] = [];

function TitledValue({ field, value, target }: TitledValueProps) {
  const keys = useMemo(() => [parseKey(value)].filter((key): key is RecordId => key !== null), [value]);
  const titles = useKnownTitles({ entity: target, keys, options: noOptions });
  const title = titles.get(String(value)) ?? null;
  const record = { id: 0, values: { [field.name]: value }, titles: { [field.name]: title } };
  return <FieldDisplay field={field} record={record} isCompact />;
}
