/** Chooses the type of a field; the search knows other words for it, in both languages. */
import { Flex, Select } from "antd";
import { useText } from "../i18n/useText";
import type { NewFieldTypeName } from "../model/fieldChange";
import { fieldKinds } from "./fieldKinds";

interface TypeSelectProps<Type extends NewFieldTypeName> {
  value: Type;
  onChange: (type: Type) => void;
  /** Those that can be chosen. */
  types: readonly Type[];
}

export function TypeSelect<Type extends NewFieldTypeName>({ value, onChange, types }: TypeSelectProps<Type>) {
  const t = useText();
  const isFound = (type: unknown, input: string) => {
    const kind = fieldKinds.find((candidate) => candidate.type === type);
    const words = kind ? `${t(`fields.types.${kind.type}`)} ${kind.aliases}` : "";
    return words.toLowerCase().includes(input.trim().toLowerCase());
  };
  const options = fieldKinds.flatMap(({ type, Icon }) => {
    const chosen = types.find((candidate) => candidate === type);
    const label = (
      <Flex gap={8} align="center">
        <Icon />
        {t(`fields.types.${type}`)}
      </Flex>
    );
    return chosen === undefined ? [] : [{ value: chosen, label }];
  });
  return (
    <Select<Type>
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
