/** Remembers the child processes of a data folder, so that the next start finds those that a killed server left. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readJson, textOf, writeJson } from "./jsonFile";
import { endProcess, identityOf, isAlive } from "./processIdentity";
import type { ProcessIdentity } from "./processIdentity";

interface Remembered {
  name: string;
  directory: string;
}

const folderOf = (directory: string) => join(directory, "processes");
const fileOf = ({ directory, name }: Remembered) => join(folderOf(directory), `${name}.json`);

export function rememberProcess(process: Remembered, pid: number): void {
  mkdirSync(folderOf(process.directory), { recursive: true });
  writeJson(fileOf(process), identityOf(pid) ?? {});
}

export function forgetProcess(process: Remembered): void {
  rmSync(fileOf(process), { force: true });
}

/** Stops what a killed server left running; call it only while holding the lock of the folder. */
export async function stopLeftovers(directory: string, log: (line: string) => void): Promise<void> {
  mkdirSync(folderOf(directory), { recursive: true });
  for (const file of readdirSync(folderOf(directory))) {
    const identity = readIdentity(join(folderOf(directory), file));
    if (identity && isAlive(identity)) {
      log(`Stopping ${file.replace(".json", "")} (process ${identity.pid}) of a run that was killed`);
      await endProcess(identity, [
        ["SIGINT", 20_000],
        ["SIGQUIT", 5_000],
        ["SIGKILL", 2_000],
      ]);
    }
    rmSync(join(folderOf(directory), file), { force: true });
  }
}

/** What was written of a process in a file; undefined when it is not there or half-written. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  const content = readJson(file);
  const startedAt = textOf(content, "startedAt");
  return typeof content?.pid === "number" && startedAt ? { pid: content.pid, startedAt } : undefined;
}
