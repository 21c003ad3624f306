/** Part of every query key: another role, another pair of eyes or a changed configuration is another answer. */
import { useSnapshot } from "./useSnapshot";

export function useQueryScope(): string {
  const { snapshot } = useSnapshot();
  if (!snapshot) return "";
  const eyes = snapshot.viewAs ? `${snapshot.viewAs.role.key}/${snapshot.viewAs.member?.id ?? ""}` : "";
  return [snapshot.member.id, snapshot.role.key, eyes, snapshot.version].join("|");
}
