/** All kinds of records with the state of their forms; one click leads to the designer. */
import { Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { Link, useNavigate } from "react-router";
import type { FormsRow } from "../../data/config/formPages";
import { useFormsPage } from "../../data/useForms";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EntityIcon } from "../../ui/EntityIcon";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";

export function FormsPage() {
  const t = useText();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const { answer: rows, error, refetch } = useFormsPage();
  if (error && !rows) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!rows) return <ListSkeleton rows={8} />;

  const columns: TableColumnsType<FormsRow> = [
    {
      key: "name",
      title: t("fields.entity"),
      render: (_, row) => (
        <Flex gap={8} align="center">
          <EntityIcon name={row.icon} />
          <Link to={`/studio/forms/${row.name}`} onClick={(event) => event.stopPropagation()}>
            {labelOf(row.label)}
          </Link>
        </Flex>
      ),
    },
    {
      key: "layout",
      title: t("forms.layout"),
      responsive: ["sm"],
      render: (_, row) => (
        <Typography.Text type={row.layouts > 0 ? undefined : "secondary"}>
          {row.layouts > 0 ? t("forms.layoutCount", { count: row.layouts }) : t("forms.automatic")}
        </Typography.Text>
      ),
    },
    {
      key: "rules",
      title: t("forms.rules"),
      render: (_, row) => (
        <Flex gap={4} wrap>
          {row.enforced > 0 && <Tag color="green">{t("forms.enforcedCount", { count: row.enforced })}</Tag>}
          {row.rules > row.enforced && (
            <Tag>{t("forms.uiOnlyCount", { count: row.rules - row.enforced })}</Tag>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <Flex vertical gap={16}>
      <PageHeader title={t("forms.title")} subtitle={t("forms.subtitle")} />
      <Table
        rowKey="name"
        columns={columns}
        dataSource={rows.filter(({ isHidden }) => !isHidden)}
        pagination={false}
        onRow={(row) => ({
          onClick: () => void navigate(`/studio/forms/${row.name}`),
          style: { cursor: "pointer" },
        })}
      />
    </Flex>
  );
}
