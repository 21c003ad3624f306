/** Which record an entry is about: a link where it still exists, a name where one is known. */
import { Flex, Tag, Typography } from "antd";
import { Link } from "react-router";
import type { AuditEntry } from "../../data/config/auditEntry";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { ConfigurationNames } from "./useConfigurationNames";

interface EntryRecordProps {
  entry: AuditEntry;
  names: ConfigurationNames;
}

const colors = { create: "success", update: "processing", delete: "error" } as const;

export function EntryRecord({ entry, names }: EntryRecordProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const isConfiguration = entry.entity.startsWith("config.");
  const isReadable = snapshot?.entities.some(({ name }) => name === entry.entity) ?? false;
  // Keys of several columns are joined by colons.
  const known = entry.record.split(":").map((part) => names.nameOf(part));
  const name = isConfiguration ? known.filter(Boolean).join(" · ") : `#${entry.record}`;
  return (
    <Flex gap={6} wrap align="center">
      <Tag color={colors[entry.action]} style={{ marginInlineEnd: 0 }}>
        {t(`audit.action.${entry.action}`)}
      </Tag>
      <span>{names.entityName(entry.entity)}</span>
      {isReadable && entry.action !== "delete" ? (
        <Link to={`/e/${entry.entity}/${encodeURIComponent(entry.record)}`}>{name}</Link>
      ) : (
        <Typography.Text type="secondary">{name}</Typography.Text>
      )}
    </Flex>
  );
}
