/** npm run import -- FILE [--profile NAME] [--dry-run] [--report FILE] */
import { basename, join } from "node:path";
import pg from "pg";
import type { Batch } from "./Batch";
import { countRejections } from "./countRejections";
import { describeBatch, describeRejections } from "./describeResult";
import { findDatabase } from "./findDatabase";
import { type Bilingual, ImportError } from "./ImportError";
import { importFile } from "./importFile";
import { type ImportArguments, parseArguments } from "./parseArguments";
import { showProgress } from "./showProgress";
import { writeRejections } from "./writeRejections";

const say = (...lines: string[]) => lines.forEach((line) => process.stdout.write(`${line}\n`));

function reportPath({ file, report }: ImportArguments): string {
  const name = basename(file)
    .replace(/\.gz$/, "")
    .replace(/\.csv$/, "");
  return report ?? join(".kontor", "imports", `${name}-rejected.csv`);
}

async function showRejections(db: pg.Client, batch: Batch, target: { path: string; header: string[] }) {
  if (batch.rejected_count === 0) return;
  await writeRejections(db, batch, target);
  say(`Rejected rows are in ${target.path} | 被拒绝的行已写入 ${target.path}`);
  say(...describeRejections(await countRejections(db, batch)));
}

async function importInto(db: pg.Client, options: ImportArguments): Promise<void> {
  const started = Date.now();
  const { batch, profile, wasDone } = await importFile(db, {
    path: options.file,
    profile: options.profile,
    isDryRun: options.isDryRun,
    onProgress: showProgress(process.stdout),
    onFinish: (done, { header }) => showRejections(db, done, { path: reportPath(options), header }),
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (wasDone) say("This file was imported before; nothing is new. | 该文件此前已导入，没有新数据。");
  else if (options.isDryRun) say("Dry run: nothing was written. | 试运行：未写入任何数据。");
  else
    say(`Imported with profile ${profile} in ${seconds} s. | 已用配置 ${profile} 导入，用时 ${seconds} 秒。`);
  say(...describeBatch(batch));
}

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  const database = await findDatabase(say);
  const db = new pg.Client({ connectionString: database.url, application_name: "kontor import" });
  db.on("error", () => undefined); // the statement that was running fails with the same error
  try {
    await db.connect();
    await importInto(db, options);
  } finally {
    await db.end().catch(() => undefined);
    await database.release();
  }
}

function explain(error: unknown): Bilingual {
  if (error instanceof ImportError) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return {
    en: `The import failed: ${message}\nNothing is lost: run the same command again and it goes on.`,
    zh: "导入失败，数据没有丢失：重新运行同一命令即可继续。",
  };
}

try {
  await main();
} catch (error) {
  const { en, zh } = explain(error);
  process.stderr.write(`${en}\n${zh}\n`);
  process.exitCode = 1;
}
