/** Records as cards, for screens too narrow for a table. */
import { Card, Flex, Skeleton, Typography } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";
import type { ViewProps } from "../ViewType";
import { placeholderRows } from "./placeholderRows";
import { TitleCell } from "./TitleCell";

const shownOnCard = 6;

export function RecordCards(props: ViewProps) {
  const { entity, fields, records, isLoading, isStale, onOpen } = props;
  const [title, ...others] = fields;
  if (!isLoading && records.length === 0) return <>{props.empty}</>;
  const rows = isLoading ? placeholderRows(8) : records;
  const tags = others.filter((field) => field.type === "choice");
  const details = others.filter((field) => field.type !== "choice").slice(0, shownOnCard);

  return (
    <Flex
      vertical
      gap={8}
      style={{ opacity: isStale ? 0.55 : 1, transition: isStale ? "opacity 0.2s ease 0.3s" : undefined }}
      aria-busy={isLoading || isStale}
    >
      {rows.map((record) => (
        <Card key={record.id} size="small" hoverable onClick={() => isLoading || onOpen(record)}>
          {isLoading ? (
            <Skeleton active title={{ width: "40%" }} paragraph={{ rows: 2 }} />
          ) : (
            <Flex vertical gap={6}>
              <Flex justify="space-between" gap={8} wrap>
                <Typography.Text strong>
                  {title && <TitleCell {...{ entity, field: title, record, onOpen }} />}
                </Typography.Text>
                <Flex gap={4} wrap>
                  {tags
                    .filter((field) => record.values[field.name] != null)
                    .map((field) => (
                      <FieldDisplay key={field.name} field={field} record={record} isCompact />
                    ))}
                </Flex>
              </Flex>
              {details.map((field) => (
                <CardLine key={field.name} field={field} record={record} />
              ))}
            </Flex>
          )}
        </Card>
      ))}
    </Flex>
  );
}

function CardLine({ field, record }: { field: Field; record: DataRecord }) {
  const label = useLabel();
  return (
    <Flex justify="space-between" gap={12}>
      <Typography.Text type="secondary" style={{ flex: "none" }}>
        {label(field.label)}
      </Typography.Text>
      <span style={{ minWidth: 0, overflow: "hidden", textAlign: "end" }}>
        <FieldDisplay field={field} record={record} isCompact />
      </span>
    </Flex>
  );
}
