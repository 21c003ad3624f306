/** The stack of the lints: the schema as shipped, with an owner who may break every rule in order to prove it. */
import pg from "pg";
import { loadSecrets } from "../../supabase/local/secrets";
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("lint", {
  fill: async ({ databaseUrl }, directory) => {
    const { passwords } = await loadSecrets(directory);
    const superuser = new URL(databaseUrl);
    superuser.username = "supabase_admin";
    superuser.password = passwords.supabase_admin;
    const client = new pg.Client({ connectionString: superuser.href });
    await client.connect();
    await client.query("alter role postgres superuser");
    await client.end();
  },
});
