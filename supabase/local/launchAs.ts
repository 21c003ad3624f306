/** Starts programs as the user that may run Postgres, with their output in a log file. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, statSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { findSetpriv, isReachableBy, systemUser } from "./systemUser";
import type { SystemUser } from "./systemUser";

export interface Program {
  command: string;
  args: string[];
  cwd: string;
  logFile: string;
  env?: Record<string, string>;
}

export interface Launcher {
  /** Undefined = the user of this process. */
  user: SystemUser | undefined;
  launch(program: Program): ChildProcess;
}

const LOG_LIMIT = 20 * 2 ** 20;

/** Makes the data folder for that user; throws when it can be made neither reachable nor private. */
export function launchAs(data: string, program: string): Launcher {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const user = systemUser(data);
  if (user) {
    chmodSync(dirname(data), 0o711);
    chownSync(data, user.uid, user.gid);
  }
  chmodSync(data, 0o700);
  if ((statSync(data).mode & 0o077) !== 0) {
    throw new Error(
      `${data} lies on a file system without permissions (such as /mnt/c in WSL), where Postgres cannot work. ` +
        "Move Kontor into your Linux home folder, or choose another data folder with --data.",
    );
  }
  const wrapper =
    user && !(isReachableBy(user, data) && isReachableBy(user, program)) ? openDoors(user) : undefined;
  return { user, launch: (it) => spawnDetached(it, user, wrapper) };
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

/** Detached, so that Ctrl-C reaches only the server, which then stops its children in order. */
function spawnDetached(
  program: Program,
  user: SystemUser | undefined,
  wrapper: string[] | undefined,
): ChildProcess {
  const [command = program.command, ...args] = [...(wrapper ?? []), program.command, ...program.args];
  const log = openLog(program.logFile);
  try {
    return spawn(command, args, {
      cwd: program.cwd,
      env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", ...program.env },
      stdio: ["ignore", log, log],
      detached: true,
      ...(wrapper ? {} : user),
    });
  } finally {
    closeSync(log);
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) truncateSync(file);
  return openSync(file, "a", 0o600);
}
