/** Ends a child when this process is killed and can no longer do it: a shell waits for the end of a pipe. */
import { spawn } from "node:child_process";

/** Returns what calls the guard off; do that as soon as the child is gone, for its pid may be given away. */
export function guardChild(pid: number): () => void {
  const guard = spawn("sh", ["-c", 'read -r _; kill -INT "$0"', String(pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell the next start ends what was left.
  guard.on("error", () => undefined);
  guard.unref();
  return () => {
    guard.kill("SIGKILL");
  };
}
