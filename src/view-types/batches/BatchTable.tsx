/** Batches as rows; on a phone each row holds everything. */
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import type { Batch } from "../../data/config/batches";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useIsPhone } from "../../ui/useIsPhone";
import { useBatchText } from "./useBatchText";

interface BatchTableProps {
  batches: Batch[];
  isLoading: boolean;
  /** Absent = nothing can be undone here. */
  onUndo: ((batch: Batch) => void) | undefined;
  empty: ReactNode;
}

export function BatchTable({ batches, isLoading, onUndo, empty }: BatchTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const textOf = useBatchText();
  const isPhone = useIsPhone();

  const what = (batch: Batch) => (
    <Flex gap={8} wrap align="center">
      <span>{textOf(batch)}</span>
      {batch.undoneBy !== null && <Tag>{t("bulk.page.undone")}</Tag>}
      {batch.endedAt === null && <Tag color="processing">{t("bulk.page.running")}</Tag>}
    </Flex>
  );
  const who = ({ memberName, roleLabel }: Batch) => (
    <Flex gap={8} wrap align="center">
      <span>{memberName ?? t("audit.automatic")}</span>
      {roleLabel && <Tag style={{ marginInlineEnd: 0 }}>{labelOf(roleLabel)}</Tag>}
    </Flex>
  );
  const undo = (batch: Batch) =>
    onUndo && (
      <Button size="small" onClick={() => onUndo(batch)}>
        {t("bulk.page.undo")}
      </Button>
    );

  const wide: TableColumnsType<Batch> = [
    {
      key: "when",
      title: t("audit.when"),
      width: 170,
      render: (_, { startedAt }) => <Moment at={startedAt} />,
    },
    { key: "who", title: t("audit.who"), width: 240, render: (_, batch) => who(batch) },
    { key: "what", title: t("bulk.page.what"), render: (_, batch) => what(batch) },
    { key: "undo", width: 130, align: "right", render: (_, batch) => undo(batch) },
  ];
  const narrow: TableColumnsType<Batch> = [
    {
      key: "batch",
      render: (_, batch) => (
        <Flex vertical gap={6} align="start">
          {what(batch)}
          {who(batch)}
          <Flex gap={12} align="center">
            <Typography.Text type="secondary">
              <Moment at={batch.startedAt} />
            </Typography.Text>
            {undo(batch)}
          </Flex>
        </Flex>
      ),
    },
  ];
  return (
    <Table<Batch>
      rowKey="id"
      size="middle"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={batches}
      loading={isLoading}
      pagination={false}
      locale={{ emptyText: empty }}
    />
  );
}
