/** The cards of a record's details: the sections of its layout, then what nobody placed, grouped by itself. */
import { drawnTabs } from "../../form-layout/drawnTabs";
import type { ColumnCount, FormLayout } from "../../model/form";
import type { Label } from "../../model/label";
import type { Entity, Field } from "../../model/snapshot";
import { detailGroups, type GroupName } from "./detailGroups";

export interface DetailCard {
  key: string;
  /** Headings from the outside inwards. */
  labels: Label[];
  /** Named by itself, when no layout names it. */
  group?: GroupName | "rest";
  columns?: ColumnCount;
  fields: Field[];
}

export function detailCards(
  entity: Entity,
  fields: readonly Field[],
  layout: FormLayout | null | undefined,
): DetailCard[] {
  if (!layout) return detailGroups(entity, fields).map((group) => groupCard(group.name, group.fields));
  const tabs = drawnTabs(layout, fields);
  return tabs.flatMap((tab) =>
    tab.sections.flatMap<DetailCard>((section) => {
      const own = section.fields.map(({ field }) => field);
      if (section.isRest) {
        return detailGroups(entity, own).map(({ name, fields: members }) =>
          groupCard(name === "main" ? "rest" : name, members),
        );
      }
      const labels = [...(tabs.length > 1 ? [tab.label] : []), ...(section.label ? [section.label] : [])];
      return [{ key: `${tab.key}/${section.key}`, labels, columns: section.columns, fields: own }];
    }),
  );
}

const groupCard = (group: GroupName | "rest", fields: Field[]): DetailCard => ({
  key: group,
  labels: [],
  group,
  fields,
});
