/** The devices on which one is signed in oneself, and how to sign them out. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authError } from "./authError";
import { parseSessions } from "./config/deviceSession";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { configKey, useConfigQuery } from "./useConfigQuery";

const noArguments = {};

/** `end` (with the id of a session) and `endOthers` throw DataError. */
export function useMySessions() {
  const { auth, configuration } = useConnection();
  const queryClient = useQueryClient();
  const { answer, error } = useConfigQuery("my_sessions", noArguments, parseSessions);
  const readAnew = () => queryClient.invalidateQueries({ queryKey: configKey });

  const end = useMutation<undefined, DataError, string>({
    mutationFn: async (id) => {
      const ended = await configuration.rpc("end_session", { session_id: id });
      if (ended.error) throw databaseError(ended.status, ended.error);
      await readAnew();
    },
  });
  const endOthers = useMutation<undefined, DataError>({
    mutationFn: async () => {
      const ended = await auth.signOut({ scope: "others" });
      if (ended.error) throw authError(ended.error);
      await readAnew();
    },
  });

  return {
    sessions: answer,
    error,
    end: end.mutateAsync,
    endOthers: endOthers.mutateAsync,
    isEnding: end.isPending || endOthers.isPending,
  };
}
