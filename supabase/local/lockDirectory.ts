/** One server per data folder: server.json names the process that holds it and the address where it serves. */
import { linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readJson, textOf, writeJson } from "./jsonFile";
import { identityOf, isAlive } from "./processIdentity";
import { readIdentity } from "./rememberProcess";

export interface DirectoryLock {
  publish: (url: string) => void;
  release: () => void;
}

/** Another living process holds the folder. The address is missing while it is still starting. */
export class AlreadyRunning extends Error {
  constructor(
    readonly pid: number,
    readonly url: string | undefined,
  ) {
    super(`Kontor is already running (process ${pid}${url ? `, ${url}` : ""})`);
  }
}

/** Takes the lock; one that a dead process left behind is taken over. */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "server.json");
  const mine = `${file}.${process.pid}.lock`;
  const identity = identityOf(process.pid);
  writeJson(mine, { ...identity });
  try {
    takeOver(file, mine);
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    publish: (url) => {
      writeJson(file, { ...identity, url });
    },
    release: () => {
      if (readIdentity(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** A hard link appears with its whole content or not at all, so two starts at once cannot both succeed. */
function takeOver(file: string, mine: string): void {
  for (;;) {
    try {
      linkSync(mine, file);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    refuseWhenAlive(file);
    const stale = `${mine}.stale`;
    try {
      renameSync(file, stale);
    } catch {
      continue;
    }
    try {
      refuseWhenAlive(stale);
    } catch (error) {
      // Another start was quicker between the two looks: give it back its lock.
      renameSync(stale, file);
      throw error;
    }
    rmSync(stale, { force: true });
  }
}

function refuseWhenAlive(file: string): void {
  const holder = readIdentity(file);
  if (holder && isAlive(holder)) throw new AlreadyRunning(holder.pid, textOf(readJson(file), "url"));
}
