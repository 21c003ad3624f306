/** Who may see and edit a field: one line per role that reaches its records. */
import { Checkbox, Flex, Typography } from "antd";
import type { FieldsPageAnswer } from "../data/config/fieldsPage";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { FieldAccess } from "../model/fieldChange";

interface AccessEditorProps {
  roles: FieldsPageAnswer["roles"];
  value: FieldAccess;
  onChange: (access: FieldAccess) => void;
}

const withKey = (keys: string[], key: string, isIn: boolean) =>
  isIn ? [...keys.filter((other) => other !== key), key] : keys.filter((other) => other !== key);

export function AccessEditor({ roles, value, onChange }: AccessEditorProps) {
  const t = useText();
  const labelOf = useLabel();
  const see = (key: string, isIn: boolean) =>
    onChange({
      see: withKey(value.see, key, isIn),
      edit: isIn ? value.edit : withKey(value.edit, key, false),
    });
  const edit = (key: string, isIn: boolean) =>
    onChange({ see: isIn ? withKey(value.see, key, true) : value.see, edit: withKey(value.edit, key, isIn) });

  return (
    <Flex vertical gap={4}>
      {roles.map(({ key, label, mayEdit }) => (
        <Flex key={key} gap={12} align="center">
          <Typography.Text style={{ flex: 1, minWidth: 0 }} ellipsis>
            {labelOf(label)}
          </Typography.Text>
          <Checkbox
            checked={value.see.includes(key)}
            onChange={(event) => see(key, event.target.checked)}
            aria-label={t("fields.seenBy", { role: labelOf(label) })}
          >
            {t("fields.see")}
          </Checkbox>
          <Checkbox
            checked={value.edit.includes(key)}
            disabled={!mayEdit}
            onChange={(event) => edit(key, event.target.checked)}
            aria-label={t("fields.editedBy", { role: labelOf(label) })}
          >
            {t("fields.edit")}
          </Checkbox>
        </Flex>
      ))}
    </Flex>
  );
}
