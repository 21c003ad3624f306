/** The stack that another process serves from a data folder: for commands that work beside `npm start`. */
import { join } from "node:path";
import { readJson, textOf } from "./jsonFile";
import { lockFile } from "./lockDirectory";
import { isAlive } from "./processIdentity";
import { readIdentity } from "./rememberProcess";

export interface RunningStack {
  url: string;
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
}

/** Undefined when none is running, or it is not ready yet. */
export function findRunningStack(directory: string): RunningStack | undefined {
  const holder = readIdentity(lockFile(directory));
  if (!holder || !isAlive(holder)) return undefined;
  const state = readJson(lockFile(directory));
  const secrets = readJson(join(directory, "secrets.json"));
  const [url, databaseUrl] = [textOf(state, "url"), textOf(state, "databaseUrl")];
  const [publishableKey, secretKey] = [textOf(secrets, "publishableKey"), textOf(secrets, "secretKey")];
  if (!url || !databaseUrl || !publishableKey || !secretKey) return undefined;
  return { url, databaseUrl, publishableKey, secretKey };
}
