/** Reads one record, or several by their keys, with every field that may be shown. */
import { databaseError } from "./databaseError";
import { selectList, shownFields, wantedFields } from "./columns";
import { type DataContext, entityOf } from "./DataContext";
import { withLinkedTitles } from "./linkedTitles";
import { quoteName } from "./quote";
import type { DataRecord, RecordId } from "./record";
import { type Row, toRecord } from "./toRecord";

/** So many keys fit into one address. */
const idsPerRequest = 100;

export interface ReadByIdOptions {
  /** Absent = all fields that may be shown. */
  fields?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}

/** In no particular order; what is gone or may not be seen is missing. Throws DataError. */
export async function readRecordsById(
  context: DataContext,
  entityName: string,
  { ids, fields: names, signal }: ReadByIdOptions & { ids: readonly RecordId[] },
): Promise<DataRecord[]> {
  const entity = entityOf(context, entityName);
  const { entities, people } = context.snapshot;
  const fields = wantedFields(entity, names ?? shownFields(entity));
  const chunks = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const pages = await Promise.all(
    chunks.map(async (chunk) => {
      const answer = await context.connection.database
        .from(entity.name)
        .select(selectList(entity, fields, { entities }))
        .in(quoteName(entity.primaryKey), chunk)
        .abortSignal(signal ?? new AbortController().signal);
      if (answer.error) throw databaseError(answer.status, answer.error, { entity, entities });
      return answer.data as unknown as Row[];
    }),
  );
  const records = pages.flat().map((row) => toRecord(row, { entity, fields, entities, people }));
  return withLinkedTitles(context, fields, records);
}

/** Throws DataError `not_found` when it is gone or may not be seen. */
export async function readRecord(
  context: DataContext,
  entityName: string,
  { id, ...options }: ReadByIdOptions & { id: RecordId },
): Promise<DataRecord> {
  const [record] = await readRecordsById(context, entityName, { ids: [id], ...options });
  if (!record) throw databaseError(404, {});
  return record;
}
