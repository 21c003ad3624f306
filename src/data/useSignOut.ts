/** Ends the session here, or on every device. */
import { useCallback } from "react";
import { authError } from "./authError";
import { useConnection } from "./ConnectionContext";

export function useSignOut() {
  const { auth } = useConnection();
  return useCallback(
    async ({ everywhere = false } = {}) => {
      const { error } = await auth.signOut({ scope: everywhere ? "global" : "local" });
      // Without a network the browser forgets the session all the same; ending it elsewhere needs the server.
      if (error && everywhere) throw authError(error);
    },
    [auth],
  );
}
