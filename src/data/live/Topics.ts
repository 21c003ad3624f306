/** The topics that this page listens to; those it no longer needs are kept for a while, for it may come back. */
import { REALTIME_SUBSCRIBE_STATES } from "@supabase/realtime-js";
import type { RealtimeChannel, RealtimeClient } from "@supabase/realtime-js";

interface TopicListeners {
  onMessage: (topic: string, payload: Record<string, unknown>) => void;
  /** The line was cut: nobody knows what was said meanwhile. */
  onMissed: (topic: string) => void;
}

interface Topic {
  channel: RealtimeChannel;
  /** Heard something to the end: the server has let us in before. */
  wasOpen: boolean;
  isOpen: boolean;
}

/** Half of what the local server takes on one socket, and Supabase on any plan. */
const mostTopics = 50;

export class Topics {
  private readonly topics = new Map<string, Topic>();

  constructor(
    private readonly client: RealtimeClient,
    private readonly listeners: TopicListeners,
  ) {}

  follow(wanted: readonly string[]): void {
    for (const name of wanted) {
      const known = this.topics.get(name);
      this.topics.delete(name);
      this.topics.set(name, known ?? this.open(name));
    }
    for (const [name, { channel }] of this.topics) {
      if (this.topics.size <= mostTopics) break;
      this.topics.delete(name);
      void this.client.removeChannel(channel);
    }
  }

  areOpen(): boolean {
    return [...this.topics.values()].every(({ isOpen }) => isOpen);
  }

  private open(name: string): Topic {
    const channel = this.client.channel(name, { config: { private: true } });
    const topic: Topic = { channel, wasOpen: false, isOpen: false };
    channel.on("broadcast", { event: "*" }, ({ payload }) =>
      this.listeners.onMessage(name, (payload ?? {}) as Record<string, unknown>),
    );
    channel.subscribe((status, error) => {
      topic.isOpen = status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED;
      // Who may not listen need not ask again; what he looks at is read anew when he comes back to it.
      if (error?.message.includes("permissions")) void this.client.removeChannel(channel);
      if (!topic.isOpen) return;
      if (topic.wasOpen) this.listeners.onMissed(name);
      topic.wasOpen = true;
    });
    return topic;
  }
}
