/** The npm (pnpm, yarn) that runs this command, which may be our parent or, with a shell between, its parent. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Relation {
  parent: number;
  command: string;
}

const NAME = /\b(npm|pnpm|yarn)\b/;

/** Its process id; undefined when the command was started in another way. */
export function findNpm(): number | undefined {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  let pid = process.ppid;
  for (let step = 0; step < 2; step++) {
    const relation = lookUp(pid);
    if (!relation) return undefined;
    if (NAME.test(relation.command)) return pid;
    pid = relation.parent;
  }
  return undefined;
}

function lookUp(pid: number): Relation | undefined {
  try {
    if (process.platform !== "linux") return lookUpByPs(pid);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { parent, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") };
  } catch {
    return undefined;
  }
}

function lookUpByPs(pid: number): Relation {
  const line = execFileSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return { parent: Number.parseInt(line, 10), command: line };
}
