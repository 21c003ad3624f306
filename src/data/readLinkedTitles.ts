/** Names for the keys in relations to many: one request per field and page, in the reader's own rights. */
import type { Entity, Field } from "../model/snapshot";
import { joinList } from "../model/listText";
import type { DataContext } from "./DataContext";
import { readableField } from "./fieldAccess";
import { quoteName } from "./quote";
import type { DataRecord, RecordId } from "./record";
import type { Row } from "./toRecord";

/** So many keys fit into one address. */
const idsPerRequest = 100;

/** Where a record keeps the title of one of several records that a field names. */
export const linkTitleKey = (fieldName: string, id: RecordId) => `${fieldName}:${String(id)}`;

export const linkedIds = (value: unknown): RecordId[] =>
  Array.isArray(value)
    ? value.filter((id): id is RecordId => typeof id === "number" || typeof id === "string")
    : [];

async function titlesOf({ connection }: DataContext, target: Entity, ids: readonly RecordId[]) {
  const titles = new Map<string, string>();
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const answer = await connection.database
      .from(target.name)
      .select([target.primaryKey, target.titleField].map(quoteName).join(","))
      .in(quoteName(target.primaryKey), ids.slice(start, start + idsPerRequest));
    // Without a name a key is shown; the record itself is there.
    const rows = (answer.data ?? []) as unknown as Row[];
    for (const row of rows) {
      const title = row[target.titleField];
      if (typeof title === "string" || typeof title === "number")
        titles.set(String(row[target.primaryKey]), String(title));
    }
  }
  return titles;
}

export async function readLinkedTitles(
  context: DataContext,
  fields: readonly Field[],
  records: DataRecord[],
): Promise<DataRecord[]> {
  for (const field of fields) {
    const target = context.snapshot.entities.find(({ name }) => name === field.options.links?.entity);
    if (field.type !== "relations" || !target) continue;
    const ids = [...new Set(records.flatMap(({ values }) => linkedIds(values[field.name])))];
    const isNamed = readableField(target, target.titleField) && readableField(target, target.primaryKey);
    const titles = isNamed ? await titlesOf(context, target, ids) : new Map<string, string>();
    for (const { values, titles: shown } of records) {
      const own = linkedIds(values[field.name]);
      for (const id of own) shown[linkTitleKey(field.name, id)] = titles.get(String(id)) || `#${String(id)}`;
      shown[field.name] = joinList(own.map((id) => titles.get(String(id)) || `#${String(id)}`));
    }
  }
  return records;
}
