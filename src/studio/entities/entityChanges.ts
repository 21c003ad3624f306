/** What was edited about a kind of records, as changes that can be published. */
import type { EntityRow } from "../../data/config/fieldsPage";
import type { EntityLooks, FieldChange } from "../../model/fieldChange";
import type { Label } from "../../model/label";
import { isEmptyLabel } from "../completeLabel";
import { moveBehind } from "./menuPlace";

export interface EntityLooksDraft {
  label: Label;
  help: Label;
  icon: string | null;
  group: string | null;
  isHidden: boolean;
  titleField: string;
  /** Name of the one before it in the menu. */
  after: string | null;
}

const differs = (a: Label, b: Label) => a.en !== b.en || a["zh-CN"] !== b["zh-CN"];

export function entityChanges(
  before: EntityLooksDraft & { name: string },
  after: EntityLooksDraft,
  entities: readonly EntityRow[],
): FieldChange[] {
  const entity = before.name;
  const looks: EntityLooks = {
    ...(differs(before.label, after.label) && { label: after.label }),
    ...(differs(before.help, after.help) && { help: isEmptyLabel(after.help) ? null : after.help }),
    ...(before.icon !== after.icon && { icon: after.icon }),
    ...(before.group !== after.group && { group: after.group }),
    ...(before.isHidden !== after.isHidden && { is_hidden: after.isHidden }),
    ...(before.titleField !== after.titleField && { title_field: after.titleField }),
  };
  const isMoved = before.after !== after.after || before.group !== after.group;
  return [
    ...(Object.keys(looks).length > 0 ? [{ kind: "change_entity" as const, entity, ...looks }] : []),
    ...(isMoved ? moveBehind(entities, { name: entity, group: after.group, after: after.after }) : []),
  ];
}
