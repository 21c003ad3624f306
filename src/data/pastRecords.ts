/** Rows of an earlier moment as records, with the names that related records have today. */
import type { Entity } from "../model/snapshot";
import type { DataContext } from "./DataContext";
import { titledTarget } from "./fieldAccess";
import { readRecordsById } from "./readRecord";
import type { DataRecord, RecordId } from "./record";
import type { Row } from "./toRecord";

const isKey = (value: unknown): value is RecordId => typeof value === "string" || typeof value === "number";

async function titlesOf(
  context: DataContext,
  rows: readonly Row[],
  { name, target }: { name: string; target: Entity },
) {
  const ids = [...new Set(rows.map((row) => row[name]).filter(isKey))];
  const records =
    ids.length > 0 ? await readRecordsById(context, target.name, { ids, fields: [target.titleField] }) : [];
  return new Map(records.map(({ id, values }) => [String(id), values[target.titleField]]));
}

export async function pastRecords(
  context: DataContext,
  entity: Entity,
  rows: readonly Row[],
): Promise<DataRecord[]> {
  const { entities, people } = context.snapshot;
  const titled = entity.fields.flatMap((field) => {
    const target = titledTarget(field, entities);
    return target && field.canRead && !field.options.lookup ? [{ name: field.name, target }] : [];
  });
  const known = await Promise.all(
    titled.map(async (relation) => ({ ...relation, titles: await titlesOf(context, rows, relation) })),
  );
  const persons = entity.fields.filter(({ type }) => type === "person");
  return rows.map((row) => ({
    id: row[entity.primaryKey] as RecordId,
    values: row,
    titles: Object.fromEntries([
      ...known.map(({ name, titles }) => {
        const title = titles.get(String(row[name]));
        return [name, isKey(title) ? String(title) : null] as const;
      }),
      ...persons.map(({ name }) => [name, people.find(({ id }) => id === row[name])?.name ?? null] as const),
    ]),
  }));
}
