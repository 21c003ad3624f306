/** Chooses one of the icons that the app carries. */
import { Flex, Select } from "antd";
import { useText } from "../../i18n/useText";
import { EntityIcon } from "../../ui/EntityIcon";
import { icons } from "../../ui/icons";

interface IconSelectProps {
  value: string | null;
  onChange: (icon: string | null) => void;
}

const options = Object.keys(icons).map((name) => ({ value: name, label: name.replace(/Outlined$/, "") }));

export function IconSelect({ value, onChange }: IconSelectProps) {
  const t = useText();
  const draw = (name: string, label: string) => (
    <Flex gap={8} align="center">
      <EntityIcon name={name} />
      {label}
    </Flex>
  );
  return (
    <Select
      showSearch
      allowClear
      value={value}
      onChange={(icon: string | undefined) => onChange(icon ?? null)}
      options={options}
      optionFilterProp="label"
      optionRender={({ data }) => draw(data.value, data.label)}
      labelRender={({ value: name }) => draw(String(name), String(name).replace(/Outlined$/, ""))}
      aria-label={t("configuration.icon")}
    />
  );
}
