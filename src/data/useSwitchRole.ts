/** Changes the active role: in the database, so that every tab and every request follows at once. */
import { useMutation } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { announceWorldChange } from "./tabs";
import { useReloadWorld } from "./useReloadWorld";

export function useSwitchRole() {
  const { configuration } = useConnection();
  const reloadWorld = useReloadWorld();
  const { mutateAsync, isPending } = useMutation<undefined, DataError, string>({
    mutationFn: async (roleId) => {
      const answer = await configuration.rpc("switch_role", { role_id: roleId });
      if (answer.error) throw databaseError(answer.status, answer.error);
      announceWorldChange();
      await reloadWorld();
    },
  });
  return { switchRole: mutateAsync, isSwitching: isPending };
}
