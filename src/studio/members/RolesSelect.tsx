/** Chooses roles in a form. It takes only what it needs: a form also hands down a mark that no list for many may carry. */
import { Select } from "antd";
import type { MembersPageAnswer } from "../../data/config/membersPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { leaveOnTab } from "../../ui/leaveOnTab";

interface RolesSelectProps {
  roles: MembersPageAnswer["roles"];
  /** Given by the form. */
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
}

export function RolesSelect({ roles, id, value, onChange }: RolesSelectProps) {
  const t = useText();
  const labelOf = useLabel();
  return (
    <Select
      {...{ id, value, onChange }}
      mode="multiple"
      optionFilterProp="label"
      onInputKeyDown={leaveOnTab}
      placeholder={t("members.chooseRoles")}
      options={roles.map(({ id: role, label, canGive }) => ({
        value: role,
        label: labelOf(label),
        disabled: !canGive,
        title: canGive ? labelOf(label) : t("members.mayNotGive"),
      }))}
    />
  );
}
