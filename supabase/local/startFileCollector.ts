/** Removes unused files each hour; on Supabase a schedule calls the function `files`. */
import { collectFiles } from "../functions/files/collectFiles";
import type { Service } from "../functions/files/collectFiles";

const EVERY_MS = 60 * 60_000;

/** Returns what stops the timer and waits for a run in progress. */
export function startFileCollector(service: Service, log: (line: string) => void): () => Promise<void> {
  let current: Promise<void> | undefined;
  const timer = setInterval(() => {
    current ??= collectFiles(service)
      .then(
        () => undefined,
        (error: unknown) => {
          log(`Files: ${String(error)}`);
        },
      )
      .finally(() => {
        current = undefined;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await current;
  };
}
