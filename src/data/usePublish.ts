/** Makes changes of fields and entities, all or none; every open list and form follows. Throws DataError. */
import { useQueryClient } from "@tanstack/react-query";
import type { FieldChange } from "../model/fieldChange";
import type { Snapshot } from "../model/snapshot";
import { snapshotKey } from "./snapshotQuery";
import { useConfigAction } from "./useConfigAction";

export function usePublish() {
  const queryClient = useQueryClient();
  const { run, isRunning } = useConfigAction("publish", Number);
  /** The answer is the world after it, as far as the member sees it. */
  const publish = async (...changes: FieldChange[]) => {
    await run({ note: "", changes });
    return queryClient.getQueryData<Snapshot>(snapshotKey);
  };
  return { publish, isPublishing: isRunning };
}
