/** What a type wants to know: options of a choice, target of a relation, decimal places, length of a scale. */
import { Flex, Form, Input, InputNumber, Radio, Select, Typography } from "antd";
import type { ComponentType } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { NewFieldTypeName } from "../model/fieldChange";
import { ChoicesEditor } from "./ChoicesEditor";
import { LookupOptions } from "./LookupOptions";
import { RollupOptions } from "./RollupOptions";
import type { TypeOptionsProps } from "./TypeOptionsProps";

function ChoiceOptions({ draft, onChange }: TypeOptionsProps) {
  const t = useText();
  return (
    <Form.Item label={t("fields.choices")}>
      <ChoicesEditor value={draft.choices} onChange={(choices) => onChange({ choices })} />
    </Form.Item>
  );
}

function RelationOptions({ draft, onChange, targets }: TypeOptionsProps) {
  const t = useText();
  const labelOf = useLabel();
  return (
    <Form.Item label={t("fields.target")}>
      <Select
        value={draft.target}
        onChange={(target: string) => onChange({ target })}
        options={targets.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
        showSearch
        optionFilterProp="label"
        aria-label={t("fields.target")}
      />
      <Radio.Group
        value={draft.onDelete}
        onChange={(event) => onChange({ onDelete: event.target.value === "refuse" ? "refuse" : "empty" })}
        options={[
          { value: "empty", label: t("types.onDelete.empty") },
          { value: "refuse", label: t("types.onDelete.refuse") },
        ]}
        aria-label={t("types.onDelete.title")}
        style={{ marginTop: 8, display: "flex", flexDirection: "column" }}
      />
    </Form.Item>
  );
}

function DecimalOptions({ draft, onChange }: TypeOptionsProps) {
  const t = useText();
  return (
    <Form.Item label={t("fields.scale")}>
      <InputNumber
        value={draft.scale}
        onChange={(scale) => onChange({ scale: scale ?? 2 })}
        min={0}
        max={8}
        precision={0}
        aria-label={t("fields.scale")}
      />
    </Form.Item>
  );
}

function RatingOptions({ draft, onChange }: TypeOptionsProps) {
  const t = useText();
  return (
    <Form.Item label={t("fields.stars")}>
      <InputNumber
        value={draft.max}
        onChange={(max) => onChange({ max: max ?? 5 })}
        min={2}
        max={10}
        precision={0}
        aria-label={t("fields.stars")}
      />
    </Form.Item>
  );
}

function AutoNumberOptions({ draft, onChange }: TypeOptionsProps) {
  const t = useText();
  const example = `${draft.prefix}${"42".padStart(draft.digits, "0")}`;
  return (
    <Form.Item label={t("types.numberLooks")} extra={t("types.numberExample", { example })}>
      <Flex gap={8}>
        <Input
          value={draft.prefix}
          onChange={(event) => onChange({ prefix: event.target.value })}
          placeholder={t("types.prefix")}
          aria-label={t("types.prefix")}
          maxLength={20}
        />
        <InputNumber
          value={draft.digits}
          onChange={(digits) => onChange({ digits: digits ?? 5 })}
          min={1}
          max={12}
          precision={0}
          suffix={t("types.digits")}
          aria-label={t("types.digits")}
          style={{ flex: "none", width: 130 }}
        />
      </Flex>
    </Form.Item>
  );
}

function FileOptions({ draft, onChange }: TypeOptionsProps) {
  const t = useText();
  return (
    <Flex gap={16} wrap>
      <Form.Item label={t("files.mostFiles")}>
        <InputNumber
          value={draft.maxFiles}
          onChange={(maxFiles) => onChange({ maxFiles: maxFiles ?? 1 })}
          min={1}
          max={20}
          precision={0}
          aria-label={t("files.mostFiles")}
        />
      </Form.Item>
      <Form.Item label={t("files.largest")}>
        <InputNumber
          value={draft.maxSize}
          onChange={(maxSize) => onChange({ maxSize: maxSize ?? 20 })}
          min={1}
          max={50}
          precision={0}
          suffix="MB"
          aria-label={t("files.largest")}
        />
      </Form.Item>
    </Flex>
  );
}

function AddressOptions() {
  const t = useText();
  return <Typography.Paragraph type="secondary">{t("types.address")}</Typography.Paragraph>;
}

const optionsByType: Partial<Record<NewFieldTypeName, ComponentType<TypeOptionsProps>>> = {
  choice: ChoiceOptions,
  multi_choice: ChoiceOptions,
  relation: RelationOptions,
  relations: RelationOptions,
  decimal: DecimalOptions,
  rating: RatingOptions,
  file: FileOptions,
  image: FileOptions,
  auto_number: AutoNumberOptions,
  address: AddressOptions,
  lookup: LookupOptions,
  rollup: RollupOptions,
};

export function TypeOptions(props: TypeOptionsProps) {
  const Options = optionsByType[props.draft.type];
  return Options ? <Options {...props} /> : null;
}
