/** Changes or deletes many records of an entity as one batch, which can be undone by its id. */
import { useInvalidate } from "@refinedev/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { BatchOptions, BatchOutcome, ChangedRow } from "./batch";
import { useConnection } from "./ConnectionContext";
import { type KeysQuery, readKeys } from "./readKeys";
import type { RecordId } from "./record";
import { configKey } from "./useConfigQuery";
import { useSnapshot } from "./useSnapshot";
import { type BatchWork, writeBatch } from "./writeBatch";

type Values = Record<string, unknown>;

/** Each function throws DataError when nothing could be written; single records that were refused are in the outcome. */
export function useWriteBatch(entity: string) {
  const connection = useConnection();
  const { snapshot } = useSnapshot();
  const invalidate = useInvalidate();
  const queryClient = useQueryClient();

  const run = useCallback(
    async <Item>(work: Omit<BatchWork<Item>, "entity">, options?: BatchOptions): Promise<BatchOutcome> => {
      if (!snapshot) throw new Error("useWriteBatch needs a snapshot");
      try {
        return await writeBatch({ connection, snapshot }, { ...work, entity }, options);
      } finally {
        await Promise.all([
          invalidate({ resource: entity, invalidates: ["resourceAll"] }),
          queryClient.invalidateQueries({ queryKey: configKey }),
        ]);
      }
    },
    [connection, snapshot, invalidate, queryClient, entity],
  );

  return useMemo(
    () => ({
      /** Each record in its own way, as when cells are pasted. */
      write: (rows: readonly ChangedRow[], options?: BatchOptions) =>
        run(
          {
            kind: "paste",
            items: rows,
            call: (part) => ({ name: "write_rows", args: { p_entity: entity, p_rows: part } }),
          },
          options,
        ),
      /** The same values into all of them. */
      edit: (keys: readonly RecordId[], values: Values, options?: BatchOptions) =>
        run(
          {
            kind: "bulk_edit",
            items: keys,
            call: (part) => ({
              name: "edit_rows",
              args: { p_entity: entity, p_keys: part, p_values: values },
            }),
          },
          options,
        ),
      remove: (keys: readonly RecordId[], options?: BatchOptions) =>
        run(
          {
            kind: "bulk_delete",
            items: keys,
            call: (part) => ({ name: "delete_rows", args: { p_entity: entity, p_keys: part } }),
          },
          options,
        ),
      /** The keys of all records that a list shows; throws an AbortError when it was cancelled. */
      keysOf: async (query: KeysQuery & { signal?: AbortSignal | undefined }) =>
        snapshot ? readKeys({ connection, snapshot }, entity, query) : [],
    }),
    [run, connection, snapshot, entity],
  );
}
