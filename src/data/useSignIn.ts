/** Signs in with e-mail address and password, or out. */
import { useMutation } from "@tanstack/react-query";
import { authError } from "./authError";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";

export interface Credentials {
  email: string;
  password: string;
}

/** `signIn` throws DataError: invalid_credentials, user_banned, over_request_rate_limit, network. */
export function useSignIn() {
  const { auth } = useConnection();
  const { mutateAsync, isPending } = useMutation<undefined, DataError, Credentials>({
    mutationFn: async ({ email, password }) => {
      const { error } = await auth.signInWithPassword({ email: email.trim(), password });
      if (error) throw authError(error);
    },
  });
  return { signIn: mutateAsync, isSigningIn: isPending };
}
