/** A test body in a transaction that starts without notes, places, members and history, and leaves nothing behind. */
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";

export function inEmptyNotebook(body: (db: TestDatabase) => Promise<void>): () => Promise<void> {
  return inRollback(async (db) => {
    await db.query(`
      delete from public.notes; delete from public.places;
      update engine.installation set has_admin = false; delete from config.members;
      delete from engine.audit_entries`);
    await body(db);
  });
}
