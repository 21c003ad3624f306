/** Fields that a way of showing records can be drawn by; a table needs none. */
import { columnChoices } from "../../model/listColumns";
import type { Entity, Field, FieldTypeName } from "../../model/snapshot";
import type { ViewTypeName } from "../../model/view";

const fitting: Record<ViewTypeName, readonly FieldTypeName[]> = {
  table: [],
  kanban: ["choice"],
  calendar: ["date", "datetime"],
  chart: ["choice", "date", "datetime", "relation", "person", "checkbox", "integer"],
  gallery: ["text", "long_text", "choice", "tags", "relation"],
};

export const typeFields = (entity: Entity, type: ViewTypeName): Field[] =>
  columnChoices(entity).filter((field) => fitting[type].includes(field.type));
