/** A record in short: its title, and below it the first fields of the list that are filled. */
import { Card, Flex, theme, Typography } from "antd";
import type { ReactNode } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import type { Entity, Field } from "../../model/snapshot";
import { colourTokens } from "../colourTokens";
import { TitleCell } from "../table/TitleCell";

interface RecordCardProps {
  entity: Entity;
  /** The first one is the title. */
  fields: readonly Field[];
  record: DataRecord;
  isActive?: boolean;
  /** Preset colour name that the card wears. */
  colour?: string | undefined;
  onOpen: (record: DataRecord) => void;
  /** Above the title. */
  cover?: ReactNode;
  /** At the right of the title. */
  tools?: ReactNode;
}

const shownFields = 4;

export function RecordCard({
  entity,
  fields,
  record,
  isActive = false,
  colour,
  onOpen,
  cover,
  tools,
}: RecordCardProps) {
  const label = useLabel();
  const { token } = theme.useToken();
  const tint = colour === undefined ? undefined : colourTokens(token, colour);
  const [title, ...others] = fields;
  const filled = others.filter(({ name }) => record.values[name] != null && record.values[name] !== "");
  return (
    <Card
      size="small"
      hoverable
      onClick={() => onOpen(record)}
      aria-current={isActive ? "true" : undefined}
      styles={{ body: { padding: 10 } }}
      style={tint && { background: tint.background, boxShadow: `inset 3px 0 ${tint.edge}` }}
    >
      <Flex vertical gap={4}>
        {cover}
        <Flex justify="space-between" gap={8}>
          <Typography.Text strong ellipsis style={{ minWidth: 0 }}>
            {title && <TitleCell {...{ entity, field: title, record, onOpen }} />}
          </Typography.Text>
          {tools}
        </Flex>
        {filled.slice(0, shownFields).map((field) => (
          <Flex key={field.name} justify="space-between" gap={8} style={{ fontSize: 13 }}>
            <Typography.Text
              type="secondary"
              ellipsis
              style={{ flex: "none", maxWidth: "45%", fontSize: 13 }}
            >
              {label(field.label)}
            </Typography.Text>
            <span style={{ minWidth: 0, overflow: "hidden", textAlign: "end" }}>
              <FieldDisplay field={field} record={record} isCompact />
            </span>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
