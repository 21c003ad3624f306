/** Finds a Chromium to test with: CHROMIUM_PATH, the one from npm (Linux on x64), or an installed one. */
import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

export interface Chromium {
  path: string;
  /** Environment that the browser needs besides the usual. */
  env: Record<string, string>;
}

const installedNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macPath = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

export async function findChromium(): Promise<Chromium> {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) return { path: wanted, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  const installed = [...installedNames.map(pathOf), macPath].find((path) => path && existsSync(path));
  if (installed) return { path: installed, env: {} };
  throw new Error("No Chromium found: install one, or set CHROMIUM_PATH.");
}

function pathOf(name: string): string {
  const folders = (process.env.PATH ?? "").split(":");
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? "";
}

/** The package brings the browser, the libraries it needs and one Latin font, all compressed. */
async function unpackedChromium(): Promise<Chromium> {
  const require = createRequire(import.meta.url);
  const bin = join(dirname(require.resolve("@sparticuz/chromium")), "../../bin");
  const folder = join(bin, "../.unpacked");
  if (!existsSync(folder)) await unpack(bin, folder);
  const path = join(folder, "chromium");
  const env: Record<string, string> = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  if (lacksLibraries(path)) env.LD_LIBRARY_PATH = join(folder, "lib");
  return { path, env };
}

/** Several test files may come here at once: each unpacks for itself, the first rename wins. */
async function unpack(bin: string, folder: string): Promise<void> {
  const draft = await mkdtemp(`${folder}-`);
  for (const name of (await readdir(bin)).filter((file) => file.endsWith(".br"))) {
    const target = join(draft, name.replace(/\.br$/, ""));
    await pipeline(
      createReadStream(join(bin, name)),
      createBrotliDecompress(),
      createWriteStream(target, { mode: 0o755 }),
    );
    if (!target.endsWith(".tar")) continue;
    execFileSync("tar", ["-xf", target, "-C", draft, "--no-same-owner"]);
    await rm(target);
  }
  await mkdir(join(draft, "font-cache"));
  await writeFile(join(draft, "fonts.conf"), fontConfiguration(folder));
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

/** The fonts of the system, Chinese ones included where installed, with the bundled Latin font behind them. */
function fontConfiguration(folder: string): string {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", join(folder, "fonts")];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join("\n")}
  <cachedir>${join(folder, "font-cache")}</cachedir>
</fontconfig>
`;
}

function lacksLibraries(path: string): boolean {
  return execFileSync("ldd", [path], { encoding: "utf8" }).includes("not found");
}
