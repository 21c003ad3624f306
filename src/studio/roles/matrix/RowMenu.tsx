/** Ready-made rights for one kind of record, or for all under a heading. */
import { ThunderboltOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { useText } from "../../../i18n/useText";
import { type PresetGroup, presetGroups, withEntityPermissions } from "../../../model/presetGroups";
import type { Entity } from "../../../model/snapshot";
import { useDraft } from "../RoleDraftContext";
import { useApplyPreset } from "./useApplyPreset";

interface RowMenuProps {
  name: string;
  entities: readonly Entity[];
}

export function RowMenu({ name, entities }: RowMenuProps) {
  const t = useText();
  const { message } = App.useApp();
  const { change } = useDraft();
  const applyPreset = useApplyPreset();

  const handlePreset = (group: PresetGroup) => {
    const skipped = applyPreset(group, entities);
    if (skipped.length > 0) {
      void message.info(t("roles.presets.skipped", { entities: skipped.join(t("workspace.delete.comma")) }));
    }
  };
  const clear = () =>
    change((draft) =>
      entities.reduce((result, entity) => withEntityPermissions(result, entity.name, []), draft),
    );
  const items: NonNullable<MenuProps["items"]> = [
    ...presetGroups.map((group) => ({
      key: group,
      label: t(`roles.presets.${group}.name`),
      onClick: () => handlePreset(group),
    })),
    { type: "divider" as const },
    { key: "none", label: t("roles.presets.none"), onClick: clear },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }} autoFocus placement="bottomRight">
      <Button
        type="text"
        size="small"
        icon={<ThunderboltOutlined />}
        aria-label={t("roles.presets.label", { name })}
        title={t("roles.presets.label", { name })}
      />
    </Dropdown>
  );
}
