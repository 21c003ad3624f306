/** Makes an empty Postgres cluster: UTF-8, Unicode rules for lower() in every script, superuser supabase_admin. */
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { launchAs } from "./launchAs";
import { postgresBinaries } from "./postgresBinaries";
import { forgetProcess, rememberProcess } from "./rememberProcess";
import type { SystemUser } from "./systemUser";

interface NewCluster {
  data: string;
  user: SystemUser | undefined;
  password: string;
  durable: boolean;
}

/** Does nothing when the cluster exists. It is built beside its place and moved there when complete. */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { data, user } = cluster;
  if (existsSync(join(data, "PG_VERSION"))) return;
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  makePrivate(unfinished, user);
  await runInitdb(cluster, unfinished);
  renameSync(unfinished, data);
}

function makePrivate(folder: string, user: SystemUser | undefined): void {
  mkdirSync(folder, { recursive: true });
  if (user) chmodSync(dirname(folder), 0o711);
  chmodSync(folder, 0o700);
  giveTo(user, folder);
  if ((statSync(folder).mode & 0o077) !== 0) {
    throw new Error(
      `${folder} lies on a file system without permissions (such as /mnt/c in WSL), where Postgres cannot work. ` +
        "Move Kontor into your Linux home folder, or choose another data folder with --data.",
    );
  }
}

async function runInitdb({ data, user, password, durable }: NewCluster, folder: string): Promise<void> {
  const logFile = join(dirname(data), "logs", "initdb.log");
  const secret = mkdtempSync(join(tmpdir(), "kontor-"));
  const passwordFile = join(secret, "password");
  const memory = { directory: dirname(data), name: "initdb" };
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(user, secret, passwordFile);
    const args = [...initdbArguments(folder), `--pwfile=${passwordFile}`, ...(durable ? [] : ["--no-sync"])];
    const child = launchAs(user, { command: postgresBinaries().initdb, args, cwd: folder, logFile });
    if (child.pid !== undefined) rememberProcess(memory, child.pid);
    await once(child, "exit");
    forgetProcess(memory);
    if (child.exitCode !== 0) throw new Error(`initdb failed (${child.exitCode}), see ${logFile}`);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

function initdbArguments(folder: string): string[] {
  return [
    `--pgdata=${folder}`,
    "--username=supabase_admin",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
  ];
}

function giveTo(user: SystemUser | undefined, ...paths: string[]): void {
  if (user) for (const path of paths) chownSync(path, user.uid, user.gid);
}
