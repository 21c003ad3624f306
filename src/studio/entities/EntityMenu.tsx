/** What can be done to a kind of records as a whole: name and place, trash. */
import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import type { FieldsPageAnswer } from "../../data/config/fieldsPage";
import { usePublish } from "../../data/usePublish";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useConfirmAction } from "../useConfirmAction";

const EntityLooksDialog = lazy(async () => ({
  default: (await import("./EntityLooksDialog")).EntityLooksDialog,
}));

export function EntityMenu({ page }: { page: FieldsPageAnswer }) {
  const t = useText();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const confirm = useConfirmAction();
  const { publish } = usePublish();
  const [isEditing, setIsEditing] = useState(false);
  const { entity } = page;
  // Leaves first: this page would ask again for what is gone.
  const trash = async () => {
    await navigate("/studio/entities");
    await publish({ kind: "trash_entity", entity: entity.name });
  };
  const askTrash = () =>
    confirm({
      title: t("configuration.trashEntityTitle", { entity: labelOf(entity.label) }),
      text: t(entity.origin === "created" ? "configuration.trashEntityText" : "configuration.releaseText"),
      okText: t("configuration.trashEntity"),
      isDangerous: true,
      run: trash,
      done: t("fields.trashed"),
    });
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "looks", label: t("configuration.looks"), onClick: () => setIsEditing(true) },
            ...(entity.origin === "app"
              ? []
              : [{ key: "trash", label: t("configuration.trashEntity"), danger: true, onClick: askTrash }]),
          ],
        }}
      >
        <Button icon={<MoreOutlined />} aria-label={t("configuration.moreActions")} />
      </Dropdown>
      <Suspense>
        {isEditing && <EntityLooksDialog page={page} onClose={() => setIsEditing(false)} />}
      </Suspense>
    </>
  );
}
