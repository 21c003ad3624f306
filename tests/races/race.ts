/** Workers that do random work on the same orders over REST until the time is up, and what they were answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fieldOf } from "../order-management/fieldOf";
import type { RestAnswer, RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { stockOf, type Ground } from "./ground";
import { anyMoves, lookAt, type Move, nextMoves, pick, rowsOf } from "./moves";

/** A call that was answered with 200 under a key: asked again, it must be answered the same. */
export interface Kept {
  caller: RestClient;
  move: Move;
  answer: string;
}

export interface Tally {
  /** How often an operation was answered with a status and a reason. */
  answers: Map<string, number>;
  /** Answers that are neither done nor a clear no. */
  unclear: string[];
  /** Calls with one key that were answered differently. */
  unequal: string[];
  kept: Kept[];
  /** References of payments that were told several times. */
  references: string[];
  calls: number;
  lost: number;
}

export class Race {
  readonly tally: Tally = {
    answers: new Map(),
    unclear: [],
    unequal: [],
    kept: [],
    references: [],
    calls: 0,
    lost: 0,
  };
  /** While the database is away, calls may be lost. */
  mayLose = false;

  constructor(
    private readonly ground: Ground,
    private readonly stock: number[],
  ) {}

  static async on(ground: Ground): Promise<Race> {
    return new Race(ground, await stockOf(ground));
  }

  async run(workers: number, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    await Promise.all(
      Array.from({ length: workers }, async () => {
        while (Date.now() < end) {
          const startedAt = Date.now();
          await this.#workOnce();
          // Who waited long looks away for as long; else a slow machine would only measure its queue.
          await pause(Math.min(Date.now() - startedAt, 5_000));
        }
      }),
    );
  }

  /** Says how the answers came out, most frequent first. */
  async summary(): Promise<string> {
    const lines = [...this.tally.answers].toSorted(([, a], [, b]) => b - a);
    const { rows } = await sql.query<{ deadlocks: number }>(
      "select deadlocks from pg_stat_database where datname = current_database()",
    );
    return [
      ...lines.map(([answer, count]) => `${String(count).padStart(6)} ${answer}`),
      `${this.tally.calls} calls, ${this.tally.lost} lost, ${rows[0]?.deadlocks} deadlocks inside\n`,
    ].join("\n");
  }

  async #workOnce(): Promise<void> {
    const { people, orders } = this.ground;
    const seen = await this.#send(people.manager[0], {
      job: "manager",
      name: lookAt(pick(orders) ?? 0),
      values: {},
    });
    const order = Array.isArray(seen?.body) ? seen.rows[0] : undefined;
    if (!order) return;
    const moves =
      Math.random() < 0.7 ? nextMoves(order, this.ground) : anyMoves(order, this.ground, this.stock);
    const move = pick(moves);
    if (move) await this.#do(move, order);
  }

  async #do(move: Move, order: Record<string, unknown>): Promise<void> {
    const member = pick(this.ground.people[move.job]);
    if (move.times) this.tally.references.push(String(move.values.provider_ref));
    const isTwice = !move.times && !move.name.startsWith("/") && Math.random() < 0.3;
    if (isTwice) {
      await this.#doTwice(move, member?.with({ "idempotency-key": randomUUID() }));
    } else {
      await Promise.all(Array.from({ length: move.times ?? 1 }, () => this.#send(member, move)));
    }
    if (rowsOf(order, "fulfillment_orders").length > 1 && Math.random() < 0.05) await this.#merge();
  }

  /** A client that is not sure whether its call arrived sends it again: at once, or a little later. */
  async #doTwice(move: Move, caller: RestClient | undefined): Promise<void> {
    const send = () => this.#send(caller, move);
    const answers = Math.random() < 0.5 ? await Promise.all([send(), send()]) : [await send(), await send()];
    const [first, second] = answers.map(
      (answer) => answer && `${answer.status} ${JSON.stringify(answer.body)}`,
    );
    const isFinal = first?.startsWith("200") || second?.startsWith("200");
    if (first?.startsWith("200") && second?.startsWith("200") && first !== second) {
      this.tally.unequal.push(`${move.name}: ${first} / ${second}`);
    }
    const answer = first?.startsWith("200") ? first : second;
    if (isFinal && caller && answer) this.tally.kept.push({ caller, move, answer });
  }

  /** Sub-orders of two orders of one buyer in one parcel. */
  async #merge(): Promise<void> {
    const { people, orders } = this.ground;
    const seen = await this.#send(people.manager[0], {
      job: "manager",
      name: `/fulfillment_orders?order_id=in.(${orders.join()})&status=eq.reserved&is_superseded=is.false&select=id&order=warehouse_id,id&limit=40`,
      values: {},
    });
    if (!Array.isArray(seen?.body)) return;
    const at = Math.floor(Math.random() * seen.rows.length);
    const sub_order_ids = seen.rows.slice(at, at + 2).map(({ id }) => id);
    await this.#send(pick(people.warehouse), {
      job: "warehouse",
      name: "merge_sub_orders",
      values: { sub_order_ids },
    });
  }

  async #send(caller: RestClient | undefined, move: Move): Promise<RestAnswer | undefined> {
    this.tally.calls += 1;
    try {
      const answer = await this.call(caller, move);
      this.#count(move, answer);
      return answer;
    } catch (error) {
      if (!this.mayLose) throw error;
      this.tally.lost += 1;
      return undefined;
    }
  }

  async call(caller: RestClient | undefined, { name, values }: Move): Promise<RestAnswer> {
    if (!caller) throw new Error("nobody is there to do it");
    if (!name.startsWith("/")) return caller.rpc(name, values);
    return Object.keys(values).length > 0
      ? caller.rest(name, { method: "PATCH", body: values })
      : caller.rest(name);
  }

  #count({ name, values }: Move, { status, reason, body }: RestAnswer): void {
    const what = name.startsWith("/")
      ? `${Object.keys(values).length > 0 ? "edit" : "read"} ${name.split("?")[0]}`
      : name;
    const why = /"why": ?\\?"(\w+)/.exec(JSON.stringify(body))?.[1] ?? "";
    const answer = [what, status, reason, why].filter((part) => part !== "").join(" ");
    this.tally.answers.set(answer, (this.tally.answers.get(answer) ?? 0) + 1);
    if (status < 300 || (status < 500 && reason !== "")) return;
    // PostgREST answers 400 without a code when the server dies under a statement.
    const isCut = status >= 500 || fieldOf({ body }, "code") === "";
    if (this.mayLose && isCut) this.tally.lost += 1;
    else this.tally.unclear.push(`${answer} ${JSON.stringify(body).slice(0, 300)}`);
  }
}
