/** One server per data folder: server.json names the process that holds it and where it serves. */
import { linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readJson, textOf, writeJson } from "./jsonFile";
import { identityOf, isAlive } from "./processIdentity";
import { readIdentity } from "./rememberProcess";

export interface DirectoryLock {
  /** Tells others where this server is reached, or that it is about to end. */
  publish: (state: { url: string; databaseUrl: string } | "stopping") => void;
  release: () => void;
}

/** Another living process holds the folder. */
export class AlreadyRunning extends Error {
  constructor(
    readonly pid: number,
    /** Missing while it is still starting. */
    readonly url: string | undefined,
    readonly isStopping: boolean,
  ) {
    super(`Kontor is already running (process ${pid}${url ? `, ${url}` : ""})`);
  }
}

export const lockFile = (directory: string) => join(directory, "server.json");

/** Takes the lock; one that a dead process left behind is taken over. */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const file = lockFile(directory);
  const mine = `${file}.${process.pid}.lock`;
  const identity = identityOf(process.pid);
  writeJson(mine, { ...identity });
  try {
    takeOver(file, mine);
  } finally {
    rmSync(mine, { force: true });
  }
  let isHeld = true;
  return {
    publish: (state) => {
      if (!isHeld) return;
      writeJson(file, { ...identity, ...(state === "stopping" ? { isStopping: true } : state) });
    },
    release: () => {
      isHeld = false;
      rmSync(file, { force: true });
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
    removeStale(file, `${mine}.stale`);
  }
}

/** Another start may be quicker between the two looks: it gets its lock back. */
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    refuseWhenAlive(aside);
  } catch (error) {
    renameSync(aside, file);
    throw error;
  }
  rmSync(aside, { force: true });
}

function refuseWhenAlive(file: string): void {
  const holder = readIdentity(file);
  if (!holder || !isAlive(holder)) return;
  const state = readJson(file);
  throw new AlreadyRunning(holder.pid, textOf(state, "url"), state?.isStopping === true);
}
