/** Fills a database with demo data that says it is synthetic; public.remove_demo_data() takes it out again. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

async function readScripts(): Promise<string[]> {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map((name) => readFile(join(import.meta.dirname, name), "utf8")));
}

async function isLoaded(db: pg.Client): Promise<boolean> {
  const { rows } = await db.query<{ loaded: boolean }>(
    "select exists (select from order_management.demo_records) as loaded",
  );
  return rows[0]?.loaded === true;
}

/** Loads everything in one transaction, or nothing; demo data that is there already stays as it is. */
export async function loadDemo(databaseUrl: string): Promise<void> {
  const scripts = await readScripts();
  const db = new pg.Client({ connectionString: databaseUrl, application_name: "kontor demo" });
  await db.connect();
  try {
    await db.query("begin");
    await db.query("select pg_advisory_xact_lock(hashtextextended('order_management.demo', 0))");
    if (!(await isLoaded(db))) {
      for (const script of scripts) await db.query(script);
    }
    await db.query("commit");
  } finally {
    await db.end();
  }
}
