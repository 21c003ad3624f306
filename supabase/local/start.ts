/** `npm start`: builds the pages when needed, starts the local Supabase, and says where to go and how to sign in. */
import { resolve } from "node:path";
import { loadDemo } from "../order-management/demo/loadDemo";
import { buildSpa } from "./buildSpa";
import { consolePage } from "./consolePage";
import { firstStart } from "./firstStart";
import { print, runCommand } from "./runCommand";
import type { Running } from "./Running";
import { readStartOptions } from "./startOptions";
import type { StartOptions } from "./startOptions";
import { startWhenFree } from "./startWhenFree";

const ROOT = resolve(import.meta.dirname, "..", "..");
const SPA = resolve(ROOT, "dist");

/** The database starts while the pages are built. */
async function start(options: StartOptions, running: Running, signal: AbortSignal): Promise<void> {
  const { directory } = options;
  print("Starting Kontor …  正在启动 Kontor……");
  const building = new AbortController();
  running.add(() => {
    building.abort();
  });
  const pages = buildSpa({ root: ROOT, target: SPA, signal: building.signal });
  // Awaited below; until then a failure must not end the process.
  pages.catch(() => undefined);
  const stack = await startWhenFree({ ...options, spa: SPA, signal, log: print });
  running.add(stack.stop);
  const members = await firstStart(stack, {
    directory: options.directory,
    loadDemo: options.isEmpty ? undefined : loadDemo,
  });
  await pages;
  signal.throwIfAborted();
  print(consolePage({ url: stack.url, directory, members }));
}

const options = readStartOptions(process.argv.slice(2));
await runCommand({
  directory: options.directory,
  start: (running, signal) => start(options, running, signal),
});
