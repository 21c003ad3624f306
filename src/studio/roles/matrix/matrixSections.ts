/** Entities under the headings of the navigation, as the matrix lists them. */
import type { Label } from "../../../model/label";
import type { Entity, NavigationGroup } from "../../../model/snapshot";

export interface MatrixSection {
  key: string;
  /** Undefined for entities that only appear inside others. */
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
  return [...sections, { key: "", label: undefined, entities: rest }].filter(
    (section) => section.entities.length > 0,
  );
}
