/** Orders the role's entities by job, as configuration groups them. */
import type { Label } from "../model/label";
import type { Snapshot } from "../model/snapshot";
import type { NavigationSection } from "../ui/NavigationMenu";
import type { WorkspacePage } from "./workspacePages";

export const entityPath = (name: string) => `/e/${name}`;

interface SectionOptions {
  labelOf: (label: Label) => string;
  /** Heads the entities that belong to no group. */
  otherLabel: string;
  /** They come first under their headings. */
  pages?: readonly (Pick<WorkspacePage, "path" | "icon" | "group"> & { label: string })[];
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
  { labelOf, otherLabel, pages = [] }: SectionOptions,
): NavigationSection[] {
  const entries = [
    ...pages,
    ...navigationEntities(snapshot).map(({ name, label, icon, group }) => ({
      path: entityPath(name),
      label: labelOf(label),
      icon,
      group,
    })),
  ];
  const sections = new Map<string, NavigationSection>();
  const groups = [...snapshot.groups].sort((a, b) => a.position - b.position);
  for (const group of [...groups, undefined]) {
    const items = entries
      .filter((entry) => groups.find(({ key }) => key === entry.group) === group)
      .map(({ path, label, icon }) => ({ path, label, icon }));
    const key = group?.key ?? "";
    const label = group ? labelOf(group.label) : otherLabel;
    if (items.length > 0) sections.set(key, { key, label, items });
  }
  const [only] = sections.values();
  // One heading alone, and not a real one, says nothing.
  return sections.size === 1 && only?.key === "" ? [{ ...only, label: undefined }] : [...sections.values()];
}
