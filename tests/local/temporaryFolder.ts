/** A folder for one test file, open to the system user that runs Postgres, removed afterwards. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, "kontor-local-"));
  chmodSync(folder, 0o755);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
