/** Tells the other tabs of this browser that the member's world has changed. */
const channelName = "kontor";

export function announceWorldChange(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage("world-changed");
  channel.close();
}

/** Returns how to stop listening. */
export function onWorldChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", listener);
  return () => channel.close();
}
