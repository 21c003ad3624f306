/** fetch with key, token and view-as header; renews an expired session once and gives up after that. */
import type { GoTrueClient } from "@supabase/auth-js";
import { viewAsStore } from "./viewAsStore";

interface FetchOptions {
  key: string;
  auth: GoTrueClient;
  /** Called once the session cannot be renewed any more. */
  onSessionEnded: () => void;
}

export function createAuthorizedFetch({ key, auth, onSessionEnded }: FetchOptions): typeof fetch {
  let renewal: Promise<boolean> | undefined;

  /** Requests that fail together share one renewal. */
  const renew = () => {
    renewal ??= auth
      .refreshSession()
      .then(({ data, error }) => error === null && data.session !== null)
      .finally(() => (renewal = undefined));
    return renewal;
  };

  const send = async (input: RequestInfo | URL, init: RequestInit | undefined) => {
    const { data } = await auth.getSession();
    const headers = new Headers(init?.headers);
    headers.set("apikey", key);
    headers.set("authorization", `Bearer ${data.session?.access_token ?? key}`);
    const viewAs = viewAsStore.get();
    // Writes carry it too, so that the database refuses them instead of writing as oneself.
    const address = input instanceof Request ? input.url : input.toString();
    if (viewAs && !address.includes("/rpc/switch_role")) headers.set("x-view-as", viewAs);
    return fetch(input, { ...init, headers });
  };

  return async (input, init) => {
    const answer = await send(input, init);
    if (answer.status !== 401) return answer;
    if (!(await renew())) {
      onSessionEnded();
      return answer;
    }
    const second = await send(input, init);
    if (second.status === 401) onSessionEnded();
    return second;
  };
}
