/** Imports one file into a database: inspect, stage, import chunk by chunk. Running it again goes on, or changes nothing. */
import type { ClientBase } from "pg";
import { type Batch, continueImport, countChunks, createBatch, findBatch, finishStaging } from "./Batch";
import { ImportError } from "./ImportError";
import { type InspectedFile, inspectFile } from "./inspectFile";
import { findProfile, matchProfile } from "./matchProfile";
import { readProfiles } from "./readProfiles";
import { stageRows } from "./stageRows";
import { withImportLock } from "./withImportLock";

export interface Progress {
  step: "staging" | "orders" | "credits";
  done: number;
  total: number;
}

export interface ImportRequest {
  path: string;
  /** Name of the profile; undefined = the one that fits the header. */
  profile?: string | undefined;
  /** Does everything and takes it back at the end. */
  isDryRun?: boolean;
  onProgress?: (progress: Progress) => void;
  /** Called with the finished batch, before a dry run is taken back. */
  onFinish?: (batch: Batch, file: InspectedFile) => Promise<void>;
}

export interface ImportResult {
  batch: Batch;
  file: InspectedFile;
  profile: string;
  /** The very same file had been imported before. */
  wasDone: boolean;
}

async function processBatch(
  db: ClientBase,
  staged: Batch,
  onProgress: (progress: Progress) => void,
): Promise<Batch> {
  const total = await countChunks(db, staged);
  let batch = staged;
  while (batch.state === "orders" || batch.state === "credits") {
    batch = await continueImport(db, batch);
    if (batch.state !== "done") onProgress({ step: stepOf(batch), done: batch.next_chunk, total });
  }
  return batch;
}

function stepOf(batch: Batch): "orders" | "credits" {
  return batch.state === "credits" ? "credits" : "orders";
}

async function runBatch(
  db: ClientBase,
  {
    batch,
    file,
    onProgress,
  }: { batch: Batch; file: InspectedFile; onProgress: (progress: Progress) => void },
): Promise<Batch> {
  if (batch.state !== "staging") return processBatch(db, batch, onProgress);
  const report = (done: number) => onProgress({ step: "staging", done, total: file.rowCount });
  await stageRows(db, { batch, file, onProgress: report });
  return processBatch(db, await finishStaging(db, batch), onProgress);
}

async function inspect(db: ClientBase, request: ImportRequest) {
  const all = await readProfiles(db);
  const profiles = request.profile === undefined ? all : [findProfile(all, request.profile)];
  const delimiter = request.profile === undefined ? undefined : profiles[0]?.delimiter;
  const file = await inspectFile(request.path, delimiter);
  const match = matchProfile(profiles, file.header);
  if (file.rowCount > 0) return { file, match };
  throw new ImportError("no_rows", {
    en: `"${file.name}" has a header but no rows.`,
    zh: `“${file.name}”只有表头，没有数据行。`,
  });
}

/** The client must be connected; it stays so. Everything of a dry run is one transaction that is rolled back. */
export async function importFile(db: ClientBase, request: ImportRequest): Promise<ImportResult> {
  const { file, match } = await inspect(db, request);
  const onProgress = request.onProgress ?? (() => undefined);
  return withImportLock(db, file.sha256, async () => {
    if (request.isDryRun) await db.query("begin");
    try {
      const known = await findBatch(db, file.sha256, match.profile.id);
      const started = known ?? (await createBatch(db, { file, match }));
      const batch = await runBatch(db, { batch: started, file, onProgress });
      await request.onFinish?.(batch, file);
      return { batch, file, profile: match.profile.name, wasDone: known?.state === "done" };
    } finally {
      if (request.isDryRun) await db.query("rollback").catch(() => undefined);
    }
  });
}
