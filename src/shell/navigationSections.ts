/** Orders the role's entities by job, as configuration groups them. */
import type { Label } from "../model/label";
import type { Snapshot } from "../model/snapshot";
import type { NavigationSection } from "../ui/NavigationMenu";

export const entityPath = (name: string) => `/e/${name}`;

interface SectionOptions {
  labelOf: (label: Label) => string;
  /** Heads the entities that belong to no group. */
  otherLabel: string;
}

/** Entities in the order of the navigation, without the hidden ones. */
export function navigationEntities({ entities, groups }: Snapshot) {
  const place = (key: string | null) => groups.find((group) => group.key === key)?.position ?? Infinity;
  return entities
    .filter(({ isHidden }) => !isHidden)
    .sort((a, b) => place(a.group) - place(b.group) || a.position - b.position);
}

export function navigationSections(
  snapshot: Snapshot,
  { labelOf, otherLabel }: SectionOptions,
): NavigationSection[] {
  const sections = new Map<string, NavigationSection>();
  for (const entity of navigationEntities(snapshot)) {
    const group = snapshot.groups.find(({ key }) => key === entity.group);
    const key = group?.key ?? "";
    const section = sections.get(key) ?? { key, label: group ? labelOf(group.label) : otherLabel, items: [] };
    section.items.push({ path: entityPath(entity.name), label: labelOf(entity.label), icon: entity.icon });
    sections.set(key, section);
  }
  const [only] = sections.values();
  // One heading alone, and not a real one, says nothing.
  return sections.size === 1 && only?.key === "" ? [{ ...only, label: undefined }] : [...sections.values()];
}
