/** Chooses a ready-made set of rights and the kinds of records for which it shall hold. */
import { Alert, Flex, Form, Modal, Radio, Select, Typography } from "antd";
import { useState } from "react";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { needsOwnership, type PresetGroup, presetGroups } from "../../../model/presetGroups";
import type { Entity } from "../../../model/snapshot";
import { useRoleWorld } from "../RoleWorldContext";
import { ownershipOf } from "./ownershipOf";
import { useApplyPreset } from "./useApplyPreset";
import { leaveOnTab } from "../../../ui/leaveOnTab";

interface PresetDialogProps {
  shown: readonly Entity[];
  onClose: () => void;
}

export function PresetDialog({ shown, onClose }: PresetDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { entities } = useRoleWorld();
  const applyPreset = useApplyPreset();
  const [group, setGroup] = useState<PresetGroup>("add_and_view");
  const [names, setNames] = useState(() => shown.map(({ name }) => name));
  const chosen = entities.filter(({ name }) => names.includes(name));
  const ownerless = needsOwnership(group) ? chosen.filter((entity) => !ownershipOf(entity, [])) : [];

  const handleApply = () => {
    applyPreset(group, chosen);
    onClose();
  };
  return (
    <Modal
      open
      title={t("roles.presets.title")}
      okText={t("roles.presets.apply", { count: chosen.length - ownerless.length })}
      okButtonProps={{ disabled: chosen.length === ownerless.length }}
      onOk={handleApply}
      onCancel={onClose}
      width={560}
    >
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group value={group} onChange={(event) => setGroup(asGroup(event.target.value))}>
            <Flex vertical gap={10}>
              {presetGroups.map((key) => (
                <Radio key={key} value={key}>
                  <Typography.Text strong>{t(`roles.presets.${key}.name`)}</Typography.Text>
                  <br />
                  <Typography.Text type="secondary">{t(`roles.presets.${key}.help`)}</Typography.Text>
                </Radio>
              ))}
            </Flex>
          </Radio.Group>
        </Form.Item>
        <Form.Item label={t("roles.presets.where")}>
          <Select
            mode="multiple"
            value={names}
            onChange={setNames}
            options={entities.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            optionFilterProp="label"
            onInputKeyDown={leaveOnTab}
            maxTagCount={8}
            allowClear
            aria-label={t("roles.presets.where")}
          />
        </Form.Item>
        <Typography.Paragraph type="secondary">{t("roles.presets.replaces")}</Typography.Paragraph>
        {ownerless.length > 0 && (
          <Alert
            type="info"
            showIcon
            message={t("roles.presets.skipped", {
              entities: ownerless.map(({ label }) => labelOf(label)).join(t("workspace.delete.comma")),
            })}
          />
        )}
      </Form>
    </Modal>
  );
}

const asGroup = (value: unknown): PresetGroup => presetGroups.find((key) => key === value) ?? "view_all";
