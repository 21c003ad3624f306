/** Runs a command that starts a stack and ends on request, with everything stopped whatever happens. */
import { explainFailure } from "./explainFailure";
import { onStopRequest } from "./onStopRequest";
import { Running } from "./Running";

export const print = (text: string) => void process.stdout.write(`${text}\n`);

export interface Command {
  directory: string;
  /** Starts things and hands each to `running`; returns when all of them run. */
  start: (running: Running, signal: AbortSignal) => Promise<void>;
}

/** Ends the process: 0 after a stop on request and when another one is running already, else 1. */
export async function runCommand({ directory, start }: Command): Promise<never> {
  const stopping = onStopRequest();
  const running = new Running(stopping.signal);
  try {
    await start(running, stopping.signal);
    await stopping.requested;
  } catch (error) {
    if (!stopping.signal.aborted) {
      const { text, exitCode } = explainFailure(error, directory);
      print(text);
      process.exitCode = exitCode;
    }
  }
  if (stopping.signal.aborted) print("\nStopping …  正在停止……");
  await running.stop();
  process.exit();
}
