/** All readable fields of a record in groups. */
import { Card, Descriptions, Flex, Tooltip } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { columnChoices } from "../../model/listColumns";
import { useRuleEffects } from "../form/useRuleEffects";
import { type DetailCard, detailCards } from "./detailCards";

/** Nothing is being typed. */
const noInputs = {};

interface RecordDetailsProps {
  entity: Entity;
  record: DataRecord;
  isNarrow: boolean;
  /** Shown instead of all readable fields. */
  fields?: Field[];
}

export function RecordDetails({ entity, record, isNarrow, fields }: RecordDetailsProps) {
  const t = useText();
  const label = useLabel();
  const { hidden } = useRuleEffects(entity)(noInputs, record);
  const readable = columnChoices(entity).filter(({ name }) => !hidden.has(name));
  const cards = detailCards(entity, fields ?? readable, fields ? undefined : entity.form?.layout);
  const titleOf = ({ labels, group }: DetailCard) => {
    if (group === "rest") return t("forms.otherFields");
    if (group !== undefined) return group === "main" ? undefined : t(`workspace.group.${group}`);
    return labels.map((text) => label(text)).join(" · ") || undefined;
  };

  const itemOf = (field: Field) => ({
    key: field.name,
    label: field.help ? (
      <Tooltip title={label(field.help)}>
        <span style={{ borderBottom: "1px dotted" }}>{label(field.label)}</span>
      </Tooltip>
    ) : (
      label(field.label)
    ),
    span: wideTypes.includes(field.type) ? ("filled" as const) : 1,
    children: <FieldDisplay field={field} record={record} />,
  });

  return (
    <Flex vertical gap={16}>
      {cards.map((card) => (
        <Card key={card.key} size="small" title={titleOf(card)}>
          <Descriptions
            size="small"
            colon={false}
            styles={{
              label: { width: 136, flex: "none", overflowWrap: "anywhere" },
              content: { minWidth: 0 },
            }}
            column={columnsOf(card.columns, isNarrow)}
            items={card.fields.map(itemOf)}
          />
        </Card>
      ))}
    </Flex>
  );
}

const wideTypes = ["long_text", "rich_text", "json", "file", "image"];

// Every breakpoint is named: Ant Design fills gaps with three columns.
const narrowColumns = { xs: 1, sm: 2, md: 2, lg: 2, xl: 2, xxl: 2 };
const columnsOf = (columns: number | undefined, isNarrow: boolean) => {
  if (columns === undefined) return isNarrow ? narrowColumns : wideColumns;
  const most = isNarrow ? Math.min(columns, 2) : columns;
  return { xs: 1, sm: Math.min(most, 2), md: most, lg: most, xl: most, xxl: most };
};
const wideColumns = { xs: 1, sm: 2, md: 2, lg: 2, xl: 3, xxl: 4 };
