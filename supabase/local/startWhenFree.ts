/** Starts the stack; waits for a former server of the same folder that is just ending. */
import { setTimeout as pause } from "node:timers/promises";
import { AlreadyRunning } from "./lockDirectory";
import { startStack } from "./startStack";
import type { Stack, StackOptions } from "./startStack";

const PATIENCE_MS = 30_000;

export async function startWhenFree(options: StackOptions): Promise<Stack> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await startStack(options);
    } catch (error) {
      const isEnding = error instanceof AlreadyRunning && error.isStopping;
      if (!isEnding || Date.now() > deadline) throw error;
      await pause(200);
    }
  }
}
