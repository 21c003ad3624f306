/** One open transaction of a test, seen as `postgres` or as somebody else. */
import type pg from "pg";

/** Who a statement runs as: a role's key, or a member acting in one of his roles. */
export type Actor = string | { userId: string; role: string; aal?: "aal1" | "aal2"; sessionId?: string };

type Row = Record<string, unknown>;

export class TestDatabase {
  readonly #client: pg.PoolClient;
  readonly #actor: Actor | undefined;

  constructor(client: pg.PoolClient, actor?: Actor) {
    this.#client = client;
    this.#actor = actor;
  }

  /** The same transaction in the eyes of an app role ("warehouse") or of a member. */
  as(actor: Actor): TestDatabase {
    return new TestDatabase(this.#client, actor);
  }

  /** All rows of a statement. A refused statement leaves the transaction usable. */
  async query<T extends Row = Row>(text: string, ...values: unknown[]): Promise<T[]> {
    const result = await this.#attempt<T>(text, values);
    return result.rows;
  }

  /** The only row of a statement. */
  async row<T extends Row = Row>(text: string, ...values: unknown[]): Promise<T> {
    const { rows } = await this.#attempt<T>(text, values);
    const [first] = rows;
    if (!first || rows.length > 1) throw new Error(`expected one row, got ${rows.length}: ${text}`);
    return first;
  }

  /** The only value of the only row of a statement. */
  async value(text: string, ...values: unknown[]): Promise<unknown> {
    return Object.values(await this.row(text, ...values))[0];
  }

  /** How many rows a statement touched. */
  async count(text: string, ...values: unknown[]): Promise<number> {
    const result = await this.#attempt(text, values);
    return result.rowCount ?? 0;
  }

  /** All values of one column, sorted. */
  async column(table: string, column: string): Promise<unknown[]> {
    const rows = await this.query(`select ${column} as value from ${table} order by 1`);
    return rows.map((row) => row.value);
  }

  /** Calls a function by position; its single value, row or json is the answer. */
  async call(name: string, ...values: unknown[]): Promise<unknown> {
    const places = values.map((_, index) => `$${index + 1}`).join(", ");
    return this.value(`select ${name}(${places})`, ...values);
  }

  async #attempt<T extends Row>(text: string, values: unknown[]): Promise<pg.QueryResult<T>> {
    await this.#client.query("savepoint attempt");
    try {
      await this.#become();
      const result = await this.#client.query<T>(text, values);
      await this.#client.query("reset role; select set_config('request.jwt.claims', '', true)");
      await this.#client.query("release savepoint attempt");
      return result;
    } catch (error) {
      await this.#client.query("rollback to savepoint attempt; release savepoint attempt");
      throw error;
    }
  }

  async #become(): Promise<void> {
    if (this.#actor === undefined) return;
    const role = `bo_${typeof this.#actor === "string" ? this.#actor : this.#actor.role}`;
    await this.#client.query(
      "select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)",
      [JSON.stringify(claimsOf(this.#actor)), await this.#reachable(role)],
    );
  }

  /** A role that this very transaction created is not yet granted to `postgres`. */
  async #reachable(role: string): Promise<string> {
    const { rows } = await this.#client.query<{ reachable: boolean }>(
      "select pg_has_role('postgres', $1::name, 'set') as reachable",
      [role],
    );
    if (!rows[0]?.reachable) {
      await this.#client.query(`grant "${role}" to postgres with inherit false, set true`);
    }
    return role;
  }
}

function claimsOf(actor: Actor): Row {
  if (typeof actor === "string") return { role: "authenticated" };
  return {
    role: "authenticated",
    sub: actor.userId,
    aal: actor.aal ?? "aal1",
    session_id: actor.sessionId,
  };
}
