/** Keeps the bytes of objects on disk under random names, so that no name of an object can lead anywhere. */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const VERSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class FileStore {
  constructor(private readonly directory: string) {}

  /** Writes the bytes as a whole or not at all; returns the version under which they are found again. */
  async write(bytes: Uint8Array): Promise<string> {
    const version = randomUUID();
    const target = this.pathOf(version);
    const unfinished = `${target}.part`;
    await mkdir(join(target, ".."), { recursive: true, mode: 0o700 });
    try {
      const file = await open(unfinished, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return version;
  }

  async read(version: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return new Uint8Array(await readFile(this.pathOf(version)));
    } catch {
      return undefined;
    }
  }

  async remove(version: string): Promise<void> {
    await rm(this.pathOf(version), { force: true });
  }

  private pathOf(version: string): string {
    if (!VERSION.test(version)) throw new Error(`${version} is no version of an object`);
    return join(this.directory, version.slice(0, 2), version);
  }
}
