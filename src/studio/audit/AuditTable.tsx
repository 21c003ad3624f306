/** Entries of the change log as rows; on a phone each row holds everything. */
import { Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import type { AuditEntry } from "../../data/config/auditEntry";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useIsPhone } from "../../ui/useIsPhone";
import { EntryHead } from "../../view-types/history/EntryHead";
import { EntryChanges } from "./EntryChanges";
import { EntryRecord } from "./EntryRecord";
import type { ConfigurationNames } from "./useConfigurationNames";

interface AuditTableProps {
  entries: AuditEntry[];
  names: ConfigurationNames;
  isLoading: boolean;
  empty: ReactNode;
}

export function AuditTable({ entries, names, isLoading, empty }: AuditTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();

  const wide: TableColumnsType<AuditEntry> = [
    {
      key: "when",
      title: t("audit.when"),
      width: 190,
      render: (_, entry) => <Moment at={entry.at} isExact />,
    },
    {
      key: "who",
      title: t("audit.who"),
      width: 200,
      render: (_, { memberName, roleLabel, role }) => (
        <Flex vertical gap={2} align="start">
          <span>
            {memberName ?? <Typography.Text type="secondary">{t("audit.automatic")}</Typography.Text>}
          </span>
          {role && <Tag style={{ marginInlineEnd: 0 }}>{labelOf(roleLabel) || role}</Tag>}
        </Flex>
      ),
    },
    {
      key: "record",
      title: t("audit.record"),
      width: 300,
      render: (_, entry) => <EntryRecord entry={entry} names={names} />,
    },
    {
      key: "changes",
      title: t("audit.changes"),
      render: (_, entry) => <EntryChanges entry={entry} names={names} />,
    },
  ];
  const narrow: TableColumnsType<AuditEntry> = [
    {
      key: "entry",
      render: (_, entry) => (
        <Flex vertical gap={6}>
          <EntryHead entry={entry} />
          <EntryRecord entry={entry} names={names} />
          <EntryChanges entry={entry} names={names} />
        </Flex>
      ),
    },
  ];

  return (
    <Table<AuditEntry>
      rowKey="id"
      size="middle"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={entries}
      loading={isLoading}
      pagination={false}
      locale={{ emptyText: empty }}
      scroll={isPhone ? {} : { x: 1000 }}
      onRow={() => ({ style: { verticalAlign: "top" } })}
    />
  );
}
