/** Turns a failed start into words and an exit code. */
import { OlderDataFolder } from "./bootstrapDatabase";
import { AlreadyRunning } from "./lockDirectory";

export interface Ending {
  text: string;
  exitCode: number;
}

export function explainFailure(error: unknown, directory: string): Ending {
  if (error instanceof AlreadyRunning) return { text: alreadyRunning(error), exitCode: 0 };
  if (error instanceof OlderDataFolder) return { text: olderFolder(error, directory), exitCode: 1 };
  const reason = error instanceof Error ? error.message : String(error);
  return { text: `Kontor could not start.  Kontor 无法启动。\n${reason}`, exitCode: 1 };
}

function alreadyRunning({ url, pid }: AlreadyRunning): string {
  const place = url ?? "starting, no address yet  正在启动";
  return `Kontor is already running (process ${pid}).  Kontor 已在运行。\n\n    ${place}\n`;
}

function olderFolder(error: OlderDataFolder, directory: string): string {
  return [
    `The data folder ${directory} belongs to another build of Kontor, and nothing in it was changed.`,
    `数据目录 ${directory} 属于 Kontor 的另一个版本，其中的内容未被改动。`,
    "",
    error.message,
    "",
    "Start with a new folder, or put the old one aside:  请使用新的数据目录，或先移走旧目录：",
    "    npm start -- --data .kontor-new",
    `    mv ${directory} ${directory}-old && npm start`,
  ].join("\n");
}
