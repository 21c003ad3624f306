/** One rule in words, with who keeps it. */
import { CopyOutlined, DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Flex, Switch, Tag, theme, Tooltip, Typography } from "antd";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { FormRule } from "../../../model/form";
import type { Entity } from "../../../model/snapshot";
import { SortableRow } from "../layout/SortableRow";
import { RuleText } from "./RuleText";

interface RuleRowProps {
  entity: Entity;
  rule: FormRule;
  onChange: (rule: FormRule) => void;
  onEdit: () => void;
  onCopy: () => void;
  onRemove: () => void;
}

export function RuleRow({ entity, rule, onChange, onEdit, onCopy, onRemove }: RuleRowProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const name = labelOf(rule.label);
  const buttons = [
    { key: "edit", icon: <EditOutlined />, label: t("forms.editRule", { rule: name }), onClick: onEdit },
    { key: "copy", icon: <CopyOutlined />, label: t("forms.copyRule", { rule: name }), onClick: onCopy },
    { key: "remove", icon: <DeleteOutlined />, label: t("forms.remove", { name }), onClick: onRemove },
  ];
  return (
    <SortableRow
      id={rule.key}
      name={name}
      style={{
        alignItems: "flex-start",
        padding: token.paddingXS,
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadius,
        background: token.colorBgContainer,
      }}
    >
      <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
        <Flex gap={8} align="center" wrap>
          <Typography.Text strong>{name}</Typography.Text>
          <Tooltip title={t(rule.is_enforced ? "forms.enforcedHelp" : "forms.uiOnlyHelp")}>
            <Tag color={rule.is_enforced ? "green" : undefined}>
              {t(rule.is_enforced ? "forms.enforced" : "forms.uiOnly")}
            </Tag>
          </Tooltip>
        </Flex>
        <Typography.Text type={rule.is_enabled ? undefined : "secondary"}>
          <RuleText entity={entity} rule={rule} />
        </Typography.Text>
      </Flex>
      <Switch
        size="small"
        checked={rule.is_enabled}
        onChange={(is_enabled) => onChange({ ...rule, is_enabled })}
        aria-label={t("forms.enableRule", { rule: name })}
        style={{ marginTop: 4 }}
      />
      {buttons.map(({ key, icon, label, onClick }) => (
        <Button key={key} type="text" size="small" icon={icon} aria-label={label} onClick={onClick} />
      ))}
    </SortableRow>
  );
}
