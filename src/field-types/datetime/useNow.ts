/** The time of day, told anew every minute to all who show relative times; one timer serves them all. */
import { useSyncExternalStore } from "react";

const minute = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), minute);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const lastMinute = () => Math.floor(Date.now() / minute) * minute;

/** Milliseconds since 1970, rounded down to the minute. */
export const useNow = () => useSyncExternalStore(subscribe, lastMinute);
