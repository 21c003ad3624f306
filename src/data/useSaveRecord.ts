/** Creates and changes records of one entity; every refusal is a DataError in the reader's language. */
import { useCreate, useUpdate } from "@refinedev/core";
import { useCallback } from "react";
import type { DataError } from "./DataError";
import type { DataRecord } from "./record";

type Values = Record<string, unknown>;

const silent = { successNotification: false, errorNotification: false } as const;

export function useSaveRecord(entity: string) {
  const { mutateAsync: createAsync, mutation: creation } = useCreate<DataRecord, DataError, Values>();
  const { mutateAsync: updateAsync, mutation: change } = useUpdate<DataRecord, DataError, Values>();

  const create = useCallback(
    async (values: Values): Promise<DataRecord> =>
      (await createAsync({ resource: entity, values, ...silent })).data,
    [createAsync, entity],
  );

  /** Only fields that differ from `record` are sent, and only if nobody changed it since it was read. */
  const update = useCallback(
    async (record: DataRecord, changes: Values): Promise<DataRecord> => {
      const wanted = { resource: entity, id: record.id, values: changes, meta: { record } };
      return (await updateAsync({ ...wanted, mutationMode: "pessimistic", ...silent })).data;
    },
    [updateAsync, entity],
  );

  return { create, update, isSaving: creation.isPending || change.isPending };
}
