/** The database whose configuration is meant: the one of the environment, the running stack, or one started for it. */
import { findRunningStack } from "../findRunningStack";
import { startStack } from "../startStack";

interface ConfigurationTarget {
  databaseUrl: string;
  stop: () => Promise<void>;
}

export async function openConfiguration(directory: string): Promise<ConfigurationTarget> {
  const running = process.env.DATABASE_URL
    ? { databaseUrl: process.env.DATABASE_URL }
    : findRunningStack(directory);
  if (running) return { databaseUrl: running.databaseUrl, stop: () => Promise.resolve() };
  return startStack({ directory, port: 0 });
}
