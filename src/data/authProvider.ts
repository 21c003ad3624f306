/** Refine's auth provider; nothing here ever throws, results say what happened. */
import type { AuthProvider } from "@refinedev/core";
import { authError } from "./authError";
import type { Connection } from "./connection";
import { DataError } from "./DataError";

interface Credentials {
  email: string;
  password: string;
}

export const createAuthProvider = ({ auth }: Connection): AuthProvider => ({
  login: async ({ email, password }: Credentials) => {
    const { error } = await auth.signInWithPassword({ email: email.trim(), password });
    return error ? { success: false, error: authError(error) } : { success: true };
  },
  logout: async (scope?: { everywhere?: boolean }) => {
    const { error } = await auth.signOut({ scope: scope?.everywhere ? "global" : "local" });
    return error ? { success: false, error: authError(error) } : { success: true, redirectTo: "/sign-in" };
  },
  check: async () => {
    const { data } = await auth.getSession();
    return data.session ? { authenticated: true } : { authenticated: false, redirectTo: "/sign-in" };
  },
  // An ended session has already been noticed by the fetch below us; the session gate shows the way.
  onError: (error: unknown) => Promise.resolve(error instanceof DataError ? { error } : {}),
  getIdentity: async () => {
    const { data } = await auth.getSession();
    return data.session ? { id: data.session.user.id, email: data.session.user.email } : null;
  },
});
