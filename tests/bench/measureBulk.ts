/** Editing 5,000 orders at once and taking it back, beside the plain update; afterwards all is as before. */
import pg from "pg";
import { writeBatch } from "../../src/data/writeBatch";
import type { BenchMember } from "./BenchMember";
import type { Bench } from "./measureLists";
import { printTable } from "./printTable";

const count = 5000;

async function timed<Answer>(work: () => Promise<Answer>): Promise<[number, Answer]> {
  const start = performance.now();
  const answer = await work();
  return [performance.now() - start, answer];
}

async function fingerprint(db: pg.Client, keys: number[]): Promise<string> {
  const { rows } = await db.query<{ hash: string }>(
    "select md5(string_agg(id || coalesce(seller_note, '-'), ',' order by id)) as hash from public.orders where id = any ($1)",
    [keys],
  );
  return rows[0]?.hash ?? "";
}

async function undo({ context }: BenchMember, batch: string): Promise<void> {
  const answer = await context.connection.configuration.rpc("undo_batch", { p_batch: batch });
  if (answer.error) throw new Error(answer.error.message);
}

export async function measureBulk({ ownerUrl, members }: Bench): Promise<void> {
  const [manager] = members;
  if (!manager) return;
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string }>(
      "select id from public.orders order by md5(id::text) limit $1",
      [count],
    );
    const keys = rows.map(({ id }) => Number(id));
    const before = await fingerprint(db, keys);
    await db.query("begin");
    const [plain] = await timed(() =>
      db.query("update public.orders set seller_note = 'plain' where id = any ($1)", [keys]),
    );
    await db.query("rollback");
    const [edited, { id, written }] = await timed(() =>
      writeBatch(manager.context, {
        kind: "bulk_edit",
        entity: "orders",
        items: keys,
        call: (part) => ({
          name: "edit_rows",
          args: { p_entity: "orders", p_keys: part, p_values: { seller_note: "bench" } },
        }),
      }),
    );
    const [undone] = await timed(() => undo(manager, id));
    const isAsBefore = before === (await fingerprint(db, keys));
    const row = (what: string, milliseconds: number) => [
      what,
      (milliseconds / 1000).toFixed(2),
      (milliseconds / plain).toFixed(2),
    ];
    printTable(
      `Note of ${written} of ${count} orders: in seconds, and as a ratio to the plain update (goal: under 5 s)`,
      ["", "s", "ratio"],
      [
        row("plain update", plain),
        row("bulk edit over REST", edited),
        row(isAsBefore ? "undone, all as before" : "UNDONE, NOT AS BEFORE", undone),
      ],
    );
  } finally {
    await db.end();
  }
}
