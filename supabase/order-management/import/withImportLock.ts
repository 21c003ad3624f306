/** Lets one process at a time import a file; the lock goes with the connection, however that ends. */
import type { ClientBase } from "pg";
import { ImportError } from "./ImportError";

const key = "hashtextextended('order_management.import_file:' || $1, 0)";

export async function withImportLock<T>(db: ClientBase, sha256: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await db.query<{ locked: boolean }>(`select pg_try_advisory_lock(${key}) as locked`, [
    sha256,
  ]);
  if (!rows[0]?.locked) {
    throw new ImportError("already_running", {
      en: "This file is being imported right now by another process.",
      zh: "另一个进程正在导入同一个文件。",
    });
  }
  try {
    return await work();
  } finally {
    await db.query(`select pg_advisory_unlock(${key})`, [sha256]);
  }
}
