/** Picks one or several of a field's choices, in their colours. */
import { Select, Tag } from "antd";
import type { InputProps } from "../FieldType";
import { parseList } from "./parseList";
import { useChoiceTag } from "./useChoiceTag";
import { leaveOnTab } from "../../ui/leaveOnTab";

export function ChoiceSelect({ field, value, onChange, isMultiple = false, ...rest }: InputProps) {
  const tagOf = useChoiceTag(field);
  const selected = parseList(value) ?? [];
  const tags = (field.options.choices ?? []).map((choice) => tagOf(choice.value));
  return (
    <Select<string | string[]>
      id={rest.id}
      mode={isMultiple ? "multiple" : undefined}
      value={isMultiple ? selected : selected[0]}
      onChange={(picked: string | string[] | undefined) => onChange?.(picked?.length ? picked : null)}
      options={tags.map((tag) => ({ value: tag.key, label: tag.text }))}
      optionRender={({ value: key }) => <ColouredChoice {...tagOf(String(key))} />}
      labelRender={({ value: key }) =>
        isMultiple ? tagOf(String(key)).text : <ColouredChoice {...tagOf(String(key))} />
      }
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

function ColouredChoice({ text, color }: { text: string; color?: string }) {
  return (
    <Tag color={color} bordered={false}>
      {text}
    </Tag>
  );
}
