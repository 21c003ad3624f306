/** Gives a role to a member, or takes it from him; the member's other roles stay. Throws DataError. */
import type { MemberRow } from "./config/membersPage";
import { useConfigAction } from "./useConfigAction";

const parseNothing = () => undefined;

export function useHolders(roleId: string) {
  const { run, isRunning } = useConfigAction("update_member", parseNothing);
  const setRoles = (member: MemberRow, roles: string[]) => run({ member_id: member.id, changes: { roles } });
  return {
    add: (member: MemberRow) => setRoles(member, [...member.roles, roleId]),
    remove: (member: MemberRow) =>
      setRoles(
        member,
        member.roles.filter((id) => id !== roleId),
      ),
    isChanging: isRunning,
  };
}
