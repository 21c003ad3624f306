/** Fields that are filled in by themselves. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Select, Typography } from "antd";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Preset } from "../../../model/roleDocument";
import type { Entity, Field } from "../../../model/snapshot";
import { PresetValue } from "./PresetValue";

interface PresetListProps {
  entity: Entity;
  presets: Record<string, Preset>;
  onChange: (presets: Record<string, Preset>) => void;
}

const firstPreset = ({ type }: Field): Preset => {
  if (type === "person") return { variable: "me" };
  if (type === "date") return { variable: "today" };
  if (type === "datetime") return { variable: "now" };
  return { value: type === "checkbox" ? true : null };
};

export function PresetList({ entity, presets, onChange }: PresetListProps) {
  const t = useText();
  const labelOf = useLabel();
  const free = entity.fields.filter(({ name, canCreate }) => canCreate && !(name in presets));
  const without = (name: string) =>
    Object.fromEntries(Object.entries(presets).filter(([candidate]) => candidate !== name));

  return (
    <Flex vertical gap={8}>
      <div>
        <Typography.Text strong>{t("roles.values.presets")}</Typography.Text>
        <br />
        <Typography.Text type="secondary">{t("roles.values.presetsHelp")}</Typography.Text>
      </div>
      {Object.entries(presets).map(([name, preset]) => {
        const field = entity.fields.find((candidate) => candidate.name === name);
        return (
          <Flex key={name} gap={8} align="flex-start">
            <Typography.Text style={{ flex: "0 1 180px", paddingTop: 5 }}>
              {labelOf(field?.label) || name}
            </Typography.Text>
            <div style={{ flex: 1, minWidth: 0 }}>
              {field && (
                <PresetValue
                  field={field}
                  preset={preset}
                  onChange={(changed) => onChange({ ...presets, [name]: changed })}
                />
              )}
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("roles.values.removePreset", { field: labelOf(field?.label) || name })}
              onClick={() => onChange(without(name))}
            />
          </Flex>
        );
      })}
      <Select
        value={null}
        onChange={(name: string | null) => {
          const field = free.find((candidate) => candidate.name === name);
          if (field) onChange({ ...presets, [field.name]: firstPreset(field) });
        }}
        options={free.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
        showSearch
        optionFilterProp="label"
        suffixIcon={<PlusOutlined />}
        placeholder={t("roles.values.addPreset")}
        aria-label={t("roles.values.addPreset")}
        style={{ maxWidth: 280 }}
      />
    </Flex>
  );
}
