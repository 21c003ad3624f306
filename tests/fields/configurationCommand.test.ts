/** `npm run config`: a file that reads well, and what a plan of it says. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, it } from "vitest";

const run = promisify(execFile);
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kontor-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

const command = (...words: string[]) =>
  run(process.execPath, ["--import", "tsx", "supabase/local/configuration/run.ts", ...words], {
    env: { ...process.env, DATABASE_URL: inject("stack").databaseUrl },
  });

it("L30: exports a file that reads well, and plans what was edited in it", async () => {
  const path = join(folder, "kontor.json");

  await command("export", path);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace('"currency": "CNY"', '"currency": "EUR"'));
  const changed = await command("plan", path, "--sql");

  expect(text.split("\n").slice(0, 3)).toEqual(["{", '  "format": "kontor/1",', '  "settings": [']);
  expect(text).toContain('"name": { "en": "Kontor", "zh-CN": "Kontor" }');
  expect(text).toContain('{ "key": "work", "label": { "en": "Work", "zh-CN": "工作" }, "position": 0 }');
  expect(changed.stdout).toMatch(/1\. Change the settings .*\n\s+select engine\.put_file_row/);
});
