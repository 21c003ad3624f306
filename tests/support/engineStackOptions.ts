/** A database with the engine and a small app of notes instead of the order app, which the engine must not need. */
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import pg from "pg";
import { notebook } from "../database/notebook";
import type { TestStackOptions } from "./testStack";

const engine = "supabase/migrations/20260101000000_engine.sql";

export const engineStackOptions: TestStackOptions = {
  migrations: (folder) => {
    cpSync(engine, join(folder, basename(engine)));
    return folder;
  },
  fill: async ({ databaseUrl }) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      await client.query(notebook);
    } finally {
      await client.end();
    }
  },
};
