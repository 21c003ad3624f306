/** Lets one process at a time import a file; the lock goes with the connection, however that ends. */
import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import { ImportError } from "./ImportError";

const key = "hashtextextended('order_management.import_file:' || $1, 0)";

/** After a crash the database needs a moment to notice that nobody listens any more. */
const attempts = 40;
const millisecondsBetweenAttempts = 250;

async function lock(db: ClientBase, sha256: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { rows } = await db.query<{ locked: boolean }>(`select pg_try_advisory_lock(${key}) as locked`, [
      sha256,
    ]);
    if (rows[0]?.locked) return;
    await pause(millisecondsBetweenAttempts);
  }
  throw new ImportError("already_running", {
    en: "This file is being imported right now by another process.",
    zh: "另一个进程正在导入同一个文件。",
  });
}

export async function withImportLock<T>(db: ClientBase, sha256: string, work: () => Promise<T>): Promise<T> {
  await db.query("set client_connection_check_interval = '1s'");
  await lock(db, sha256);
  try {
    return await work();
  } finally {
    // A lost connection has no lock to give back.
    await db.query(`select pg_advisory_unlock(${key})`, [sha256]).catch(() => undefined);
  }
}
