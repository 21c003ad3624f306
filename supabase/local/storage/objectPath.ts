/** Bucket and name of the object that a request is about. */
import type { Context } from "hono";
import { invalid } from "./StorageError";

export interface ObjectPath {
  bucket: string;
  name: string;
  /** Both, as they stand in addresses and answers. */
  key: string;
}

const ALLOWED = /^(\w|\/|!|-|\.|\*|'|\(|\)| |&|\$|@|=|;|:|\+|,|\?)*$/;

/** `prefix` is the part of the path before the bucket, e.g. "/object/sign/". */
export function objectPath(c: Context, prefix: string): ObjectPath {
  const [bucket = "", ...rest] = c.req.path.slice(c.req.path.indexOf(prefix) + prefix.length).split("/");
  return namedObject(decode(bucket), rest.map(decode).join("/"));
}

export function namedObject(bucket: unknown, name: unknown): ObjectPath {
  const isName = typeof name === "string" && name !== "" && name.length <= 900 && ALLOWED.test(name);
  if (!isName || name.split("/").some((part) => ["", ".", ".."].includes(part))) {
    throw invalid(`Invalid key: ${String(name)}`);
  }
  if (typeof bucket !== "string" || bucket === "") throw invalid("Invalid bucket");
  return { bucket, name, key: `${bucket}/${name}` };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid("Invalid key");
  }
}
