/** Makes changes of fields and entities, all or none; every open list and form follows. Throws DataError. */
import { useQueryClient } from "@tanstack/react-query";
import type { FieldChange } from "../model/fieldChange";
import type { Snapshot } from "../model/snapshot";
import { snapshotKey } from "./snapshotQuery";
import { useConfigAction } from "./useConfigAction";

export function usePublish() {
  const queryClient = useQueryClient();
  const { run, isRunning } = useConfigAction("publish", Number);
  const keeping = useConfigAction("add_to_draft", () => undefined);
  /** The answer is the world after it, as far as the member sees it. */
  const publish = async (...changes: FieldChange[]) => {
    await run({ note: "", changes });
    return queryClient.getQueryData<Snapshot>(snapshotKey);
  };
  /** Puts changes behind those that wait to be published together. */
  const keep = (...changes: FieldChange[]) => keeping.run({ changes });
  return { publish, keep, isPublishing: isRunning || keeping.isRunning };
}
