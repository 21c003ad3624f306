/** Refine's data provider over PostgREST. Queries come typed in `meta.query`; nothing is ever taken from the address bar. */
import type { BaseRecord, DataProvider, UpdateParams } from "@refinedev/core";
import type { Snapshot } from "../model/snapshot";
import type { Connection } from "./connection";
import type { DataContext } from "./DataContext";
import { databaseError } from "./databaseError";
import type { ListQuery } from "./ListQuery";
import { readRecord, readRecordsById } from "./readRecord";
import { readRecords } from "./readRecords";
import type { DataRecord } from "./record";
import { createRecord, deleteRecords, updateRecord } from "./writeRecords";

export interface DataProviderOptions {
  connection: Connection;
  /** The metadata that every column list comes from; undefined before sign-in. */
  getSnapshot: () => Snapshot | undefined;
}

/** `meta` also carries what Refine puts there; only these keys are ours, and only as objects. */
interface OwnMeta {
  query?: Partial<ListQuery>;
  record?: DataRecord;
  signal?: AbortSignal;
}

function ownMeta(meta: object | undefined): OwnMeta {
  const { query, record, signal } = (meta ?? {}) as Record<keyof OwnMeta, unknown>;
  return {
    ...(typeof query === "object" && query !== null && { query }),
    ...(typeof record === "object" && record !== null && { record: record as DataRecord }),
    ...(signal instanceof AbortSignal && { signal }),
  };
}

export function createDataProvider({ connection, getSnapshot }: DataProviderOptions): DataProvider {
  const context = (): DataContext => {
    const snapshot = getSnapshot();
    if (!snapshot) throw databaseError(401, {});
    return { connection, snapshot };
  };
  // Refine leaves the record type to the caller; ours is always DataRecord.
  const as = <T>(value: unknown) => value as T;

  return {
    getApiUrl: () => `${connection.settings.url}/rest/v1`,
    getList: async <T extends BaseRecord>({
      resource,
      pagination,
      meta,
    }: Parameters<DataProvider["getList"]>[0]) => {
      const query = {
        page: pagination?.currentPage ?? 1,
        pageSize: pagination?.pageSize ?? 25,
        ...ownMeta(meta).query,
        signal: ownMeta(meta).signal,
      };
      const { records, total, page } = await readRecords(context(), resource, query);
      return { data: as<T[]>(records), total: total.value, isExact: total.isExact, page };
    },
    getOne: async <T extends BaseRecord>({ resource, id, meta }: Parameters<DataProvider["getOne"]>[0]) => ({
      data: as<T>(await readRecord(context(), resource, { id, signal: ownMeta(meta).signal })),
    }),
    getMany: async <T extends BaseRecord>({
      resource,
      ids,
      meta,
    }: Parameters<NonNullable<DataProvider["getMany"]>>[0]) => ({
      data: as<T[]>(await readRecordsById(context(), resource, { ids, signal: ownMeta(meta).signal })),
    }),
    create: async <T extends BaseRecord, V>({ resource, variables }: { resource: string; variables: V }) => ({
      data: as<T>(await createRecord(context(), resource, as<Record<string, unknown>>(variables))),
    }),
    update: async <T extends BaseRecord, V>({ resource, variables, meta }: UpdateParams<V>) => {
      const { record } = ownMeta(meta);
      if (!record) throw databaseError(400, { message: "update without its record" });
      const changes = as<Record<string, unknown>>(variables);
      return { data: as<T>(await updateRecord(context(), resource, { record, changes })) };
    },
    deleteOne: async <T extends BaseRecord>({ resource, id }: { resource: string; id: string | number }) => {
      await deleteRecords(context(), resource, [id]);
      return { data: as<T>({ id }) };
    },
    deleteMany: async <T extends BaseRecord>({
      resource,
      ids,
    }: {
      resource: string;
      ids: (string | number)[];
    }) => {
      await deleteRecords(context(), resource, ids);
      return { data: as<T[]>(ids.map((id) => ({ id }))) };
    },
  };
}
