/** Finds records of the other entity on the server while one types. */
import { Select, Spin } from "antd";
import { useState } from "react";
import { useRelationOptions } from "../../data/useRelationOptions";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { parseKey } from "./parseKey";
import { useDelayed } from "./useDelayed";
import { useKnownTitles } from "./useKnownTitles";
import { leaveOnTab } from "../../ui/leaveOnTab";

type Picked = { value: string; label: string };

export function RelationInput({ field, value, onChange, ...rest }: InputProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const target = field.relation?.entity ?? field.options.links?.entity ?? "";
  const isMultiple = rest.isMultiple === true || field.type === "relations";
  const { options, isLoading } = useRelationOptions(target, useDelayed(search), isOpen);
  const keys = (Array.isArray(value) ? value : [value]).map(parseKey).filter((key) => key !== null);
  const titles = useKnownTitles({ entity: target, keys, options, currentTitle: rest.currentTitle });
  const selected = keys.map((key) => ({ value: String(key), label: titles.get(String(key)) ?? `#${key}` }));

  const handleChange = (picked: Picked | Picked[] | undefined) => {
    const picks = picked === undefined ? [] : Array.isArray(picked) ? picked : [picked];
    const picksKeys = picks.map((pick) => parseKey(pick.value)).filter((key) => key !== null);
    onChange?.(picksKeys.length === 0 ? null : isMultiple ? picksKeys : (picksKeys[0] ?? null));
  };

  return (
    <Select<Picked | Picked[]>
      id={rest.id}
      mode={isMultiple ? "multiple" : undefined}
      labelInValue
      value={isMultiple ? selected : selected[0]}
      onChange={handleChange}
      options={options.map((option) => ({ value: String(option.id), label: option.title }))}
      showSearch
      filterOption={false}
      onInputKeyDown={leaveOnTab}
      onSearch={setSearch}
      onOpenChange={setIsOpen}
      notFoundContent={isLoading ? <Spin size="small" /> : t("workspace.relation.nothingFound")}
      loading={isOpen && isLoading}
      placeholder={t("workspace.relation.search")}
      allowClear={isMultiple || !field.isRequired}
      disabled={rest.disabled}
      autoFocus={rest.autoFocus}
      aria-label={rest["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
