/** Which processes still work for a data folder. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { readIdentity } from "../../supabase/local/rememberProcess";

/** The recorded process id of a child. */
export function pidOf(directory: string, name: "postgres" | "postgrest"): number {
  return readIdentity(join(directory, "processes", `${name}.json`))?.pid ?? 0;
}

/** Linux only: the shells that end these children when the server is killed. */
export function guardsOf(pids: number[]): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      const command = read(() => readFileSync(`/proc/${entry}/cmdline`, "utf8")).split("\0");
      return command[0] === "sh" && pids.includes(Number(command[3]));
    })
    .map(Number);
}

/** Linux only: every process whose command line or working folder names the data folder or one of these pids. */
export function processesOf(directory: string, pids: number[] = []): string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((pid) => {
      const command = read(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
      const folder = read(() => readlinkSync(`/proc/${pid}/cwd`));
      const isOurs =
        command.includes(directory) || folder.startsWith(directory) || pids.includes(Number(pid));
      return isOurs && command !== "" ? [`${pid} ${command}`] : [];
    });
}

function read(look: () => string): string {
  try {
    return look();
  } catch {
    return "";
  }
}
