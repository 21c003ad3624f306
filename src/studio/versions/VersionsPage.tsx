/** The configuration after each change: who, when, why, what; any of them can come back. */
import { RollbackOutlined } from "@ant-design/icons";
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import type { ConfigVersion } from "../../data/config/versions";
import { useVersions } from "../../data/useVersions";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { Moment } from "../../ui/Moment";
import { PageHeader } from "../../ui/PageHeader";
import { useIsPhone } from "../../ui/useIsPhone";
import { useStudioWorld } from "../useStudioWorld";
import { RestoreDialog } from "./RestoreDialog";
import { VersionChanges } from "./VersionChanges";

export function VersionsPage() {
  const t = useText();
  const isPhone = useIsPhone();
  const { versions, error, refetch, mayHaveMore, showMore, isFetching } = useVersions();
  const { world, filterWorld } = useStudioWorld();
  const [restored, setRestored] = useState<ConfigVersion>();

  if (!versions && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!versions || !world) return <ListSkeleton />;
  const columns: TableColumnsType<ConfigVersion> = [
    {
      key: "version",
      title: t("versions.version"),
      render: (_, { id, at, is_current }) => (
        <Flex gap={8} align="center" wrap>
          <Typography.Text strong className="tabular">
            {t("versions.number", { number: id })}
          </Typography.Text>
          <Moment at={at} />
          {is_current && <Tag color="success">{t("versions.current")}</Tag>}
        </Flex>
      ),
    },
    {
      key: "author",
      title: t("versions.author"),
      render: (_, { author }) => author ?? t("versions.operator"),
    },
    { key: "note", title: t("versions.note"), dataIndex: "note", width: isPhone ? undefined : "40%" },
    {
      key: "restore",
      align: "right",
      render: (_, version) =>
        !version.is_current && (
          <Button
            icon={<RollbackOutlined />}
            onClick={() => setRestored(version)}
            aria-label={t("versions.restoreNumber", { number: version.id })}
          >
            {isPhone ? null : t("versions.restore")}
          </Button>
        ),
    },
  ];
  return (
    <FilterWorldContext value={filterWorld}>
      <Flex vertical gap={16}>
        <PageHeader title={t("studio.pages.versions")} subtitle={t("versions.subtitle")} />
        <Table
          rowKey="id"
          columns={columns}
          dataSource={versions}
          pagination={false}
          expandable={{
            expandRowByClick: true,
            expandedRowRender: ({ id }) => <VersionChanges id={id} world={world} />,
          }}
          locale={{ emptyText: <EmptyState title={t("versions.none")} /> }}
          {...(isPhone && { scroll: { x: "max-content" } })}
        />
        {mayHaveMore && (
          <Button onClick={showMore} loading={isFetching} style={{ alignSelf: "center" }}>
            {t("versions.more")}
          </Button>
        )}
      </Flex>
      {restored && <RestoreDialog version={restored} world={world} onClose={() => setRestored(undefined)} />}
    </FilterWorldContext>
  );
}
