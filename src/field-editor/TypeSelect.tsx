/** Chooses the type of a field; the search knows other words for it, in both languages. */
import { Flex, Select } from "antd";
import { useText } from "../i18n/useText";
import type { FieldTypeName } from "../model/snapshot";
import { fieldKinds } from "./fieldKinds";

interface TypeSelectProps {
  value: FieldTypeName;
  onChange: (type: FieldTypeName) => void;
}

export function TypeSelect({ value, onChange }: TypeSelectProps) {
  const t = useText();
  const isFound = (type: unknown, input: string) => {
    const kind = fieldKinds.find((candidate) => candidate.type === type);
    const words = kind ? `${t(`fields.types.${kind.type}`)} ${kind.aliases}` : "";
    return words.toLowerCase().includes(input.trim().toLowerCase());
  };
  const options = fieldKinds.map(({ type, Icon }) => ({
    value: type,
    label: (
      <Flex gap={8} align="center">
        <Icon />
        {t(`fields.types.${type}`)}
      </Flex>
    ),
  }));
  return (
    <Select<FieldTypeName>
      value={value}
      onChange={onChange}
      options={options}
      showSearch
      filterOption={(input, option) => isFound(option?.value, input)}
      notFoundContent={t("fields.noType")}
      aria-label={t("fields.type")}
      style={{ width: "100%" }}
    />
  );
}
