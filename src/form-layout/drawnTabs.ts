/** Brings a layout and the fields that there are together: what is drawn where, and what comes last. */
import type { FormLayout, LayoutField, LayoutSection } from "../model/form";
import type { Label } from "../model/label";
import type { Field } from "../model/snapshot";

export interface DrawnField {
  field: Field;
  placed: LayoutField;
}

export interface DrawnSection extends Omit<LayoutSection, "fields"> {
  fields: DrawnField[];
  /** Holds the fields that nobody placed. */
  isRest: boolean;
}

export interface DrawnTab {
  key: string;
  label: Label;
  sections: DrawnSection[];
}

/** Sections and tabs in which nothing is to be seen are left out. */
export function drawnTabs(layout: FormLayout, fields: readonly Field[]): DrawnTab[] {
  const placedNames = new Set([
    ...layout.hidden,
    ...layout.tabs.flatMap(({ sections }) =>
      sections.flatMap((section) => section.fields.map(({ name }) => name)),
    ),
  ]);
  const rest = fields.filter(({ name }) => !placedNames.has(name));
  const tabs = layout.tabs.map((tab, index) => {
    const sections = tab.sections.map<DrawnSection>((section) => ({
      ...section,
      isRest: false,
      fields: section.fields.flatMap((placed) => {
        const field = fields.find(({ name }) => name === placed.name);
        return field ? [{ field, placed }] : [];
      }),
    }));
    if (index === layout.tabs.length - 1) sections.push(restSection(rest));
    return { ...tab, sections: sections.filter((section) => section.fields.length > 0) };
  });
  return tabs.filter(({ sections }) => sections.length > 0);
}

const restSection = (fields: readonly Field[]): DrawnSection => ({
  key: "rest",
  label: null,
  columns: 2,
  isRest: true,
  fields: fields.map((field) => ({ field, placed: { name: field.name } })),
});

export const tabOfField = (tabs: readonly DrawnTab[], name: string) =>
  tabs.find(({ sections }) => sections.some(({ fields }) => fields.some(({ field }) => field.name === name)))
    ?.key;
