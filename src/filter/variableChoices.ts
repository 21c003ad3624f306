/** Which variables a field can be compared with by an operator. */
import type { Operator } from "../model/condition";
import type { Field } from "../model/snapshot";
import type { FilterWorld } from "./FilterWorldContext";

const moments = { date: "today", datetime: "now" } as const;
const takesSets: readonly Operator[] = ["in", "nin", "overlaps"];

export function variableChoices(field: Field, op: Operator, { entities, variables }: FilterWorld): string[] {
  if (entities.length === 0) return [];
  if (field.type === "date" || field.type === "datetime") return [moments[field.type]];
  if (!takesSets.includes(op)) return [];
  if (field.type === "tags") return variables.map(({ key }) => key);
  const target = field.relation?.entity;
  // A record's own key compares as well: "my warehouses themselves".
  return variables
    .filter(({ entity }) => entity === target || isKeyOf(field, entity, entities))
    .map(({ key }) => key);
}

const isKeyOf = (field: Field, name: string, entities: FilterWorld["entities"]) =>
  entities.some((entity) => entity.name === name && entity.fields.includes(field)) && field.name === "id";
