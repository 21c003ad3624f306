/** Names of records and members in a file; with the key beside a name that several bear. */
import { linkedIds, linkTitleKey } from "../../data/readLinkedTitles";
import type { DataRecord } from "../../data/record";
import { keyText, linkText } from "../../field-types/shared/linkText";
import { membersCalled } from "../../field-types/shared/membersCalled";
import { joinList } from "../../model/listText";
import type { Field, Person } from "../../model/snapshot";

export interface KnownNames {
  people: readonly Person[];
  /** By field: the keys of the records that bear a title. A field whose titles are unique is missing. */
  links: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

export function linkCell(
  field: Field,
  { values, titles }: DataRecord,
  names: KnownNames | undefined,
): string {
  const others = names?.links.get(field.name);
  const textOf = (key: string, title: string | null | undefined) => {
    if (!title) return names ? keyText(key) : key;
    if (title === keyText(key)) return title;
    const meant = others?.get(title);
    return linkText(title, key, !others || (meant?.length === 1 && meant[0] === key));
  };
  const value = values[field.name];
  if (field.type !== "relations") return textOf(String(value), titles[field.name]);
  return joinList(linkedIds(value).map((id) => textOf(String(id), titles[linkTitleKey(field.name, id)])));
}

export function personCell(
  field: Field,
  { values, titles }: DataRecord,
  names: KnownNames | undefined,
): string {
  const key = String(values[field.name]);
  const name = titles[field.name];
  if (!name) return key;
  const called = names ? membersCalled(name, names.people) : [key];
  return linkText(name, key, called.length === 1 && called[0] === key);
}
