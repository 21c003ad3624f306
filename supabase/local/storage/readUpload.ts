/** The bytes of an upload and what is said about them, from a form or from the bare body. */
import type { Context } from "hono";
import { isObject } from "../jsonFile";
import { invalid } from "./StorageError";

export interface Upload {
  bytes: Uint8Array;
  mediaType: string;
  cacheControl: string;
  metadata: Record<string, unknown> | null;
}

const UNKNOWN = "application/octet-stream";

export async function readUpload(c: Context): Promise<Upload> {
  const contentType = c.req.header("content-type") ?? UNKNOWN;
  if (!contentType.startsWith("multipart/form-data")) {
    const described = c.req.header("x-metadata");
    return {
      bytes: new Uint8Array(await c.req.arrayBuffer()),
      mediaType: plainType(contentType),
      cacheControl: c.req.header("cache-control") ?? "no-cache",
      metadata: described ? parseMetadata(Buffer.from(described, "base64").toString()) : null,
    };
  }
  const form = await c.req.raw.formData().catch(() => {
    throw invalid("The form cannot be read");
  });
  const file = [...form.values()].find((value) => typeof value !== "string");
  if (!file || typeof file === "string") throw invalid("The form carries no file");
  const described = form.get("metadata");
  const age = form.get("cacheControl");
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    mediaType: plainType(file.type || UNKNOWN),
    cacheControl: typeof age === "string" ? `max-age=${age}` : "no-cache",
    metadata: typeof described === "string" ? parseMetadata(described) : null,
  };
}

const plainType = (value: string) => value.split(";")[0]?.trim().toLowerCase() ?? UNKNOWN;

function parseMetadata(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
