/** Fills the draft with a ready-made set of rights; returns the names of what it does not fit. */
import { useLabel } from "../../../i18n/useLabel";
import { groupPermissions, type PresetGroup, withEntityPermissions } from "../../../model/presetGroups";
import type { NewScope } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { useDraft } from "../RoleDraftContext";
import { useRoleWorld } from "../RoleWorldContext";
import { ownershipOf } from "./ownershipOf";

export function useApplyPreset(): (group: PresetGroup, entities: readonly Entity[]) => string[] {
  const labelOf = useLabel();
  const { scopes } = useRoleWorld();
  const { draft, change } = useDraft();

  return (group, entities) => {
    let result = draft;
    const skipped: string[] = [];
    for (const entity of entities) {
      const known: NewScope[] = [...scopes, ...(result.new_scopes ?? [])];
      const own = ownershipOf(entity, known);
      const permissions = groupPermissions(group, entity.name, own?.ownership);
      if (!permissions) {
        skipped.push(labelOf(entity.label));
        continue;
      }
      const isUsed = permissions.some(({ scope }) => scope === own?.newScope?.key);
      if (own?.newScope && isUsed) {
        result = { ...result, new_scopes: [...(result.new_scopes ?? []), own.newScope] };
      }
      result = withEntityPermissions(result, entity.name, permissions);
    }
    change(() => result);
    return skipped;
  };
}
