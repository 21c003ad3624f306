/** A layout as one list of headings and fields: what follows a heading belongs to it, so moving is all it takes. */
import type { ColumnCount, FormLayout, LayoutField, LayoutSection, LayoutTab } from "../../../model/form";
import type { Label } from "../../../model/label";

export type TabItem = { id: string; kind: "tab"; key: string; label: Label };
export type SectionItem = {
  id: string;
  kind: "section";
  key: string;
  label: Label | null;
  columns: ColumnCount;
};
export type FieldItem = { id: string; kind: "field"; placed: LayoutField };
/** Headings at the end: fields that come last by themselves, and fields that are left out. */
export type EndItem = { id: string; kind: "rest" } | { id: string; kind: "hidden" };
export type LayoutItem = TabItem | SectionItem | FieldItem | EndItem;

const rank = { tab: 0, rest: 0, hidden: 0, section: 1, field: 2 } as const;

const fieldItem = (placed: LayoutField): LayoutItem => ({
  id: `field:${placed.name}`,
  kind: "field",
  placed,
});

export function toItems(layout: FormLayout, names: readonly string[]): LayoutItem[] {
  const items = layout.tabs.flatMap<LayoutItem>((tab) => [
    { id: `tab:${tab.key}`, kind: "tab", key: tab.key, label: tab.label },
    ...tab.sections.flatMap<LayoutItem>(({ key, label, columns, fields }) => [
      { id: `section:${key}`, kind: "section", key, label, columns },
      ...fields.filter(({ name }) => names.includes(name)).map(fieldItem),
    ]),
  ]);
  const known = new Set([...items.map(({ id }) => id), ...layout.hidden.map((name) => `field:${name}`)]);
  const rest = names.filter((name) => !known.has(`field:${name}`));
  return [
    ...items,
    { id: "rest", kind: "rest" },
    ...rest.map((name) => fieldItem({ name })),
    { id: "hidden", kind: "hidden" },
    ...layout.hidden.filter((name) => names.includes(name)).map((name) => fieldItem({ name })),
  ];
}

export function toLayout(items: readonly LayoutItem[]): FormLayout {
  const tabs: LayoutTab[] = [];
  const hidden: string[] = [];
  let zone: "tabs" | "rest" | "hidden" = "tabs";
  const lastSection = (): LayoutSection | undefined => tabs.at(-1)?.sections.at(-1);
  for (const item of items) {
    if (item.kind === "tab") tabs.push({ key: item.key, label: item.label, sections: [] });
    else if (item.kind === "section") {
      tabs.at(-1)?.sections.push({ key: item.key, label: item.label, columns: item.columns, fields: [] });
    } else if (item.kind !== "field") zone = item.kind;
    else if (zone === "hidden") hidden.push(item.placed.name);
    else if (zone === "tabs") {
      if (!lastSection())
        tabs.at(-1)?.sections.push({ key: freeKey(items, "s"), label: null, columns: 2, fields: [] });
      lastSection()?.fields.push(item.placed);
    }
  }
  return { tabs, hidden };
}

/** Moves an item, a heading with all that belongs to it; undefined when it cannot stand there. */
export function moveItem(items: readonly LayoutItem[], id: string, overId: string): LayoutItem[] | undefined {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  if (!moved || id === overId || moved.kind === "rest" || moved.kind === "hidden") return undefined;
  const length = 1 + items.slice(from + 1).findIndex((item) => rank[item.kind] <= rank[moved.kind]);
  const block = items.slice(from, from + length);
  const others = items.filter((item) => !block.includes(item));
  const over = others.findIndex((item) => item.id === overId);
  if (over < 0) return undefined;
  const isDown = items.findIndex((item) => item.id === overId) > from;
  const result = [...others];
  result.splice(isDown ? over + 1 : over, 0, ...block);
  return isSound(result) ? result : undefined;
}

/** A tab stands first, and no heading after the fields without a place. */
function isSound(items: readonly LayoutItem[]): boolean {
  const rest = items.findIndex(({ kind }) => kind === "rest");
  return (
    items[0]?.kind === "tab" && items.slice(rest).every(({ kind }) => kind !== "tab" && kind !== "section")
  );
}

export function freeKey(items: readonly LayoutItem[], prefix: string): string {
  const taken = new Set(items.flatMap((item) => ("key" in item ? [item.key] : [])));
  for (let number = 1; ; number += 1) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
}

/** Before the fields without a place. */
export function addHeading(items: readonly LayoutItem[], heading: LayoutItem): LayoutItem[] {
  const rest = items.findIndex(({ kind }) => kind === "rest");
  return [...items.slice(0, rest), heading, ...items.slice(rest)];
}

export const replaceItem = (items: readonly LayoutItem[], changed: LayoutItem): LayoutItem[] =>
  items.map((item) => (item.id === changed.id ? changed : item));

/** To the end of the fields that are left out, or back to those without a place. */
export function toggleHidden(items: readonly LayoutItem[], id: string): LayoutItem[] {
  const moved = items.find((item) => item.id === id);
  if (!moved) return [...items];
  const hidden = items.findIndex(({ kind }) => kind === "hidden");
  const isHidden = items.indexOf(moved) > hidden;
  const others = items.filter((item) => item !== moved);
  if (!isHidden) return [...others, moved];
  const place = others.findIndex(({ kind }) => kind === "rest");
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** Columns of the section in which each field stands, and whether it is left out. */
export function placesOf(items: readonly LayoutItem[]) {
  let columns: ColumnCount = 2;
  let isHidden = false;
  return items.map((item) => {
    if (item.kind === "section") columns = item.columns;
    if (item.kind === "hidden") isHidden = true;
    return { item, columns, isHidden };
  });
}
