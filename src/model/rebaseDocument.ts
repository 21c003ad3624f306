/** Puts one's own changes of a role on top of what somebody else saved meanwhile; where both changed, one's own stay. */
import { permissionText } from "./permissions";
import type { Permission, RoleDocument } from "./roleDocument";

interface Versions {
  /** As it was when the editing began. */
  base: RoleDocument;
  mine: RoleDocument;
  theirs: RoleDocument;
}

const settingKeys = [
  "label",
  "rank",
  "requires_mfa",
  "can_view_as",
  "may_configure",
  "is_active",
  "operations",
  "new_scopes",
] as const;

const cellOf = ({ entity, action }: Permission) => `${entity}.${action}`;
const byCell = ({ permissions }: RoleDocument) =>
  new Map(permissions.map((permission) => [cellOf(permission), permission]));
const textOf = (permission: Permission | undefined) => permission && permissionText(permission);
const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

export function rebaseDocument({ base, mine, theirs }: Versions): RoleDocument {
  const [before, own, other] = [byCell(base), byCell(mine), byCell(theirs)];
  const cells = new Set([...own.keys(), ...other.keys()]);
  const permissions = [...cells].flatMap((cell) => {
    const isMine = textOf(before.get(cell)) !== textOf(own.get(cell));
    return (isMine ? own.get(cell) : other.get(cell)) ?? [];
  });
  const settings = settingKeys.reduce<Partial<RoleDocument>>(
    (kept, key) => (isSame(mine[key], base[key]) ? kept : { ...kept, [key]: mine[key] }),
    {},
  );
  return { ...theirs, ...settings, permissions };
}
