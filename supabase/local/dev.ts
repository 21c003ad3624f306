/** `npm run dev`: the local Supabase with Vite's development server before it. */
import { resolve } from "node:path";
import { createServer } from "vite";
import { loadDemo } from "../order-management/demo/loadDemo";
import { consolePage } from "./consolePage";
import { firstStart } from "./firstStart";
import { freePort } from "./freePort";
import { print, runCommand } from "./runCommand";
import type { Running } from "./Running";
import { readStartOptions } from "./startOptions";
import type { StartOptions } from "./startOptions";
import { startWhenFree } from "./startWhenFree";

const ROOT = resolve(import.meta.dirname, "..", "..");
const TO_THE_GATEWAY = [
  "/auth/v1",
  "/rest/v1",
  "/storage/v1",
  "/functions/v1",
  "/realtime/v1",
  "/inbox",
  "/kontor.json",
];

async function start(options: StartOptions, running: Running, signal: AbortSignal): Promise<void> {
  const port = await freePort(5173);
  const url = `http://127.0.0.1:${port}`;
  const stack = await startWhenFree({ ...options, siteUrl: url, signal, log: print });
  running.add(stack.stop);
  const members = await firstStart(stack, {
    directory: options.directory,
    loadDemo: options.isEmpty ? undefined : loadDemo,
  });
  const proxy = Object.fromEntries(
    TO_THE_GATEWAY.map((path) => [
      path,
      { target: stack.url, changeOrigin: true, ws: path === "/realtime/v1" },
    ]),
  );
  const vite = await createServer({
    root: ROOT,
    server: { host: "127.0.0.1", port, strictPort: true, proxy },
  });
  running.add(() => vite.close());
  await vite.listen();
  print(consolePage({ url, directory: options.directory, members }));
}

const options = readStartOptions(process.argv.slice(2));
await runCommand({
  directory: options.directory,
  start: (running, signal) => start(options, running, signal),
});
