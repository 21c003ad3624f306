/** Starts the child programs, away from root and with their output in a log file. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, statSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { findSetpriv, isReachableBy } from "./systemUser";
import type { SystemUser } from "./systemUser";

export interface Program {
  command: string;
  args: string[];
  /** A folder that the program must reach; also its working directory. */
  cwd: string;
  logFile: string;
  env?: Record<string, string>;
}

const LOG_LIMIT = 20 * 2 ** 20;

/**
 * Detached, so that Ctrl-C reaches only the server, which then stops its children in order.
 * User undefined = the user of this process.
 */
export function launchAs(user: SystemUser | undefined, program: Program): ChildProcess {
  const isClosed = user && ![program.cwd, program.command].every((path) => isReachableBy(user, path));
  const wrapper = isClosed ? openDoors(user) : [];
  const [command = program.command, ...args] = [...wrapper, program.command, ...program.args];
  const log = openLog(program.logFile);
  try {
    return spawn(command, args, {
      cwd: program.cwd,
      env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", ...program.env },
      stdio: ["ignore", log, log],
      detached: true,
      ...(isClosed ? {} : user),
    });
  } finally {
    closeSync(log);
  }
}

/** Lets the other user pass through closed folders such as /root, without giving it anything else of root. */
function openDoors(user: SystemUser): string[] {
  const setpriv = findSetpriv();
  if (!setpriv) {
    throw new Error(
      "This folder is closed to the system user that runs Postgres. " +
        "Move Kontor to an open folder such as /opt/kontor, install util-linux, or start it as a normal user.",
    );
  }
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  return [setpriv, ...identity, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) truncateSync(file);
  return openSync(file, "a", 0o600);
}
