/** Who holds the role; those who may change members add and remove them here. */
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { HolderEditor } from "./HolderEditor";
import { HolderRow } from "./HolderRow";
import { useRoleWorld } from "./RoleWorldContext";

export function RoleMembers() {
  const t = useText();
  const { snapshot } = useSnapshot();
  const { role } = useRoleWorld();
  if (snapshot?.role.mayConfigure.includes("members")) return <HolderEditor />;
  if (role.members.length === 0) return <EmptyState title={t("roles.members.none")} />;
  return (
    <>
      {role.members.map((member) => (
        <HolderRow key={member.id} name={member.name} />
      ))}
    </>
  );
}
