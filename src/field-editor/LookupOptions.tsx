/** Which field of which related record is shown. */
import { Flex, Form, Select, Typography } from "antd";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { proposedName } from "./proposedName";
import type { TypeOptionsProps } from "./TypeOptionsProps";

export function LookupOptions({ draft, onChange, entity: name }: TypeOptionsProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const entities = snapshot?.entities ?? [];
  const relations = (entities.find((entity) => entity.name === name)?.fields ?? []).filter(
    ({ relation }) => relation !== undefined,
  );
  const { relation, field } = draft.lookup;
  const target = relations.find((candidate) => candidate.name === relation)?.relation?.entity;
  const sources = (entities.find((entity) => entity.name === target)?.fields ?? []).filter(
    (source) => source.canRead && !source.isHidden && !source.relation && !source.options.lookup,
  );

  if (relations.length === 0) {
    return <Typography.Paragraph type="warning">{t("types.noRelation")}</Typography.Paragraph>;
  }
  return (
    <Form.Item label={t("types.lookup")} extra={t("types.lookupHelp")}>
      <Flex vertical gap={6}>
        <Select
          value={relation}
          onChange={(next: string) => onChange({ lookup: { relation: next } })}
          options={relations.map((option) => ({ value: option.name, label: labelOf(option.label) }))}
          placeholder={t("types.lookupRelation")}
          aria-label={t("types.lookupRelation")}
          showSearch
          optionFilterProp="label"
        />
        <Select
          value={field}
          onChange={(next: string) =>
            onChange({
              lookup: { ...draft.lookup, field: next },
              ...proposedName(draft, sources.find((source) => source.name === next)?.label),
            })
          }
          options={sources.map((option) => ({ value: option.name, label: labelOf(option.label) }))}
          disabled={relation === undefined}
          placeholder={t("types.lookupField")}
          aria-label={t("types.lookupField")}
          showSearch
          optionFilterProp="label"
        />
      </Flex>
    </Form.Item>
  );
}
