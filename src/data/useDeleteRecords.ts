/** Deletes records of one entity. */
import { useDeleteMany } from "@refinedev/core";
import { useCallback } from "react";
import type { DataError } from "./DataError";
import type { DataRecord, RecordId } from "./record";

export function useDeleteRecords(entity: string) {
  const { mutateAsync, mutation } = useDeleteMany<DataRecord, DataError>();

  /** Throws DataError when one of them could not be deleted. */
  const remove = useCallback(
    async (ids: RecordId[]): Promise<void> => {
      await mutateAsync({
        resource: entity,
        ids,
        mutationMode: "pessimistic",
        successNotification: false,
        errorNotification: false,
      });
    },
    [mutateAsync, entity],
  );

  return { remove, isDeleting: mutation.isPending };
}
