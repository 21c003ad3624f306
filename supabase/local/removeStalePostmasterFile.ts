/** Removes postmaster.pid when the process it names is no Postgres of this folder, e.g. after a container restart. */
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Postgres alone would refuse to start when another program got the pid of the former one. */
export function removeStalePostmasterFile(data: string): void {
  const file = join(data, "postmaster.pid");
  const pid = readPid(file);
  if (pid !== undefined && !worksIn(pid, data)) rmSync(file, { force: true });
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function worksIn(pid: number, data: string): boolean {
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(data);
  } catch (error) {
    // Somebody else's process cannot be looked into: leave the decision to Postgres.
    return error instanceof Error && "code" in error && error.code === "EACCES";
  }
}
