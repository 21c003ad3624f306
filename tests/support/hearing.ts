/** Listens to a topic of Realtime through the official client, as a browser would. */
import { RealtimeClient } from "@supabase/realtime-js";
import type { RealtimeChannel } from "@supabase/realtime-js";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

// Node 20 has none; browsers do.
Object.assign(globalThis, { WebSocket });

interface Heard {
  event: string;
  payload: Record<string, unknown>;
}

export interface Hearing {
  /** How the wish to listen ended: "SUBSCRIBED", or what stood against it. */
  outcome: string;
  /** What was told since, as event and payload. */
  heard: Heard[];
  client: RealtimeClient;
  channel: RealtimeChannel;
}

export interface Listening {
  url: string;
  key: string;
  token: string;
  topic: string;
  isPrivate?: boolean;
}

export async function hearing({ url, key, token, topic, isPrivate = true }: Listening): Promise<Hearing> {
  const client = new RealtimeClient(`${url.replace("http", "ws")}/realtime/v1`, {
    params: { apikey: key },
    accessToken: () => Promise.resolve(token),
  });
  onTestFinished(async () => {
    await client.removeAllChannels();
    await client.disconnect();
  });
  await client.setAuth();
  const channel = client.channel(topic, { config: { private: isPrivate } });
  const heard: Heard[] = [];
  channel.on("broadcast", { event: "*" }, (message: Heard) =>
    heard.push({ event: message.event, payload: message.payload }),
  );
  const outcome = await new Promise<string>((resolve) => {
    channel.subscribe((status, error) => resolve(error ? error.message : status));
  });
  return { outcome, heard, client, channel };
}
