/** Search, role and state of the members that are shown. */
import { Flex, Input, Segmented, Select } from "antd";
import type { MembersPageAnswer } from "../../data/config/membersPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { useTypedText } from "../../ui/useTypedText";
import { countMembers, type MemberFilter, memberStates } from "./memberFilter";

interface MembersToolbarProps {
  page: MembersPageAnswer | undefined;
  filter: MemberFilter;
  onFilter: (changes: Partial<MemberFilter>) => void;
  onAnyRole: () => void;
}

export function MembersToolbar({ page, filter, onFilter, onAnyRole }: MembersToolbarProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { members = [], roles = [] } = page ?? {};
  // The address follows in its own time, and would take back what is typed meanwhile.
  const { text, type } = useTypedText(filter.search, (search) => onFilter({ search }));
  return (
    <Flex gap={8} wrap align="center">
      <Segmented
        aria-label={t("members.filter.state")}
        value={filter.state}
        onChange={(state) => onFilter({ state })}
        options={memberStates.map((state) => ({
          value: state,
          label: t(`members.filter.${state}`, { count: countMembers(members, state) }),
        }))}
      />
      <Select
        aria-label={t("members.filter.role")}
        placeholder={t("members.filter.anyRole")}
        value={filter.role}
        allowClear
        onChange={(role: string | undefined) => (role ? onFilter({ role }) : onAnyRole())}
        options={roles.map(({ id, label }) => ({ value: id, label: labelOf(label) }))}
        style={isPhone ? { width: "100%" } : { minWidth: 160 }}
      />
      <Input.Search
        aria-label={t("members.filter.search")}
        placeholder={t("members.filter.search")}
        value={text}
        allowClear
        onChange={(event) => type(event.target.value)}
        style={isPhone ? {} : { maxWidth: 260, marginInlineStart: "auto" }}
      />
    </Flex>
  );
}
