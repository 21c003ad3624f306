/** Changes that touch a login: the Edge Function `members` does them, with the caller's own rights. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { Connection } from "./connection";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import type { PostgrestProblem } from "./PostgrestProblem";
import { announceWorldChange } from "./tabs";
import { configKey } from "./useConfigQuery";
import { useReloadWorld } from "./useReloadWorld";

export type MemberChange =
  | { change: "create"; name: string; email: string; password: string; roles: string[] }
  | { change: "invite"; name: string; email: string; roles: string[] }
  | { change: "delete"; member: string }
  | { change: "reset_second_step"; member: string }
  | { change: "set_password"; member: string; password: string };

async function send({ settings, fetch }: Connection, change: MemberChange): Promise<string> {
  const answer = await fetch(`${settings.url}/functions/v1/members`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(change),
  }).catch(() => undefined);
  if (!answer) throw databaseError(0, {});
  const body: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw databaseError(answer.status, body as PostgrestProblem);
  return (body as { id: string }).id;
}

/** `run` answers with the member's id; throws DataError. */
export function useMembersFunction() {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const reloadWorld = useReloadWorld();
  const { mutateAsync, isPending } = useMutation<string, DataError, MemberChange>({
    mutationFn: async (change) => {
      const id = await send(connection, change);
      announceWorldChange();
      await reloadWorld();
      await queryClient.invalidateQueries({ queryKey: configKey });
      return id;
    },
  });
  return { run: mutateAsync, isRunning: isPending };
}
