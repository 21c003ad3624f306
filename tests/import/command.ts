/** Runs the real import command in a process of its own, which can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Command {
  child: ChildProcess;
  finished: Promise<{ code: number | null; output: string }>;
}

export function startImport(databaseUrl: string, ...args: string[]): Command {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "supabase/order-management/import/run.ts", ...args],
    { env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  const finished = once(child, "close").then(() => ({ code: child.exitCode, output }));
  return { child, finished };
}
