/** One row per field: name, type, column, rules, who sees and edits it, and what can be done. */
import { Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { FieldsPageAnswer, StudioFieldRow } from "../../data/config/fieldsPage";
import { lazy, Suspense } from "react";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { FieldMenu } from "./FieldMenu";

const TypeIcon = lazy(async () => ({ default: (await import("../../field-editor/TypeIcon")).TypeIcon }));

interface FieldTableProps {
  page: FieldsPageAnswer;
  onEdit: (field: StudioFieldRow) => void;
  onRetype: (field: StudioFieldRow) => void;
}

export function FieldTable({ page, onEdit, onRetype }: FieldTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const roleNames = (keys: string[]) =>
    page.roles
      .filter(({ key }) => keys.includes(key))
      .map(({ label }) => labelOf(label))
      .join(t("workspace.delete.comma")) || t("fields.nobody");

  const columns: TableColumnsType<StudioFieldRow> = [
    {
      key: "name",
      title: t("fields.name"),
      render: (_, field) => (
        <Flex vertical>
          <Flex gap={8} align="center" wrap>
            <Typography.Link strong role="button" tabIndex={-1} onClick={() => onEdit(field)}>
              {labelOf(field.label)}
            </Typography.Link>
            <Rules field={field} />
          </Flex>
          {isPhone && <TypeText field={field} />}
        </Flex>
      ),
    },
    {
      key: "type",
      title: t("fields.type"),
      responsive: ["sm"],
      render: (_, field) => <TypeText field={field} />,
    },
    {
      key: "column",
      title: t("fields.column"),
      responsive: ["lg"],
      render: (_, field) => (
        <Typography.Text type="secondary" code>
          {field.name}
        </Typography.Text>
      ),
    },
    {
      key: "access",
      title: t("fields.access"),
      responsive: ["md"],
      width: "30%",
      render: (_, field) => (
        <Flex vertical>
          <Typography.Text>{t("fields.seeList", { roles: roleNames(field.see) })}</Typography.Text>
          <Typography.Text type="secondary">
            {t("fields.editList", { roles: roleNames(field.edit) })}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: "menu",
      width: 56,
      render: (_, field) => (
        <FieldMenu page={page} field={field} onEdit={() => onEdit(field)} onRetype={() => onRetype(field)} />
      ),
    },
  ];
  return <Table rowKey="id" size="small" columns={columns} dataSource={page.fields} pagination={false} />;
}

function TypeText({ field }: { field: StudioFieldRow }) {
  const t = useText();
  return (
    <Flex gap={8} align="center">
      <Suspense fallback={<span style={{ width: "1em" }} />}>
        <TypeIcon type={field.type} />
      </Suspense>
      {t(`fields.types.${field.type}`)}
    </Flex>
  );
}

function Rules({ field }: { field: StudioFieldRow }) {
  const t = useText();
  return (
    <>
      {field.isHidden && <Tag color="warning">{t("fields.ruleHidden")}</Tag>}
      {field.isRequired && <Tag>{t("fields.ruleRequired")}</Tag>}
      {field.isUnique && <Tag>{t("fields.ruleUnique")}</Tag>}
    </>
  );
}
