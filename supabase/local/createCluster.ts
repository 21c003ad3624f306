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
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Launcher } from "./launchAs";
import type { PostgresBinaries } from "./postgresBinaries";

interface NewCluster {
  data: string;
  binaries: PostgresBinaries;
  launcher: Launcher;
  password: string;
  durable: boolean;
}

/** Does nothing when the cluster exists. It is built beside its place and moved there when complete. */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { data, launcher } = cluster;
  if (existsSync(join(data, "PG_VERSION"))) return;
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  chmodSync(unfinished, 0o700);
  giveTo(launcher, unfinished);
  await runInitdb(cluster, unfinished);
  renameSync(unfinished, data);
}

async function runInitdb(
  { data, binaries, launcher, password, durable }: NewCluster,
  folder: string,
): Promise<void> {
  const logFile = join(dirname(data), "logs", "initdb.log");
  const secret = mkdtempSync(join(tmpdir(), "kontor-"));
  const passwordFile = join(secret, "password");
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(launcher, secret, passwordFile);
    const args = [...initdbArguments(folder), `--pwfile=${passwordFile}`, ...(durable ? [] : ["--no-sync"])];
    const child = launcher.launch({ command: binaries.initdb, args, cwd: folder, logFile });
    await once(child, "exit");
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

function giveTo({ user }: Launcher, ...paths: string[]): void {
  if (user) for (const path of paths) chownSync(path, user.uid, user.gid);
}
