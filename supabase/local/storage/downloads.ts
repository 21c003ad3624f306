/** Handing objects out: to whoever may read the row, or to whoever holds a signed address. */
import type { Context } from "hono";
import { isObject } from "../jsonFile";
import { checkAddress, signAddress } from "./addresses";
import { asCaller, asServer, callerOf } from "./asCaller";
import { contentHeaders } from "./contentHeaders";
import { namedObject, objectPath } from "./objectPath";
import { readObject } from "./objectRows";
import type { ObjectRow } from "./objectRows";
import type { StorageDeps } from "./StorageDeps";
import { invalid, noObject } from "./StorageError";

export async function download(deps: StorageDeps, c: Context): Promise<Response> {
  const prefix = c.req.path.includes("/object/authenticated/") ? "/object/authenticated/" : "/object/";
  const caller = await callerOf(deps, c);
  const path = objectPath(c, prefix);
  return serve(deps, c, await asCaller(deps, caller, (db) => readObject(db, path)));
}

export async function downloadSigned(deps: StorageDeps, c: Context): Promise<Response> {
  const path = objectPath(c, "/object/sign/");
  await checkAddress(deps, { purpose: "read", object: path.key }, c.req.query("token"));
  return serve(deps, c, await asServer(deps, (db) => readObject(db, path)));
}

async function serve({ files }: StorageDeps, c: Context, row: ObjectRow): Promise<Response> {
  const { metadata } = row;
  const headers = contentHeaders({
    mediaType: metadata.mimetype,
    cacheControl: metadata.cacheControl,
    size: metadata.size,
    tag: metadata.eTag,
    name: row.name.split("/").at(-1) ?? "",
    download: c.req.query("download"),
  });
  if (c.req.method === "HEAD") return new Response(null, { headers });
  const bytes = await files.read(row.version);
  if (!bytes) throw noObject();
  return new Response(bytes, { headers });
}

export async function info(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const path = objectPath(c, "/object/info/");
  const { metadata, ...row } = await asCaller(deps, caller, (db) => readObject(db, path));
  return c.json({
    ...{ id: row.id, name: row.name, version: row.version, bucket_id: row.bucket_id },
    ...{ size: metadata.size, content_type: metadata.mimetype, cache_control: metadata.cacheControl },
    ...{ etag: metadata.eTag, metadata: row.user_metadata, created_at: row.created_at },
    last_modified: row.updated_at,
  });
}

const addressOf = async (deps: StorageDeps, key: string, expiresIn: number) =>
  `/object/sign/${encodeURI(key)}?token=${await signAddress(deps, { purpose: "read", object: key }, { expiresIn })}`;

export async function sign(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const path = objectPath(c, "/object/sign/");
  const { expiresIn } = await bodyOf(c);
  await asCaller(deps, caller, (db) => readObject(db, path));
  return c.json({ signedURL: await addressOf(deps, path.key, Number(expiresIn)) });
}

export async function signMany(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const bucket = c.req.param("bucket") ?? "";
  const { expiresIn, paths } = await bodyOf(c);
  if (!Array.isArray(paths) || paths.length > 500) throw invalid("paths must be a list");
  const names = paths.map(String);
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query<{ name: string }>("select name from storage.objects where bucket_id = $1 and name = any ($2)", [
      bucket,
      names,
    ]),
  );
  const found = new Set(rows.map(({ name }) => name));
  const missing = "Either the object does not exist or you do not have access to it";
  return c.json(
    await Promise.all(
      names.map(async (path) =>
        found.has(path)
          ? {
              error: null,
              path,
              signedURL: await addressOf(deps, namedObject(bucket, path).key, Number(expiresIn)),
            }
          : { error: missing, path, signedURL: null },
      ),
    ),
  );
}

export async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (!isObject(body)) throw invalid("The body must be an object");
  return body;
}
