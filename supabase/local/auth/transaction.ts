/** Runs work in one transaction: committed when it returns, rolled back when it throws. */
import type { Pool, QueryResult, QueryResultRow } from "pg";

/** What a handler needs of a pool or of a connection inside a transaction. */
export interface Db {
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<R>>;
}

export async function inTransaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Nobody waits behind a stuck request for longer than a person would.
    await client.query("begin; set local lock_timeout = '5s'");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    await client.query("rollback").then(
      () => client.release(),
      (broken: unknown) => client.release(broken instanceof Error ? broken : true),
    );
    throw error;
  }
}
