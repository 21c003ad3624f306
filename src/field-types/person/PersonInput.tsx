/** Picks a member of the team; in a filter "me" comes first and follows whoever looks. */
import { Select } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { parseList } from "../shared/parseList";
import { currentMember } from "./currentMember";
import { leaveOnTab } from "../../ui/leaveOnTab";

export function PersonInput({ field, value, onChange, isMultiple = false, ...rest }: InputProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const selected = parseList(value) ?? [];
  const people = (snapshot?.people ?? []).filter((person) => person.isActive || selected.includes(person.id));
  const me = rest.isFilter && !isMultiple ? [{ value: currentMember, label: t("workspace.value.me") }] : [];
  return (
    <Select<string | string[]>
      id={rest.id}
      mode={isMultiple ? "multiple" : undefined}
      value={isMultiple ? selected : selected[0]}
      onChange={(picked: string | string[] | undefined) => onChange?.(picked?.length ? picked : null)}
      options={[...me, ...people.map((person) => ({ value: person.id, label: person.name }))]}
      showSearch
      optionFilterProp="label"
      onInputKeyDown={leaveOnTab}
      allowClear={isMultiple || !field.isRequired}
      disabled={rest.disabled}
      autoFocus={rest.autoFocus}
      aria-label={rest["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
