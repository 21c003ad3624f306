/** A server process with the engine and the notebook, for tests to kill while it publishes. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runCommand } from "../../supabase/local/runCommand";
import { startWhenFree } from "../../supabase/local/startWhenFree";
import { notebook } from "../database/notebook";

const [folder = ""] = process.argv.slice(2);
const migrations = join(folder, "migrations");
const engine = "supabase/migrations/20260101000000_engine.sql";

if (!existsSync(migrations)) {
  mkdirSync(migrations);
  cpSync(engine, join(migrations, basename(engine)));
  writeFileSync(join(migrations, "20260101000001_notebook.sql"), notebook);
}
// Ends with the test run, also when that is killed.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).resume();

const directory = join(folder, "data");
await runCommand({
  directory,
  start: async (running, signal) => {
    const log = (line: string) => void process.stdout.write(`${line}\n`);
    const stack = await startWhenFree({ directory, migrations, port: 0, signal, log });
    running.add(stack.stop);
    const { url, databaseUrl, publishableKey, secretKey } = stack;
    process.stdout.write(`ready ${JSON.stringify({ url, databaseUrl, publishableKey, secretKey })}\n`);
  },
});
