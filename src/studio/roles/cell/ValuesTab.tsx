/** What is filled in and what is checked when the role writes, on every way into the database. */
import { Divider, Empty, Flex, Typography } from "antd";
import { Fragment } from "react";
import { useText } from "../../../i18n/useText";
import { findPermission, withPermission } from "../../../model/permissions";
import { writeActions } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { useDraft } from "../RoleDraftContext";
import { PresetList } from "./PresetList";
import { ValidationList } from "./ValidationList";

export function ValuesTab({ entity }: { entity: Entity }) {
  const t = useText();
  const { draft, change } = useDraft();
  const written = writeActions.flatMap((action) => findPermission(draft, entity.name, action) ?? []);
  if (written.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("roles.cell.writesNothing")} />;
  }
  return (
    <Flex vertical>
      {written.map((permission, index) => (
        <Fragment key={permission.action}>
          {index > 0 && <Divider />}
          <Typography.Title level={5} style={{ marginTop: 0 }}>
            {t(permission.action === "create" ? "roles.cell.whenAdding" : "roles.cell.whenEditing")}
          </Typography.Title>
          <Flex vertical gap={20}>
            <PresetList
              entity={entity}
              presets={permission.presets ?? {}}
              onChange={(presets) =>
                change((document) => withPermission(document, { ...permission, presets }))
              }
            />
            <ValidationList
              entity={entity}
              rules={permission.validation ?? []}
              onChange={(validation) =>
                change((document) => withPermission(document, { ...permission, validation }))
              }
            />
          </Flex>
        </Fragment>
      ))}
    </Flex>
  );
}
