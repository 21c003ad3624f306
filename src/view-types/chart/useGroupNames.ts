/** What the groups of a chart are called: choices and days in words, records and people by their names. */
import { useCallback, useMemo } from "react";
import { useRecords } from "../../data/useRecords";
import { useSnapshot } from "../../data/useSnapshot";
import type { Bucket, SummaryGroup } from "../../data/useSummary";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";

const mostNames = 200;

export function useGroupNames(
  field: Field | undefined,
  groups: readonly SummaryGroup[] | undefined,
  bucket: Bucket | undefined,
): (key: unknown) => string {
  const t = useText();
  const format = useFormat();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const target = snapshot?.entities.find(({ name }) => name === field?.relation?.entity);
  const keys = useMemo(
    () =>
      (groups ?? [])
        .map(({ key }) => key)
        .filter((key) => key !== null)
        .slice(0, mostNames),
    [groups],
  );
  const { records } = useRecords({
    entity: target?.name ?? "",
    condition: useMemo(
      () => ({ field: target?.primaryKey ?? "id", op: "in" as const, value: keys }),
      [target, keys],
    ),
    fields: target ? [target.titleField] : [],
    page: 1,
    pageSize: mostNames,
    count: "none",
    isEnabled: target !== undefined && keys.length > 0,
  });

  return useCallback(
    (key: unknown) => {
      if (key === null || key === undefined) return t("views.noLane");
      const text = typeof key === "string" ? key : JSON.stringify(key);
      if (bucket === "year") return text.slice(0, 4);
      if (bucket === "month") return text.slice(0, 7);
      if (bucket !== undefined) return format.date(text);
      if (typeof key === "boolean") return t(key ? "general.yes" : "general.no");
      const choice = field?.options.choices?.find(({ value }) => value === key);
      if (choice) return labelOf(choice.label);
      if (field?.type === "person") return snapshot?.people.find(({ id }) => id === key)?.name ?? text;
      const record = target && records.find(({ id }) => String(id) === text);
      const title = record && (record.titles[target.titleField] ?? record.values[target.titleField]);
      return typeof title === "string" ? title : text;
    },
    [bucket, field, target, records, snapshot, t, format, labelOf],
  );
}
