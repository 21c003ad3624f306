/** Reads every row of a list for a file: with the caller's own rights, page by page, after asking for leave. */
import { useCallback } from "react";
import type { Condition } from "../model/condition";
import type { Sort } from "../model/snapshot";
import { useConnection } from "./ConnectionContext";
import { entityOf, type DataContext } from "./DataContext";
import { databaseError } from "./databaseError";
import { readRecords } from "./readRecords";
import type { DataRecord } from "./record";
import { useSnapshot } from "./useSnapshot";

export interface ExportRequest {
  entity: string;
  fields: string[];
  format: "csv" | "xlsx";
  condition?: Condition | undefined;
  search?: string | undefined;
  sort?: readonly Sort[] | undefined;
}

interface ExportOptions {
  signal: AbortSignal;
  /** `total` is exact. */
  onProgress: (read: number, total: number) => void;
}

/** As many rows as PostgREST gives at once on Supabase. */
const pageSize = 1000;

export function useExportRecords() {
  const connection = useConnection();
  const { snapshot } = useSnapshot();
  /** Throws DataError, or an AbortError when it was cancelled. */
  return useCallback(
    async (request: ExportRequest, options: ExportOptions): Promise<DataRecord[]> => {
      if (!snapshot) return [];
      const { entity, fields, format } = request;
      const answer = await connection.configuration.rpc("begin_export", { entity, fields, format });
      if (answer.error) throw databaseError(answer.status, answer.error);
      return readAll({ connection, snapshot }, request, options);
    },
    [connection, snapshot],
  );
}

/** One page in the order of the list; more rows than that by key, newest first, so that none is skipped or doubled. */
async function readAll(context: DataContext, request: ExportRequest, { signal, onProgress }: ExportOptions) {
  const { entity, condition, ...asked } = request;
  const { primaryKey } = entityOf(context, entity);
  const query = { ...asked, page: 1, pageSize, signal, isExact: true };
  const first = await readRecords(context, entity, { ...query, condition, count: "exact" });
  onProgress(first.records.length, first.total.value);
  if (first.total.value <= pageSize) return first.records;

  const records: DataRecord[] = [];
  const sort = [{ field: primaryKey, descending: true }];
  let last: DataRecord | undefined;
  do {
    const before: Condition[] = last ? [{ field: primaryKey, op: "lt", value: last.id }] : [];
    const { records: page } = await readRecords(context, entity, {
      ...query,
      sort,
      condition: { all: [...(condition ? [condition] : []), ...before] },
      count: "none",
    });
    records.push(...page);
    last = page.length === pageSize ? page.at(-1) : undefined;
    onProgress(records.length, Math.max(first.total.value, records.length));
  } while (last);
  return records;
}
