/** The official client, as a browser or a trusted server would hold it. */
import { createClient } from "@supabase/supabase-js";

/** Realtime is not used here, but supabase-js wants a WebSocket where Node has none. */
class NoSocket {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly readyState = 3;
  readonly protocol = "";
  readonly url: string;
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;

  constructor(address: string | URL) {
    this.url = String(address);
  }

  close(): void {}
  send(): void {}
  addEventListener(): void {}
  removeEventListener(): void {}
}

/** Each client has a session of its own, kept in memory. */
export function clientOf(url: string, key: string, flowType: "implicit" | "pkce" = "implicit") {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false, flowType },
    realtime: { transport: NoSocket },
  });
}

export type Client = ReturnType<typeof clientOf>;
