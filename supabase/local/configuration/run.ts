/** `npm run config -- export|plan|apply [FILE]`: the whole configuration as a file, for the local stack or a hosted project. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Client, DatabaseError } from "pg";
import { configurationText } from "../../../src/model/configurationText";
import { openConfiguration } from "./openConfiguration";
import { planText, type PlanStep } from "./Plan";
import { readFile } from "./readFile";

const USAGE = `npm run config -- export [FILE]        writes the configuration, to FILE or to the screen
npm run config -- plan FILE [--sql]    says what FILE would change
npm run config -- apply FILE [--note N]  makes the configuration what FILE says, entirely or not at all

Works on the local stack (--data FOLDER, default .kontor) or on the database that DATABASE_URL names.
FILE holds no members and no secrets; "-" reads it from standard input.
导出、比较、应用整个配置：用于本机（--data 目录），或 DATABASE_URL 所指定的数据库。文件不含成员和密钥。`;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function exportTo(db: Client, path: string | undefined): Promise<void> {
  const { rows } = await db.query<{ file: object }>("select config.configuration_file() as file");
  const text = configurationText(rows[0]?.file ?? {});
  if (path === undefined || path === "-") process.stdout.write(text);
  else {
    writeFileSync(path, text);
    say(`${path}: ${text.split("\n").length - 1} lines  行`);
  }
}

async function planOf(db: Client, file: object): Promise<PlanStep[]> {
  const { rows } = await db.query<{ steps: PlanStep[] }>("select config.plan_file($1) as steps", [file]);
  return rows[0]?.steps ?? [];
}

async function apply(db: Client, file: object, note: string): Promise<void> {
  const steps = await planOf(db, file);
  say(planText(steps, false));
  if (steps.length === 0) return;
  const { rows } = await db.query<{ version: number }>("select config.apply_file($1, $2) as version", [
    file,
    note,
  ]);
  say(`Applied as version ${rows[0]?.version}.  已应用，版本 ${rows[0]?.version}。`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: "string", default: ".kontor" },
      note: { type: "string", default: "" },
      sql: { type: "boolean", default: false },
    },
  });
  const [verb = "", path] = positionals;
  if (!["export", "plan", "apply"].includes(verb) || (verb !== "export" && path === undefined))
    throw new Error(USAGE);
  const file = verb === "export" ? {} : readFile(path ?? "-");
  const target = await openConfiguration(values.data);
  const db = new Client({ connectionString: target.databaseUrl, application_name: "kontor config" });
  try {
    await db.connect();
    if (verb === "export") await exportTo(db, path);
    else if (verb === "plan") say(planText(await planOf(db, file), values.sql));
    else await apply(db, file, values.note);
  } finally {
    await db.end().catch(() => undefined);
    await target.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof DatabaseError && error.detail) process.stderr.write(`${error.detail}\n`);
  process.exitCode = 1;
}
