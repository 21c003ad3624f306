/** Sets a new password, or asks for the mail that allows it. */
import { useMutation } from "@tanstack/react-query";
import { authError } from "./authError";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";

interface NewPassword {
  password: string;
  /** Checked first where given; a forced change and a mail link do not ask for it. */
  currentPassword?: string;
}

/** GoTrue keeps 72 bytes of a password; more would be cut silently by other servers. */
export const longestPassword = 72;
export const shortestPassword = 12;

/** Both throw DataError: weak_password, same_password, invalid current password, over_email_send_rate_limit, network. */
export function usePassword() {
  const { auth } = useConnection();

  const change = useMutation<undefined, DataError, NewPassword>({
    mutationFn: async ({ password, currentPassword }) => {
      const { error } = await auth.updateUser({
        password,
        ...(currentPassword !== undefined && { current_password: currentPassword }),
      });
      if (error) throw authError(error);
    },
  });

  const reset = useMutation<undefined, DataError, string>({
    mutationFn: async (email) => {
      const { error } = await auth.resetPasswordForEmail(email.trim(), {
        redirectTo: window.location.origin,
      });
      if (error) throw authError(error);
    },
  });

  return {
    changePassword: change.mutateAsync,
    isChanging: change.isPending,
    requestReset: reset.mutateAsync,
    isRequesting: reset.isPending,
  };
}
