/** The finer points of one kind of record: which rows, which fields, what is filled in and checked. */
import { Drawer, Skeleton, Tabs, Typography } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { isRowAction } from "../../../model/roleDocument";
import { useIsPhone } from "../../../ui/useIsPhone";
import type { OpenCell } from "../OpenCell";
import { useDraft } from "../RoleDraftContext";
import { useRoleWorld } from "../RoleWorldContext";
import { RowsTab } from "./RowsTab";

const FieldsTab = lazy(async () => ({ default: (await import("./FieldsTab")).FieldsTab }));
const ValuesTab = lazy(async () => ({ default: (await import("./ValuesTab")).ValuesTab }));

const whenHere = (tab: ReactNode) => <Suspense fallback={<Skeleton active />}>{tab}</Suspense>;

interface PermissionDrawerProps {
  cell: OpenCell;
  onClose: () => void;
}

export function PermissionDrawer({ cell, onClose }: PermissionDrawerProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { entities } = useRoleWorld();
  const { draft } = useDraft();
  const [tab, setTab] = useState(isRowAction(cell.action) ? "rows" : "fields");
  const entity = entities.find(({ name }) => name === cell.entity);
  if (!entity) return null;

  return (
    <Drawer
      open
      onClose={onClose}
      width={isPhone ? "100%" : 760}
      title={`${labelOf(entity.label)} · ${labelOf(draft.label)}`}
      styles={{ body: { paddingTop: 4 } }}
      footer={<Typography.Text type="secondary">{t("roles.cell.notYetSaved")}</Typography.Text>}
    >
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: "rows",
            label: t("roles.cell.rows"),
            children: <RowsTab entity={entity} focus={cell.action} />,
          },
          { key: "fields", label: t("roles.cell.fields"), children: whenHere(<FieldsTab entity={entity} />) },
          { key: "values", label: t("roles.cell.values"), children: whenHere(<ValuesTab entity={entity} />) },
        ]}
      />
    </Drawer>
  );
}
