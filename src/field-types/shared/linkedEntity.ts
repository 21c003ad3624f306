/** Which records a field names, one or many; undefined for every other field. */
import { splitList } from "../../model/listText";
import type { Field } from "../../model/snapshot";
import { askedTexts } from "./linkText";

export const linkedEntity = (field: Field): string | undefined =>
  field.type === "relations" ? field.options.links?.entity : field.relation?.entity;

/** What has to be looked up to read these cells of the field. */
export function askedCells(field: Field, cells: readonly string[]): string[] {
  const items = field.type === "relations" ? cells.flatMap((cell) => [cell, ...splitList(cell)]) : cells;
  return [...new Set(items.flatMap(askedTexts))];
}
