/** The stack of the permission oracle: the engine with a workshop, whose writes a test may ask to be rolled back. */
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import pg from "pg";
import { loadSecrets } from "../../supabase/local/secrets";
import { workshopSql } from "../oracle/workshopSql";
import { testStack } from "./testStack";

const engine = "supabase/migrations/20260101000000_engine.sql";

async function run(connectionString: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** With `Prefer: tx=rollback` a write shows what it would do and does nothing: thousands of attempts on the same rows. */
const allowRollback = `
  alter role authenticator set pgrst.db_tx_end = 'commit-allow-override';
  notify pgrst, 'reload config'`;

export const { setup, teardown } = testStack("oracle", {
  migrations: (folder) => {
    cpSync(engine, join(folder, basename(engine)));
    return folder;
  },
  fill: async ({ databaseUrl }, directory) => {
    await run(databaseUrl, workshopSql);
    const { passwords } = await loadSecrets(directory);
    const superuser = new URL(databaseUrl);
    superuser.username = "supabase_admin";
    superuser.password = passwords.supabase_admin;
    await run(superuser.href, allowRollback);
  },
});
