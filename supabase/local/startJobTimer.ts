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

const has = (name: string) => `to_regprocedure('engine.${name}()') is not null as has_${name}`;

/** Does nothing while the engine has no jobs. */
export async function runDueJobs(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, boolean>>(
      `select ${has("run_due_jobs")}, ${has("next_index_statement")}`,
    );
    if (rows[0]?.has_run_due_jobs) await client.query("select engine.run_due_jobs()");
    if (rows[0]?.has_next_index_statement) await tendIndexes(client);
  } finally {
    await client.end();
  }
}

/** Builds and drops what is asked for, one after the other; one server at a time. */
async function tendIndexes(client: Client): Promise<void> {
  const lock = await client.query<{ is_mine: boolean }>(
    "select pg_try_advisory_lock(hashtext('kontor indexes')) as is_mine",
  );
  if (!lock.rows[0]?.is_mine) return;
  for (;;) {
    const { rows } = await client.query<{ statement: string | null }>(
      "select engine.next_index_statement() as statement",
    );
    const statement = rows[0]?.statement;
    if (!statement) return;
    try {
      // Not in a transaction: that is what lets everybody go on working.
      await client.query(statement);
    } catch (problem) {
      await client.query("select engine.note_index_problem($1)", [String(problem)]);
    }
  }
}
