/** All kinds of records, with how many fields each has; one click leads to them. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { EntityRow } from "../../data/config/fieldsPage";
import { useEntitiesPage } from "../../data/useEntitiesPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EntityIcon } from "../../ui/EntityIcon";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";

const EntityDialog = lazy(async () => ({ default: (await import("./EntityDialog")).EntityDialog }));
const EntityTrash = lazy(async () => ({ default: (await import("./EntityTrash")).EntityTrash }));
const TableList = lazy(async () => ({ default: (await import("./TableList")).TableList }));

export function EntitiesPage() {
  const t = useText();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const { snapshot } = useSnapshot();
  const { answer: page, error, refetch } = useEntitiesPage();
  const [isCreating, setIsCreating] = useState(false);
  if (error && !page) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!page) return <ListSkeleton rows={8} />;

  const groupOf = (key: string | null) => labelOf(snapshot?.groups.find((group) => group.key === key)?.label);
  const columns: TableColumnsType<EntityRow> = [
    {
      key: "name",
      title: t("fields.entity"),
      render: (_, entity) => (
        <Flex gap={8} align="center">
          <EntityIcon name={entity.icon} />
          <Link to={`/studio/entities/${entity.name}`} onClick={(event) => event.stopPropagation()}>
            {labelOf(entity.label)}
          </Link>
          {entity.isHidden && <Tag>{t("fields.ruleHidden")}</Tag>}
        </Flex>
      ),
    },
    {
      key: "group",
      title: t("fields.group"),
      responsive: ["md"],
      render: (_, entity) => <Typography.Text type="secondary">{groupOf(entity.group)}</Typography.Text>,
    },
    { key: "fields", dataIndex: "fields", title: t("fields.fieldCount"), align: "right", width: 100 },
  ];
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("fields.title")}
        subtitle={t("fields.subtitle")}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setIsCreating(true)}>
            {t("fields.newEntity")}
          </Button>
        }
      />
      <Table
        rowKey="name"
        columns={columns}
        dataSource={page.entities}
        pagination={false}
        onRow={(entity) => ({
          onClick: () => void navigate(`/studio/entities/${entity.name}`),
          style: { cursor: "pointer" },
        })}
      />
      <Suspense>
        {page.trash.length > 0 && <EntityTrash trash={page.trash} />}
        {page.tables.length > 0 && <TableList tables={page.tables} />}
        {isCreating && (
          <EntityDialog
            known={page.entities.map(({ name }) => name)}
            onClose={() => setIsCreating(false)}
            onCreated={(name) => {
              setIsCreating(false);
              if (name !== undefined) void navigate(`/studio/entities/${name}`);
            }}
          />
        )}
      </Suspense>
    </Flex>
  );
}
