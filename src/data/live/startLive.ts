/** Follows what others change, over Supabase Realtime: one topic per entity on the screen, and the member's bell. */
import { RealtimeClient } from "@supabase/realtime-js";
import type { QueryClient } from "@tanstack/react-query";
import type { Connection } from "../connection";
import { configKey } from "../useConfigQuery";
import { isWorldSettled } from "./isWorldSettled";
import { Refresher, entitiesOfQuery, remarksOn } from "./Refresher";
import { Topics } from "./Topics";

interface LiveOptions {
  connection: Connection;
  queryClient: QueryClient;
  memberId: string;
}

const settleMs = 300;
/** How old an answer may be when somebody comes back to a page that could not listen meanwhile. */
const staleMs = 10_000;

/** Returns how to stop. */
export function startLive({ connection, queryClient, memberId }: LiveOptions): () => void {
  const { auth, settings } = connection;
  const cache = queryClient.getQueryCache();
  const refresher = new Refresher(queryClient, () => isWorldSettled(queryClient));
  const client = new RealtimeClient(`${settings.url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: settings.key },
    accessToken: async () => (await auth.getSession()).data.session?.access_token ?? null,
    reconnectAfterMs: (tries) => Math.min(1_000 * 2 ** tries, 60_000),
  });
  const topics = new Topics(client, {
    onMissed: (topic) => {
      refresher.note(entityIn(topic));
      refresher.note(remarksOn(entityIn(topic)));
    },
    onMessage: (topic, { ids, op }) => {
      const entity = entityIn(topic);
      if (op === "comment") refresher.note(remarksOn(entity), readKeys(ids));
      else if (!topic.startsWith("member:")) refresher.note(entity, readKeys(ids));
      else void queryClient.invalidateQueries({ queryKey: configKey, predicate: isAboutBell });
    },
  });

  const entitiesOnScreen = () => new Set(cache.findAll({ type: "active" }).flatMap(entitiesOfQuery));
  const follow = () =>
    topics.follow([`member:${memberId}`, ...[...entitiesOnScreen()].map((name) => `entity:${name}`)]);

  let settling: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = cache.subscribe(({ type }) => {
    if (type !== "observerAdded") return;
    clearTimeout(settling);
    settling = setTimeout(follow, settleMs);
  });
  const handleReturn = () => {
    if (document.hidden) return;
    refresher.plan();
    if (topics.areOpen()) return;
    for (const query of cache.findAll({ type: "active" })) {
      if (query.state.dataUpdatedAt >= Date.now() - staleMs) continue;
      for (const entity of entitiesOfQuery(query)) refresher.note(entity);
    }
  };
  document.addEventListener("visibilitychange", handleReturn);
  window.addEventListener("focus", handleReturn);
  void client.setAuth().then(follow);

  return () => {
    clearTimeout(settling);
    unsubscribe();
    document.removeEventListener("visibilitychange", handleReturn);
    window.removeEventListener("focus", handleReturn);
    refresher.stop();
    void client.removeAllChannels().then(() => client.disconnect());
  };
}

const entityIn = (topic: string) => topic.slice(topic.indexOf(":") + 1);
const readKeys = (ids: unknown) => (Array.isArray(ids) ? ids.map(String) : undefined);
const isAboutBell = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  String(queryKey.at(-1)).startsWith('["my_notifications"');
