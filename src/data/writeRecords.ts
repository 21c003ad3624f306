/** Creates, changes and deletes records; an answer without rows is a refusal, never a success. */
import type { Entity } from "../model/snapshot";
import { selectList, shownFields, wantedFields } from "./columns";
import { type DataContext, entityOf } from "./DataContext";
import { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { findField } from "./fieldAccess";
import { withLinkedTitles } from "./linkedTitles";
import { quoteName } from "./quote";
import { readRecordsById } from "./readRecord";
import type { DataRecord, RecordId } from "./record";
import { type Row, toRecord } from "./toRecord";
import { labelText, reasonMessage } from "./translate";

type Values = Record<string, unknown>;

const refuse = (status: number, reason: string, details?: Record<string, unknown>) =>
  new DataError({ status, reason, message: reasonMessage(reason, details) ?? reason });

const returned = (context: DataContext, entity: Entity) => {
  const { snapshot } = context;
  const fields = wantedFields(entity, shownFields(entity));
  const { entities, people } = snapshot;
  return {
    select: selectList(entity, fields, { entities }),
    toRecord: async (row: Row): Promise<DataRecord> => {
      const record = toRecord(row, { entity, fields, entities, people });
      await withLinkedTitles(context, fields, [record]);
      return record;
    },
  };
};

/** A value that the role may not write is refused aloud; left out, it would look saved. */
function demandRight(entity: Entity, values: Values, right: "canCreate" | "canUpdate"): void {
  for (const name of Object.keys(values)) {
    const field = findField(entity, name);
    if (field?.[right]) continue;
    const label = field ? labelText(field.label) : name;
    const message = reasonMessage("read_only_field", { field: label }) ?? name;
    throw new DataError({
      status: 403,
      reason: "read_only_field",
      message,
      fieldErrors: { [name]: message },
    });
  }
}

/** Empty inputs are left out, so that the column's default applies. */
export async function createRecord(
  context: DataContext,
  entityName: string,
  values: Values,
): Promise<DataRecord> {
  const entity = entityOf(context, entityName);
  const { select, toRecord: record } = returned(context, entity);
  const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  demandRight(entity, sent, "canCreate");
  const answer = await context.connection.database.from(entity.name).insert(sent).select(select);
  if (answer.error) {
    throw databaseError(answer.status, answer.error, { entity, entities: context.snapshot.entities });
  }
  const [row] = answer.data as unknown as Row[];
  if (!row) throw refuse(403, "not_allowed_or_gone");
  return record(row);
}

const sameValue = (left: unknown, right: unknown) =>
  left === right || JSON.stringify(left ?? null) === JSON.stringify(right ?? null);

/** The fields whose value differs from what the record showed. */
export const changedValues = (record: DataRecord, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !sameValue(value, record.values[name])),
  );

/** Why did an update touch no row? Asks once more and says which of the three it was. */
async function explainNoUpdate(context: DataContext, entity: Entity, record: DataRecord): Promise<DataError> {
  const [current] = await readRecordsById(context, entity.name, { ids: [record.id] });
  if (!current) return refuse(404, "gone");
  const version = entity.versionField;
  const hasMoved = version !== null && !sameValue(current.values[version], record.values[version]);
  return hasMoved ? refuse(409, "version_conflict") : refuse(403, "update_refused");
}

/** Sends only changed fields, and only if nobody else wrote in between. Throws DataError. */
export async function updateRecord(
  context: DataContext,
  entityName: string,
  { record, changes }: { record: DataRecord; changes: Values },
): Promise<DataRecord> {
  const entity = entityOf(context, entityName);
  const dirty = changedValues(record, changes);
  if (Object.keys(dirty).length === 0) return record;
  demandRight(entity, dirty, "canUpdate");
  const { select, toRecord: asRecord } = returned(context, entity);
  const version = entity.versionField;
  const known = version === null ? undefined : record.values[version];

  // The filter is always the primary key, so that one row at most is changed.
  let request = context.connection.database
    .from(entity.name)
    .update(dirty)
    .eq(quoteName(entity.primaryKey), record.id);
  if (version !== null && known !== undefined) request = request.eq(quoteName(version), known);
  const answer = await request.select(select);
  if (answer.error) {
    throw databaseError(answer.status, answer.error, { entity, entities: context.snapshot.entities });
  }
  const [row] = answer.data as unknown as Row[];
  if (!row) throw await explainNoUpdate(context, entity, record);
  return asRecord(row);
}

/** Throws DataError when not every record was deleted; those that were stay deleted. */
export async function deleteRecords(
  context: DataContext,
  entityName: string,
  ids: readonly RecordId[],
): Promise<void> {
  if (ids.length === 0) return;
  const entity = entityOf(context, entityName);
  const key = quoteName(entity.primaryKey);
  const perRequest = 100;
  let deleted = 0;
  for (let start = 0; start < ids.length; start += perRequest) {
    const chunk = ids.slice(start, start + perRequest);
    const answer = await context.connection.database.from(entity.name).delete().in(key, chunk).select(key);
    if (answer.error) {
      throw databaseError(answer.status, answer.error, { entity, entities: context.snapshot.entities });
    }
    deleted += (answer.data as unknown as Row[]).length;
  }
  if (deleted === ids.length) return;
  if (ids.length > 1) throw refuse(403, "some_not_deleted", { deleted, wanted: ids.length });
  const [left] = await readRecordsById(context, entityName, { ids });
  throw left ? refuse(403, "delete_refused") : refuse(404, "gone");
}
