/** What happens to rows whose record is there already, and by which fields it is found. */
import { Checkbox, Flex, Form, Radio, Select } from "antd";
import type { ImportMode } from "../../data/importing";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { type ImportSettings, modes } from "./ImportSettings";

interface ModeFieldsProps {
  /** Fields that may identify a record and have a column. */
  identifying: readonly Field[];
  allowed: (mode: ImportMode) => boolean;
  settings: ImportSettings;
  onChange: (changes: Partial<ImportSettings>) => void;
}

export function ModeFields({ identifying, allowed, settings, onChange }: ModeFieldsProps) {
  const t = useText();
  const labelOf = useLabel();
  const { mode, identifiers, isClearing } = settings;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t("import.mode")} style={{ marginBottom: 12 }}>
        <Radio.Group
          value={mode}
          onChange={({ target }) => {
            const chosen = modes.find((candidate) => candidate === target.value);
            if (chosen) onChange({ mode: chosen });
          }}
        >
          <Flex vertical gap={4}>
            {modes.filter(allowed).map((value) => (
              <Radio key={value} value={value}>
                {t(`import.modes.${value}`)}
              </Radio>
            ))}
          </Flex>
        </Radio.Group>
      </Form.Item>
      {mode !== "create" && (
        <Form.Item
          label={t("import.identifiers")}
          extra={t("import.identifiersHelp")}
          htmlFor="import-identifiers"
          validateStatus={identifiers.length === 0 ? "error" : ""}
        >
          <Select
            id="import-identifiers"
            mode="multiple"
            optionFilterProp="label"
            value={identifiers}
            placeholder={t("import.chooseIdentifier")}
            onChange={(names: string[]) => onChange({ identifiers: names })}
            options={identifying.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            style={{ maxWidth: 480 }}
          />
        </Form.Item>
      )}
      {(mode === "upsert" || mode === "update") && (
        <Checkbox checked={isClearing} onChange={({ target }) => onChange({ isClearing: target.checked })}>
          {t("import.clear")}
        </Checkbox>
      )}
    </Form>
  );
}
