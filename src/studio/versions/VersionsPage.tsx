/** The configuration after each change: who, when, why, what; any of them can come back. */
import { RollbackOutlined } from "@ant-design/icons";
import { Button, Flex, Skeleton, Table, type TableColumnsType, Tag, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
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

const VersionChanges = lazy(async () => ({ default: (await import("./VersionChanges")).VersionChanges }));
const VersionSteps = lazy(async () => ({ default: (await import("./VersionSteps")).VersionSteps }));
const RestoreDialog = lazy(async () => ({ default: (await import("./RestoreDialog")).RestoreDialog }));

export function VersionsPage() {
  const t = useText();
  const isPhone = useIsPhone();
  const { versions, error, refetch, mayHaveMore, showMore, isFetching } = useVersions();
  const { world, filterWorld } = useStudioWorld();
  const [restored, setRestored] = useState<ConfigVersion>();

  if (!versions && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!versions || !world) return <ListSkeleton />;
  const nameOf = ({ id, at, is_current }: ConfigVersion) => (
    <Flex gap={8} align="center" wrap>
      <Typography.Text strong className="tabular">
        {t("versions.number", { number: id })}
      </Typography.Text>
      <Moment at={at} />
      {is_current && <Tag color="success">{t("versions.current")}</Tag>}
    </Flex>
  );
  const authorOf = ({ author }: ConfigVersion) => author ?? t("versions.operator");
  const restoreButton = (version: ConfigVersion) =>
    !version.is_current && (
      <Button
        icon={<RollbackOutlined />}
        onClick={(event) => {
          event.stopPropagation();
          setRestored(version);
        }}
        aria-label={t("versions.restoreNumber", { number: version.id })}
      >
        {isPhone ? null : t("versions.restore")}
      </Button>
    );
  const wide: TableColumnsType<ConfigVersion> = [
    { key: "version", title: t("versions.version"), render: (_, version) => nameOf(version) },
    { key: "author", title: t("versions.author"), render: (_, version) => authorOf(version) },
    { key: "note", title: t("versions.note"), dataIndex: "note", width: "40%" },
    { key: "restore", align: "right", render: (_, version) => restoreButton(version) },
  ];
  const narrow: TableColumnsType<ConfigVersion> = [
    {
      key: "version",
      render: (_, version) => (
        <Flex justify="space-between" align="center" gap={8}>
          <div>
            {nameOf(version)}
            <Typography.Text type="secondary">
              {[authorOf(version), version.note].filter(Boolean).join(" · ")}
            </Typography.Text>
          </div>
          {restoreButton(version)}
        </Flex>
      ),
    },
  ];
  return (
    <FilterWorldContext value={filterWorld}>
      <Flex vertical gap={16}>
        <PageHeader title={t("studio.pages.versions")} subtitle={t("versions.subtitle")} />
        <Table
          rowKey="id"
          columns={isPhone ? narrow : wide}
          showHeader={!isPhone}
          dataSource={versions}
          pagination={false}
          expandable={{
            expandRowByClick: true,
            expandedRowRender: ({ id }) => (
              <Suspense fallback={<Skeleton active paragraph={{ rows: 2 }} />}>
                <VersionSteps id={id} />
                <VersionChanges id={id} world={world} />
              </Suspense>
            ),
          }}
          locale={{ emptyText: <EmptyState title={t("versions.none")} /> }}
        />
        {mayHaveMore && (
          <Button onClick={showMore} loading={isFetching} style={{ alignSelf: "center" }}>
            {t("versions.more")}
          </Button>
        )}
      </Flex>
      <Suspense>
        {restored && (
          <RestoreDialog version={restored} world={world} onClose={() => setRestored(undefined)} />
        )}
      </Suspense>
    </FilterWorldContext>
  );
}
