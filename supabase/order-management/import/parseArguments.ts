/** Reads the command line of `npm run import`. */
import { parseArgs } from "node:util";
import { ImportError } from "./ImportError";

export interface ImportArguments {
  file: string;
  profile: string | undefined;
  report: string | undefined;
  isDryRun: boolean;
}

const usage = "npm run import -- FILE [--profile NAME] [--dry-run] [--report FILE]";

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        profile: { type: "string" },
        report: { type: "string" },
        "dry-run": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ImportError("unknown_option", {
      en: `${why}\nUsage: ${usage}`,
      zh: `参数无法识别。用法：${usage}`,
    });
  }
}

export function parseArguments(args: string[]): ImportArguments {
  const { positionals, values } = readOptions(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new ImportError("one_file_needed", {
      en: `Name exactly one file to import.\nUsage: ${usage}`,
      zh: `请指定一个要导入的文件。用法：${usage}`,
    });
  }
  return { file, profile: values.profile, report: values.report, isDryRun: values["dry-run"] };
}
