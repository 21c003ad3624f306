/** The database to import into: DATABASE_URL, else the running local server, else one started for the time being. */
import { findRunningStack } from "../../local/findRunningStack";
import { startStack } from "../../local/startStack";

export interface FoundDatabase {
  url: string;
  release: () => Promise<void>;
}

const directory = ".kontor";

export async function findDatabase(log: (line: string) => void): Promise<FoundDatabase> {
  const url = process.env.DATABASE_URL ?? findRunningStack(directory)?.databaseUrl;
  if (url) return { url, release: () => Promise.resolve() };
  const stack = await startStack({ directory, log });
  return { url: stack.databaseUrl, release: stack.stop };
}
