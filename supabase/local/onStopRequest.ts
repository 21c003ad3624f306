/** Notices that somebody wants this command to end: Ctrl-C, a signal, a closed terminal, or npm that was killed. */
import { findNpm } from "./findNpm";

export interface StopRequest {
  signal: AbortSignal;
  requested: Promise<void>;
}

const LOOK_FOR_NPM_EVERY_MS = 250;

export function onStopRequest(): StopRequest {
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  process.on("uncaughtException", (error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exitCode = 1;
    stop();
  });
  // Nobody reads any more: that alone is no reason to end.
  process.stdout.on("error", () => undefined);
  stopWithNpm(stop);
  const requested = new Promise<void>((resolve) => {
    controller.signal.addEventListener("abort", () => {
      resolve();
    });
  });
  return { signal: controller.signal, requested };
}

/** `kill -9` of npm would leave a server that nobody owns. */
function stopWithNpm(stop: () => void): void {
  const npm = findNpm();
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (!exists(npm)) stop();
  }, LOOK_FOR_NPM_EVERY_MS);
  timer.unref();
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
