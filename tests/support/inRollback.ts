/** Wraps a test body into a transaction that leaves nothing behind. */
import { sql } from "./sql";
import { TestDatabase } from "./TestDatabase";

export function inRollback(body: (db: TestDatabase) => Promise<void>): () => Promise<void> {
  return async () => {
    const client = await sql.connect();
    try {
      await client.query("begin");
      await body(new TestDatabase(client));
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
}
