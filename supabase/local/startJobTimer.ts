/** Runs the engine's due jobs each minute; on Supabase pg_cron does it. */
import { Client } from "pg";

const EVERY_MS = 60_000;

/** Returns what stops the timer and waits for a run in progress. */
export function startJobTimer(databaseUrl: string, log: (line: string) => void): () => Promise<void> {
  let current: Promise<void> | undefined;
  const timer = setInterval(() => {
    current ??= runDueJobs(databaseUrl)
      .catch((error: unknown) => {
        log(`Jobs: ${String(error)}`);
      })
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

/** Does nothing while the engine has no jobs. */
export async function runDueJobs(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(
      "select 1 where to_regprocedure('engine.run_due_jobs()') is not null",
    );
    if (rows.length > 0) await client.query("select engine.run_due_jobs()");
  } finally {
    await client.end();
  }
}
