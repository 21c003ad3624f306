/** Writes old values of a change back, with the reader's own rights. */
import { useInvalidate } from "@refinedev/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useEntity } from "./useEntity";
import { configKey } from "./useConfigQuery";

interface Reverted {
  entryId: number;
  /** Names of fields. */
  fields: string[];
}

/** `revert` throws DataError. */
export function useRevertChange(entityName: string) {
  const { configuration } = useConnection();
  const entity = useEntity(entityName);
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const { mutateAsync, isPending } = useMutation<undefined, DataError, Reverted>({
    mutationFn: async ({ entryId, fields }) => {
      const answer = await configuration.rpc("revert_change", { entry_id: entryId, fields });
      if (answer.error) throw databaseError(answer.status, answer.error, { entity });
      await Promise.all([
        invalidate({ resource: entityName, invalidates: ["resourceAll"] }),
        queryClient.invalidateQueries({ queryKey: configKey }),
      ]);
    },
  });
  return { revert: mutateAsync, isReverting: isPending };
}
