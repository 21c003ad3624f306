/** The connections of a test file to the database, as `postgres`. */
import pg from "pg";
import { inject } from "vitest";

// Counts and keys stay far below 2^53; money is numeric and stays text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export const sql = new pg.Pool({
  connectionString: inject("stack").databaseUrl,
  max: 4,
  allowExitOnIdle: true,
});
