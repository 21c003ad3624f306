/** Inputs for what a member may do: roles, and the records that are his, such as warehouses. */
import { Form, Select } from "antd";
import type { MembersPageAnswer, MemberVariable } from "../../data/config/membersPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { leaveOnTab } from "../../ui/leaveOnTab";
import { RolesSelect } from "./RolesSelect";

interface AccessFieldsProps {
  page: MembersPageAnswer;
  isRoleRequired: boolean;
}

export function AccessFields({ page, isRoleRequired }: AccessFieldsProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  // A variable is called "my warehouses", but these are somebody else's.
  const nameOf = ({ entity, label }: MemberVariable) => {
    const isOnly = page.variables.filter((other) => other.entity === entity).length === 1;
    const known = snapshot?.entities.find(({ name }) => name === entity);
    return labelOf(isOnly && known ? known.label : label);
  };
  return (
    <>
      <Form.Item
        name="roles"
        label={t("members.roles")}
        extra={t("members.rolesHint")}
        rules={isRoleRequired ? [{ required: true, type: "array", message: t("members.roleNeeded") }] : []}
      >
        <RolesSelect roles={page.roles} />
      </Form.Item>
      {page.variables.map((variable) => (
        <Form.Item key={variable.key} name={["values", variable.key]} label={nameOf(variable)}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            onInputKeyDown={leaveOnTab}
            placeholder={t("members.allOfThem")}
            options={variable.options.map(({ id, title }) => ({
              value: id,
              label: String(title ?? `#${id}`),
            }))}
          />
        </Form.Item>
      ))}
    </>
  );
}
