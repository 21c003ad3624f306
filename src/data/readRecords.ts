/** Reads one page of an entity: filter, search, stable order, and how many there are. */
import type { Entity, Sort } from "../model/snapshot";
import { compileCondition, type CompiledCondition } from "./compileCondition";
import { exactColumn, selectList, titleAlias, wantedFields } from "./columns";
import { type DataContext, entityOf } from "./DataContext";
import { databaseError } from "./databaseError";
import { forwardEmbed } from "./embeds";
import { readableField, titledTarget } from "./fieldAccess";
import { withLinkedTitles } from "./linkedTitles";
import type { ListQuery } from "./ListQuery";
import { quoteName } from "./quote";
import type { DataRecord, Total } from "./record";
import { searchRecords } from "./searchRecords";
import { type Row, toRecord } from "./toRecord";

export interface RecordPage {
  records: DataRecord[];
  total: Total;
  /** The page that was really read; a page after the last becomes the last. */
  page: number;
}

/** Up to PostgREST's max-rows (1,000 on Supabase) an estimate has been counted. */
const countedUpTo = 1000;

const notSatisfiable = 416;

/** The order always ends with the primary key, in the direction of the last sort so that one index serves both. */
export function completeSort(entity: Entity, sort: readonly Sort[] = []): Sort[] {
  const readable = (sorts: readonly Sort[]) => sorts.filter(({ field }) => readableField(entity, field));
  const wanted = readable(sort);
  const used = wanted.length > 0 ? wanted : readable(entity.defaultSort);
  const keyAt = used.findIndex(({ field }) => field === entity.primaryKey);
  if (keyAt >= 0) return used.slice(0, keyAt + 1);
  return [...used, { field: entity.primaryKey, descending: used.at(-1)?.descending ?? false }];
}

function compileQuery(
  { snapshot }: DataContext,
  entity: Entity,
  { query, search }: { query: ListQuery; search: string | undefined },
): CompiledCondition {
  const { entities, member, settings } = snapshot;
  const context = { entities, memberId: member.id, timeZone: settings.timeZone, now: new Date() };
  const compiled = compileCondition(query.condition ?? { all: [] }, entity, context);
  const parts = [...(query.condition ? [compiled.logic] : []), ...(search ? [search] : [])];
  return {
    ...compiled,
    logic: parts.length === 1 ? (parts[0] ?? "") : parts.length > 1 ? `and(${parts.join(",")})` : "",
  };
}

const totalOf = (query: ListQuery, count: number | null, rows: number): Total => {
  const seen = (query.page - 1) * query.pageSize + rows;
  const isLastPage = rows < query.pageSize && (rows > 0 || query.page === 1);
  if (isLastPage) return { value: seen, isExact: true };
  if (count === null) return { value: seen, isExact: false };
  return { value: Math.max(count, seen), isExact: query.count === "exact" || count <= countedUpTo };
};

/** "An offset of 100 was requested, but there are only 45 rows." */
const rowsThereAre = (details: string) => Number(/only (\d+) rows/.exec(details)?.[1] ?? 0);

/** Throws DataError; a page after the last one is answered with the last one. */
export async function readRecords(
  context: DataContext,
  entityName: string,
  query: ListQuery & { signal?: AbortSignal | undefined },
): Promise<RecordPage> {
  const entity = entityOf(context, entityName);
  const { entities, people } = context.snapshot;
  const sort = completeSort(entity, query.sort);
  const names = [...(query.fields ?? entity.listFields), ...sort.map(({ field }) => field)];
  const fields = wantedFields(entity, names);
  const search = await searchRecords(context, entity, query);
  const compiled = compileQuery(context, entity, { query, search });
  const count = query.count ?? "estimated";
  const columnOf = query.isExact ? exactColumn : undefined;

  let request = context.connection.database
    .from(entity.name)
    .select(
      [selectList(entity, fields, { entities, columnOf }), ...compiled.embeds].join(","),
      count === "none" ? {} : { count },
    );
  if (compiled.logic) request = request.or(compiled.logic);
  for (const { path, logic } of compiled.embedFilters) request = request.or(logic, { referencedTable: path });
  for (const { field, descending } of sort) {
    const target = fields.find(({ name }) => name === field);
    const titled = target && forwardEmbed(entity.name, target) ? titledTarget(target, entities) : undefined;
    const lookup = target?.options.lookup;
    const column = lookup
      ? `${quoteName(field)}(${quoteName(lookup.field)})`
      : titled
        ? `${titleAlias(field)}(${quoteName(titled.titleField)})`
        : quoteName(field);
    request = request.order(column, { ascending: !descending });
  }
  const from = (query.page - 1) * query.pageSize;
  const answer = await request
    .range(from, from + query.pageSize - 1)
    .abortSignal(query.signal ?? new AbortController().signal);

  if (answer.status === notSatisfiable) {
    // An estimate below the truth refuses pages that are there: count before moving back.
    if (count !== "exact") return readRecords(context, entityName, { ...query, count: "exact" });
    const last = Math.max(1, Math.ceil(rowsThereAre(answer.error?.details ?? "") / query.pageSize));
    if (query.page !== last) return readRecords(context, entityName, { ...query, page: last });
  }
  if (answer.error) throw databaseError(answer.status, answer.error, { entity, entities });

  const rows = answer.data as unknown as Row[];
  return {
    records: await withLinkedTitles(
      context,
      fields,
      rows.map((row) => toRecord(row, { entity, fields, entities, people })),
    ),
    total: totalOf({ ...query, count }, answer.count, rows.length),
    page: query.page,
  };
}
