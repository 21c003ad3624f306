/** A command that serves, run as a process of its own in a process group of its own. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { textOf } from "../../supabase/local/jsonFile";

export interface ServerAddress {
  url: string;
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
}

export interface ServerCommand {
  /** Default: Node, which runs the TypeScript file that comes first in the arguments. */
  command?: string;
  args: string[];
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
}

const ROOT = resolve(import.meta.dirname, "../..");
const started = new Set<ChildProcess>();

export class ServerProcess {
  output = "";
  readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor({ command, args, env, ...user }: ServerCommand) {
    this.child = spawn(command ?? process.execPath, command ? args : ["--import", "tsx", ...args], {
      cwd: ROOT,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
      ...user,
    });
    this.ended = once(this.child, "close");
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (text) => (this.output += String(text)));
    }
    started.add(this.child);
  }

  /** The small project in a data folder; see serve.ts. */
  static serve(directory: string, project: string, user: { uid?: number; gid?: number } = {}): ServerProcess {
    return new ServerProcess({ args: ["tests/local/serve.ts", directory, project], ...user });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Waits until the output matches; throws when the process ends first. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        await this.ended;
        const late = pattern.exec(this.output);
        if (late) return late;
        throw new Error(`Ended without saying ${pattern}:\n${this.output}`);
      }
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async isReady(): Promise<ServerAddress> {
    const [, address = "{}"] = await this.says(/^ready (.*)$/m);
    const parsed: unknown = JSON.parse(address);
    const part = (key: string) => textOf(parsed, key) ?? "";
    return {
      url: part("url"),
      databaseUrl: part("databaseUrl"),
      publishableKey: part("publishableKey"),
      secretKey: part("secretKey"),
    };
  }

  /** What a terminal does at Ctrl-C: the signal goes to the whole process group. */
  async interrupt(): Promise<number | null> {
    process.kill(-this.pid, "SIGINT");
    return this.end();
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.end();
  }

  async end(): Promise<number | null> {
    await this.ended;
    started.delete(this.child);
    return this.child.exitCode;
  }
}

/** Ends what a failed test left running. */
export async function endStragglers(): Promise<void> {
  for (const child of started) {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  started.clear();
}
