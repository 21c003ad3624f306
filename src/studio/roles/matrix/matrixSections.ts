/** Entities under the headings of the navigation, as the matrix lists them. */
import type { Label } from "../../../model/label";
import type { Entity, NavigationGroup } from "../../../model/snapshot";

/** Key of the section of entities that only appear inside others. */
export const insideOthers = ":inside";

export interface MatrixSection {
  /** Key of the group, or what these have in common that are in none. */
  key: string;
  /** Undefined for entities without a group. */
  label: Label | undefined;
  entities: Entity[];
}

export function matrixSections(
  entities: readonly Entity[],
  groups: readonly NavigationGroup[],
): MatrixSection[] {
  const known = [...groups].sort((a, b) => a.position - b.position);
  const sections = known.map<MatrixSection>(({ key, label }) => ({
    key,
    label,
    entities: entities.filter(({ group }) => group === key),
  }));
  const rest = entities.filter(({ group }) => known.every(({ key }) => key !== group));
  return [
    ...sections,
    { key: ":other", label: undefined, entities: rest.filter(({ isHidden }) => !isHidden) },
    { key: insideOthers, label: undefined, entities: rest.filter(({ isHidden }) => isHidden) },
  ].filter((section) => section.entities.length > 0);
}
