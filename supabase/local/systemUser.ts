/** Which operating-system user runs Postgres: Postgres refuses to run as root. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface SystemUser {
  uid: number;
  gid: number;
}

const OWN_USER = "kontor-postgres";

/** The user to switch to, or undefined when this process is no root and runs Postgres itself. */
export function systemUser(dataDirectory: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(dataDirectory);
  if (owner && owner.uid !== 0) return owner;
  return findUser(OWN_USER) ?? createUser() ?? findUser("postgres") ?? missingUser();
}

function ownerOf(path: string): SystemUser | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid };
}

function findUser(name: string): SystemUser | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

const useraddArguments = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];

/** Two first starts may meet here: the one that finds the list of users locked waits for the other. */
function createUser(): SystemUser | undefined {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { error } = spawnSync("useradd", [...useraddArguments, OWN_USER]);
    const user = findUser(OWN_USER);
    if (user || error) return user;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  return undefined;
}

function missingUser(): never {
  throw new Error(
    "Postgres does not run as root and no system user could be created for it. Start Kontor as a normal user.",
  );
}

/**
 * Whether another user may walk to the path. Folders such as /root are closed to others, and a clone may lie there.
 */
export function isReachableBy(user: SystemUser, path: string): boolean {
  for (let current = resolve(path); ; current = dirname(current)) {
    const stats = statSync(current, { throwIfNoEntry: false });
    if (stats && !mayEnter(user, stats)) return false;
    if (current === dirname(current)) return true;
  }
}

function mayEnter(user: SystemUser, stats: { uid: number; gid: number; mode: number }): boolean {
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

/** setpriv from util-linux, needed only when the programs or the data lie in a closed folder. */
export function findSetpriv(): string | undefined {
  return ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
