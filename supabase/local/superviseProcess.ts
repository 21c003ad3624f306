/** Keeps one child process running: waits until it is ready, starts it again when it dies, stops it in the end. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { guardChild } from "./guardChild";
import { endProcess, identityOf } from "./processIdentity";
import { forgetProcess, rememberProcess } from "./rememberProcess";

export interface ProcessPlan {
  name: "postgres" | "postgrest";
  directory: string;
  launch: () => ChildProcess;
  /** Resolves when the child serves; rejects while it does not yet. */
  check: () => Promise<void>;
  /** How to stop it: signals and the patience after each in ms. */
  signals: readonly (readonly [NodeJS.Signals, number])[];
  log: (line: string) => void;
}

export interface Supervised {
  stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const CALM_AFTER_MS = 60_000;

export async function superviseProcess(plan: ProcessPlan): Promise<Supervised> {
  const keeper = new Keeper(plan);
  await keeper.start();
  return { stop: () => keeper.stop() };
}

class Keeper {
  private child: ChildProcess | undefined;
  private isStopping = false;
  private quickDeaths = 0;
  private restarting = Promise.resolve();

  constructor(private readonly plan: ProcessPlan) {}

  async start(): Promise<void> {
    const child = this.plan.launch();
    this.child = child;
    if (child.pid !== undefined) {
      rememberProcess(this.plan, child.pid);
      whenGone(child, guardChild(child.pid));
    }
    const failure = await failureToStart(child, this.plan.check);
    if (failure !== undefined) {
      await this.end();
      const { name, directory } = this.plan;
      throw new Error(`${name} did not start (${failure}), see ${directory}/logs/${name}.log`);
    }
    const readyAt = Date.now();
    whenGone(child, (reason) => {
      this.handleDeath(reason, Date.now() - readyAt);
    });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.end();
    await this.restarting;
  }

  private handleDeath(reason: string, lifetime: number): void {
    if (this.isStopping) return;
    this.plan.log(`${this.plan.name} ended unexpectedly (${reason}), starting it again`);
    this.quickDeaths = lifetime > CALM_AFTER_MS ? 0 : this.quickDeaths + 1;
    this.restarting = this.restart();
  }

  private async restart(): Promise<void> {
    await pause(Math.min(50 * 2 ** this.quickDeaths, 10_000));
    if (this.isStopping) return;
    try {
      await this.start();
      this.plan.log(`${this.plan.name} is running again`);
    } catch (error) {
      this.quickDeaths++;
      this.plan.log(String(error));
      await this.restart();
    }
  }

  private async end(): Promise<void> {
    const identity = this.child?.pid === undefined ? undefined : identityOf(this.child.pid);
    if (identity) await endProcess(identity, this.plan.signals);
    forgetProcess(this.plan);
  }
}

/** Undefined once the check passes; the reason when the child ended first or patience ran out. */
async function failureToStart(child: ChildProcess, check: () => Promise<void>): Promise<string | undefined> {
  const end: { reason?: string } = {};
  whenGone(child, (reason) => (end.reason = reason));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await check();
      return end.reason;
    } catch (error) {
      if (end.reason !== undefined) return end.reason;
      if (Date.now() > deadline) return String(error);
      await pause(30);
    }
  }
}

function whenGone(child: ChildProcess, act: (reason: string) => void): void {
  if (child.exitCode !== null || child.signalCode !== null) {
    act(String(child.signalCode ?? child.exitCode));
    return;
  }
  child.once("error", (error) => {
    act(error.message);
  });
  child.once("exit", (code, signal) => {
    act(signal ?? `exit code ${code}`);
  });
}
