/** What can be done to a field: edit, move, hide, remove. */
import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import type { FieldsPageAnswer, StudioFieldRow } from "../../data/config/fieldsPage";
import { DataError } from "../../data/DataError";
import { usePublish } from "../../data/usePublish";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { FieldChange } from "../../model/fieldChange";
import { useConfirmAction } from "../useConfirmAction";

interface FieldMenuProps {
  page: FieldsPageAnswer;
  field: StudioFieldRow;
  onEdit: () => void;
  onRetype: () => void;
}

export function FieldMenu({ page, field, onEdit, onRetype }: FieldMenuProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const confirm = useConfirmAction();
  const { publish, isPublishing } = usePublish();
  const entity = page.entity.name;
  const names = page.fields.map(({ name }) => name);
  const place = names.indexOf(field.name);

  const make = async (change: FieldChange) => {
    try {
      await publish(change);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      void message.error(error.message);
    }
  };
  const move = (to: number) => {
    const others = names.filter((name) => name !== field.name);
    return make({ kind: "order_fields", entity, fields: others.toSpliced(to, 0, field.name) });
  };
  const askTrash = () =>
    confirm({
      title: t("fields.trashTitle", { field: labelOf(field.label) }),
      text: t("fields.trashText"),
      okText: t("fields.trash"),
      isDangerous: true,
      run: () => publish({ kind: "trash_field", entity, field: field.name }),
      done: t("fields.trashed"),
    });
  const hide = () => make({ kind: "change_field", entity, field: field.name, is_hidden: !field.isHidden });

  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "edit", label: t("general.edit"), onClick: onEdit },
          { key: "up", label: t("fields.up"), disabled: place === 0, onClick: () => void move(place - 1) },
          {
            key: "down",
            label: t("fields.down"),
            disabled: place === names.length - 1,
            onClick: () => void move(place + 1),
          },
          {
            key: "hide",
            label: t(field.isHidden ? "fields.show" : "fields.hide"),
            onClick: () => void hide(),
          },
          ...(field.isMadeHere
            ? [
                { key: "type", label: t("fields.changeType"), onClick: onRetype },
                { key: "trash", label: t("fields.trash"), danger: true, onClick: askTrash },
              ]
            : []),
        ],
      }}
    >
      <Button
        type="text"
        icon={<MoreOutlined />}
        loading={isPublishing}
        aria-label={t("fields.actions", { field: labelOf(field.label) })}
      />
    </Dropdown>
  );
}
