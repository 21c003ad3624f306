/** A running stack of the small project for one test file. */
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startStack } from "../../supabase/local/startStack";
import type { Stack, StackOptions } from "../../supabase/local/startStack";
import { smallProject } from "./smallProject";
import { temporaryFolder } from "./temporaryFolder";

export interface SmallStack {
  folder: string;
  directory: string;
  /** Known once the tests run. */
  stack: () => Stack;
}

export function smallStack(options: Partial<StackOptions> = {}): SmallStack {
  const folder = temporaryFolder();
  const directory = join(folder, "data");
  let running: Stack | undefined;
  beforeAll(async () => {
    running = await startStack({ ...smallProject(folder), directory, port: 0, durable: false, ...options });
  });
  afterAll(() => running?.stop());
  return {
    folder,
    directory,
    stack: () => {
      if (!running) throw new Error("The stack is not running");
      return running;
    },
  };
}
