/** The value of a comparison as people call it: the name of a choice, a member, a record. */
import { useMemo } from "react";
import { parseKey } from "../field-types/relation/parseKey";
import { useKnownTitles } from "../field-types/relation/useKnownTitles";
import { useSnapshot } from "../data/useSnapshot";
import { useFormat } from "../i18n/useFormat";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Field } from "../model/snapshot";

interface ComparedValueProps {
  field: Field | undefined;
  value: unknown;
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);

export function ComparedValue({ field, value }: ComparedValueProps) {
  const t = useText();
  const labelOf = useLabel();
  const format = useFormat();
  const { snapshot } = useSnapshot();
  const target = field?.relation?.entity ?? field?.options.links?.entity;
  if (target !== undefined) return <RecordTitles entity={target} value={value} />;
  const show = (item: unknown): string => {
    if (typeof item === "boolean") return t(item ? "general.yes" : "general.no");
    if (field?.type === "date") return format.date(textOf(item));
    if (field?.type === "datetime") return format.dateTime(textOf(item));
    if (field?.type === "person") {
      return snapshot?.people.find(({ id }) => id === item)?.name ?? textOf(item);
    }
    const choice = field?.options.choices?.find((candidate) => candidate.value === item);
    return choice ? labelOf(choice.label) : textOf(item);
  };
  return <>{asList(value).map(show).join(t("workspace.delete.comma"))}</>;
}

const noOptions: never[] = [];

function RecordTitles({ entity, value }: { entity: string; value: unknown }) {
  const t = useText();
  const keys = useMemo(
    () =>
      asList(value)
        .map(parseKey)
        .filter((key) => key !== null),
    [value],
  );
  const titles = useKnownTitles({ entity, keys, options: noOptions });
  return <>{keys.map((key) => titles.get(String(key)) ?? `#${key}`).join(t("workspace.delete.comma"))}</>;
}
