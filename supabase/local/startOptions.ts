/** The options of `npm start` and `npm run dev`. */
import { parseArgs } from "node:util";

export interface StartOptions {
  isEmpty: boolean;
  port?: number;
  directory: string;
  allowedHosts: string[];
}

const USAGE = `npm start -- [--empty] [--port NUMBER] [--data FOLDER] [--allow-host NAME]
  --empty            start without demo data  不载入演示数据
  --port NUMBER      preferred port, default 54321  首选端口
  --data FOLDER      data folder, default .kontor  数据目录
  --allow-host NAME  answer under this name as well, e.g. behind a proxy of yours  允许的主机名`;

/** Prints the usage and ends the process when the arguments make no sense. */
export function readStartOptions(args: string[]): StartOptions {
  try {
    return parse(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

function parse(args: string[]): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      empty: { type: "boolean", default: false },
      port: { type: "string" },
      data: { type: "string", default: ".kontor" },
      "allow-host": { type: "string", multiple: true, default: [] },
    },
  });
  return {
    isEmpty: values.empty,
    directory: values.data,
    allowedHosts: values["allow-host"],
    ...(values.port === undefined ? {} : { port: portOf(values.port) }),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error("--port must be a number from 0 to 65535");
}
