/** The draft as it is sent: names in both languages, without half-written rules and scopes that nobody uses. */
import { trimmed } from "../../model/permissions";
import type { Permission, Preset, RoleDocument, ValidationRule } from "../../model/roleDocument";
import { completeLabel, isEmptyLabel } from "../completeLabel";

const hasValue = (preset: Preset) =>
  "variable" in preset || (preset.value !== null && preset.value !== undefined && preset.value !== "");

const hasCondition = ({ condition, message }: ValidationRule) =>
  !isEmptyLabel(message) && !("all" in condition && condition.all.length === 0);

function readyPermission(permission: Permission): Permission {
  const { presets, validation, ...rest } = permission;
  const filled = Object.entries(presets ?? {}).filter(([, preset]) => hasValue(preset));
  const rules = (validation ?? [])
    .filter(hasCondition)
    .map((rule) => ({ ...rule, message: completeLabel(rule.message) }));
  return { ...rest, presets: Object.fromEntries(filled), validation: rules };
}

export function readyDocument(draft: RoleDocument): RoleDocument {
  return trimmed({
    ...draft,
    label: completeLabel(draft.label),
    permissions: draft.permissions.map(readyPermission),
  });
}
