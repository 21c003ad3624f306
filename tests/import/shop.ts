/** A channel of its own for each test, with profiles that read into it, and files to import. */
import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { importFile, type ImportResult } from "../../supabase/order-management/import/importFile";
import { sql } from "../support/sql";

export interface Shop {
  tag: string;
  channelCode: string;
  /** Profile for files with the headers of the UCI data: past orders, all paid, credits start with C. */
  retail: string;
  /** Profile for files with the standard headers: new orders, paid when they name a time of payment. */
  standard: string;
}

const copied = `channel_code, shop_name, platform, time_zone, currency, header_map, date_order, credit_prefix,
  orders_are_paid, orders_are_completed`;

async function copyProfile(from: string, to: string, channelCode: string): Promise<string> {
  await sql.query(
    `insert into public.import_profiles (name, ${copied})
     select $2, $3, ${copied.replace("channel_code, ", "")} from public.import_profiles where name = $1`,
    [from, to, channelCode],
  );
  return to;
}

export async function aShop(): Promise<Shop> {
  const tag = randomBytes(4).toString("hex");
  const channelCode = `shop-${tag}`;
  return {
    tag,
    channelCode,
    retail: await copyProfile("uci-online-retail", `retail-${tag}`, channelCode),
    standard: await copyProfile("standard", `standard-${tag}`, channelCode),
  };
}

const folder = mkdtemp(join(tmpdir(), "kontor-import-"));

export async function aFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await folder, `${randomBytes(4).toString("hex")}-${name}`);
  await writeFile(path, content);
  return path;
}

export async function withClient<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: inject("stack").databaseUrl });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

export async function importPath(
  path: string,
  profile: string,
  options: { isDryRun?: boolean } = {},
): Promise<ImportResult> {
  return withClient((db) => importFile(db, { path, profile, ...options }));
}

export const retailHeader =
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

/** A file with the headers of the UCI data; `{tag}` in a row makes its codes this shop's own. */
export async function retailFile(shop: Shop, rows: string[]): Promise<string> {
  const text = [retailHeader, ...rows].join("\n").replaceAll("{tag}", shop.tag);
  return aFile("retail.csv", `${text}\n`);
}

export async function importRetail(shop: Shop, ...rows: string[]): Promise<ImportResult> {
  return importPath(await retailFile(shop, rows), shop.retail);
}

/** What became of each row of a batch: state, or the reason of its rejection. */
export async function outcomes(result: ImportResult): Promise<string[]> {
  const { rows } = await sql.query<{ outcome: string }>(
    `select coalesce(reason, state) as outcome from public.import_rows where batch_id = $1 order by row_no`,
    [result.batch.id],
  );
  return rows.map((row) => row.outcome);
}

/** Rows of a query about this shop's channel, which is $1. */
export async function ofShop(shop: Shop, query: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query<Record<string, unknown>>(
    `with shop as (select id from public.channels where code = $1) ${query}`,
    [shop.channelCode],
  );
  return rows;
}
