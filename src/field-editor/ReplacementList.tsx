/** What records get instead of an option that goes. */
import { Flex, Form, Select, Typography } from "antd";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Choice } from "../model/snapshot";
import type { ChoiceDraft, FieldDraft } from "./FieldDraft";

interface ReplacementListProps {
  /** The options as they are now. */
  before: readonly Choice[];
  left: readonly ChoiceDraft[];
  value: FieldDraft["replacements"];
  onChange: (replacements: FieldDraft["replacements"]) => void;
}

export function ReplacementList({ before, left, value, onChange }: ReplacementListProps) {
  const t = useText();
  const labelOf = useLabel();
  const gone = before.filter((choice) => !left.some((other) => other.value === choice.value));
  if (gone.length === 0) return null;
  const options = left.flatMap((choice) =>
    choice.value === undefined ? [] : [{ value: choice.value, label: labelOf(choice.label) }],
  );
  return (
    <Form.Item label={t("types.replace")} extra={t("types.replaceHelp")}>
      <Flex vertical gap={6}>
        {gone.map((choice) => (
          <Flex key={choice.value} gap={8} align="center">
            <Typography.Text style={{ flex: 1, minWidth: 0 }} ellipsis>
              {labelOf(choice.label)} →
            </Typography.Text>
            <Select
              value={value[choice.value]}
              onChange={(next: string | undefined) => {
                const { [choice.value]: _old, ...others } = value;
                onChange(next === undefined ? others : { ...others, [choice.value]: next });
              }}
              options={options}
              allowClear
              placeholder={t("types.replaceNone")}
              aria-label={t("types.replaceFor", { option: labelOf(choice.label) })}
              style={{ flex: 1 }}
            />
          </Flex>
        ))}
      </Flex>
    </Form.Item>
  );
}
