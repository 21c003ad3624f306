/** Fills an empty database with so many synthetic orders; the rest of the benchmark only reads them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

const slice = 50_000;
/** Those of a million rows: their indexes are built at the end. */
const large = ["orders", "order_lines", "payments", "fulfillment_orders", "fulfillment_lines", "shipments"];
const tables = [
  ...large,
  ...["customers", "skus", "channels", "warehouses", "stock", "stock_alerts"],
  ...["refunds", "returns", "complaints", "tasks"],
];

const script = (name: string) => readFile(join(import.meta.dirname, "data", name), "utf8");

interface Index {
  name: string;
  definition: string;
}

/** Indexes that no constraint needs: built at the end, which is many times quicker. */
async function dropIndexes(db: pg.Client): Promise<Index[]> {
  const { rows } = await db.query<Index>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any ($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [large.map((name) => `public.${name}`)],
  );
  for (const { name } of rows) await db.query(`drop index ${name}`);
  return rows;
}

async function insertOrders(db: pg.Client, count: number, log: (line: string) => void): Promise<void> {
  const insert = await script("orders.sql");
  for (let from = 1; from <= count; from += slice) {
    const to = Math.min(from + slice - 1, count);
    await db.query(insert, [from, to, count]);
    log(`${to.toLocaleString("en")} of ${count.toLocaleString("en")} orders written`);
  }
}

async function insertChildren(db: pg.Client, count: number, log: (line: string) => void): Promise<void> {
  const insert = await script("children.sql");
  const { rows } = await db.query<{ first: string }>(
    "select min(id) as first from public.orders where external_no like 'B%'",
  );
  const first = Number(rows[0]?.first);
  for (let from = first; from < first + count; from += slice) {
    await db.query(insert, [from, from + slice - 1]);
    log(`what hangs on ${(from + slice - first).toLocaleString("en")} orders written`);
  }
}

async function isFilled(db: pg.Client, count: number): Promise<boolean> {
  const { rows } = await db.query<{ orders: string; indexes: string }>(
    `select (select count(*) from public.orders) as orders,
       (select count(*) from pg_class where relname = 'bench_is_filled') as indexes`,
  );
  return Number(rows[0]?.orders) === count && Number(rows[0]?.indexes) === 1;
}

/** A database that was filled to its end is left as it is. */
export async function fillOrders(
  databaseUrl: string,
  count: number,
  log: (line: string) => void,
): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    if (await isFilled(db, count)) return;
    await db.query("set maintenance_work_mem = '512MB'");
    // Triggers and indexes serve work, not a bulk load of made-up rows.
    for (const table of tables) await db.query(`alter table public.${table} disable trigger user`);
    await db.query(await script("masters.sql"));
    const indexes = await dropIndexes(db);
    await insertOrders(db, count, log);
    await insertChildren(db, count, log);
    log(`building ${indexes.length} indexes`);
    for (const { definition } of indexes) await db.query(definition);
    for (const table of tables) await db.query(`alter table public.${table} enable trigger user`);
    await db.query("create table order_management.bench_is_filled ()");
    await db.query("vacuum (analyze)");
  } finally {
    await db.end();
  }
}
