/** The two clients that talk to Supabase: Auth and PostgREST. Nothing else in the app may. */
import { GoTrueClient } from "@supabase/auth-js";
import { PostgrestClient } from "@supabase/postgrest-js";
import { createAuthorizedFetch } from "./authorizedFetch";
import type { ConnectionSettings } from "./connectionSettings";

export interface Connection {
  settings: ConnectionSettings;
  auth: GoTrueClient;
  /** Business tables and operations, schema public. */
  database: PostgrestClient;
  /** Configuration, schema config. */
  configuration: PostgrestClient;
  /** fetch with key and token, for Edge Functions. */
  fetch: typeof fetch;
  /** Calls back when the server has ended the session; returns how to stop listening. */
  onSessionEnded: (listener: () => void) => () => void;
}

/** React Query retries reads by itself; a second layer would multiply the waiting. */
const clientOptions = { retry: false, urlLengthLimit: 16_000 };

export function connect(settings: ConnectionSettings): Connection {
  const listeners = new Set<() => void>();
  const auth = new GoTrueClient({
    url: `${settings.url}/auth/v1`,
    headers: { apikey: settings.key },
    storageKey: "kontor-session",
    detectSessionInUrl: true,
    flowType: "implicit",
  });
  const authorizedFetch = createAuthorizedFetch({
    key: settings.key,
    auth,
    onSessionEnded: () => {
      listeners.forEach((listener) => listener());
      void auth.signOut({ scope: "local" });
    },
  });
  const client = (schema: string) =>
    new PostgrestClient(`${settings.url}/rest/v1`, { ...clientOptions, schema, fetch: authorizedFetch });

  return {
    settings,
    auth,
    database: client("public") as unknown as PostgrestClient,
    configuration: client("config") as unknown as PostgrestClient,
    fetch: authorizedFetch,
    onSessionEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
