/** What the very first start of a data folder adds: demo data unless unwanted, and members to sign in as. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { createDemoMembers, createFirstAdmin } from "./createMembers";
import { writeJson } from "./jsonFile";
import { readMembers, writeMembers } from "./memberFile";
import type { DemoMember } from "./memberFile";
import type { Stack } from "./startStack";

export interface FirstStart {
  directory: string;
  /** Absent = no demo data and one admin only. */
  loadDemo?: ((databaseUrl: string) => Promise<void>) | undefined;
}

/**
 * Returns the members with their passwords; none when the folder was filled in another way.
 * A first start that was killed half-way is finished by the next one.
 */
export async function firstStart(stack: Stack, { directory, loadDemo }: FirstStart): Promise<DemoMember[]> {
  const known = readMembers(directory);
  if (known) return known;
  const begun = join(directory, "first-start.json");
  const database = new Client({ connectionString: stack.databaseUrl });
  await database.connect();
  try {
    if (!existsSync(begun) && (await hasMembers(database))) return [];
    writeJson(begun, {});
    await loadDemo?.(stack.databaseUrl);
    const members = await (loadDemo ? createDemoMembers : createFirstAdmin)(stack, database);
    writeMembers(directory, members);
    rmSync(begun, { force: true });
    return members;
  } finally {
    await database.end();
  }
}

async function hasMembers(database: Client): Promise<boolean> {
  const { rows } = await database.query("select 1 from config.members limit 1");
  return rows.length > 0;
}
