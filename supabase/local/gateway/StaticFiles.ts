/** Serves the built SPA: hashed files for ever, index.html for every page, compressed once and kept in memory. */
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

type Encoding = "br" | "gzip";

interface StoredFile {
  changedAt: number;
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  packed: Map<Encoding, Uint8Array<ArrayBuffer>>;
}

export interface FileRequest {
  path: string;
  acceptEncoding: string;
  ifNoneMatch: string | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
/** What the build keeps for itself. */
const HIDDEN = /\/\./;
const COMPRESSIBLE = /^(text|application)\/|svg/;

export class StaticFiles {
  private readonly stored = new Map<string, StoredFile>();

  constructor(private readonly folder: string) {}

  /** The file of the path; for a page of the app index.html; undefined when a missing file was asked for. */
  async answer(request: FileRequest): Promise<Response | undefined> {
    const path = normalize(join("/", decoded(request.path)));
    const own = path === "/" || HIDDEN.test(path) ? undefined : await this.load(path);
    const isPage = !own && extname(path) === "";
    const file = own ?? (isPage ? await this.load("/index.html") : undefined);
    return file && respond(file, isPage ? "/index.html" : path, request);
  }

  private async load(path: string): Promise<StoredFile | undefined> {
    const place = join(this.folder, path);
    const stats = await stat(place).catch(() => undefined);
    if (!stats?.isFile()) return undefined;
    const held = this.stored.get(place);
    if (held?.changedAt === stats.mtimeMs) return held;
    const body = new Uint8Array(await readFile(place));
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    const file = { changedAt: stats.mtimeMs, body, etag, packed: new Map() };
    this.stored.set(place, file);
    return file;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function respond(file: StoredFile, path: string, request: FileRequest): Promise<Response> {
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  const headers = new Headers({
    "content-type": type,
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "Accept-Encoding",
  });
  if (request.ifNoneMatch === file.etag) return new Response(null, { status: 304, headers });
  const encoding = COMPRESSIBLE.test(type) ? chooseEncoding(request.acceptEncoding) : undefined;
  if (!encoding) return new Response(file.body, { headers });
  headers.set("content-encoding", encoding);
  return new Response(await pack(file, encoding), { headers });
}

function chooseEncoding(accepted: string): Encoding | undefined {
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : undefined;
}

async function pack(file: StoredFile, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const held = file.packed.get(encoding);
  if (held) return held;
  const packed =
    encoding === "br"
      ? await promisify(brotliCompress)(file.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await promisify(gzip)(file.body);
  const body = new Uint8Array(packed);
  file.packed.set(encoding, body);
  return body;
}
