/** Where an operator's command works: the project of the environment, the running stack, or one started for it. */
import type { AdminAccess } from "./adminInterface";
import { findRunningStack } from "./findRunningStack";
import { startStack } from "./startStack";

export interface Target extends AdminAccess {
  databaseUrl: string;
  stop: () => Promise<void>;
}

export async function openTarget(directory: string): Promise<Target> {
  const { DATABASE_URL: databaseUrl, SUPABASE_URL: url, SUPABASE_SECRET_KEY: secretKey } = process.env;
  if (databaseUrl && url && secretKey) return { databaseUrl, url, secretKey, stop: () => Promise.resolve() };
  if (databaseUrl ?? url ?? secretKey) {
    throw new Error("Set all three: DATABASE_URL, SUPABASE_URL and SUPABASE_SECRET_KEY, or none of them.");
  }
  const running = findRunningStack(directory);
  return running ? { ...running, stop: () => Promise.resolve() } : startStack({ directory, port: 0 });
}
