/** Taking objects in: the policies are asked first, then the bytes are kept, then the row is written. */
import { createHash, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { checkAddress, signAddress } from "./addresses";
import { asCaller, asServer, callerOf } from "./asCaller";
import type { Caller } from "./asCaller";
import { objectPath } from "./objectPath";
import type { ObjectPath } from "./objectPath";
import { writeObject } from "./objectRows";
import { readUpload } from "./readUpload";
import type { Upload } from "./readUpload";
import type { StorageDeps } from "./StorageDeps";
import { noBucket, tooLarge, wrongType } from "./StorageError";

/** POST writes a new object (or over an old one with x-upsert), PUT over an old one. */
export async function upload(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const path = objectPath(c, "/object/");
  const upsert = c.req.method === "PUT" || c.req.header("x-upsert") === "true";
  const content = await readUpload(c);
  await askPolicies(deps, caller, { path, upsert });
  return c.json(await keep(deps, { path, content, upsert, ownerId: caller.claims.sub }));
}

/** Hands out an address to which somebody may upload without a session. */
export async function signUpload(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const path = objectPath(c, "/object/upload/sign/");
  const upsert = c.req.header("x-upsert") === "true";
  await askPolicies(deps, caller, { path, upsert });
  const { sub } = caller.claims;
  const token = await signAddress(
    deps,
    { purpose: "upload", object: path.key },
    { upsert, ...(sub && { owner: sub }) },
  );
  return c.json({ url: `/object/upload/sign/${encodeURI(path.key)}?token=${token}`, token });
}

export async function uploadToAddress(deps: StorageDeps, c: Context): Promise<Response> {
  const path = objectPath(c, "/object/upload/sign/");
  const { owner, upsert } = await checkAddress(
    deps,
    { purpose: "upload", object: path.key },
    c.req.query("token"),
  );
  const content = await readUpload(c);
  return c.json(await keep(deps, { path, content, upsert, ownerId: owner }));
}

/** A row is written for a try and taken back: whatever a policy says, it says now. */
async function askPolicies(
  deps: StorageDeps,
  caller: Caller,
  { path, upsert }: { path: ObjectPath; upsert: boolean },
): Promise<void> {
  const isAllowed = new Error("allowed");
  await asCaller(deps, caller, async (db) => {
    const ownerId = caller.claims.sub;
    await writeObject(db, { path, ownerId, version: randomUUID(), metadata: {}, userMetadata: null, upsert });
    throw isAllowed;
  }).catch((error: unknown) => {
    if (error !== isAllowed) throw error;
  });
}

interface Kept {
  path: ObjectPath;
  content: Upload;
  upsert: boolean;
  ownerId: string | undefined;
}

async function keep(deps: StorageDeps, { path, content, upsert, ownerId }: Kept) {
  await checkBucket(deps, path.bucket, content);
  const version = await deps.files.write(content.bytes);
  const eTag = `"${createHash("md5").update(content.bytes).digest("hex")}"`;
  const size = content.bytes.byteLength;
  const metadata = {
    ...{ eTag, size, mimetype: content.mediaType, cacheControl: content.cacheControl },
    ...{ contentLength: size, lastModified: new Date().toISOString(), httpStatusCode: 200 },
  };
  try {
    const { id, replaced } = await asServer(deps, async (db) => {
      const { rows } = await db.query<{ version: string }>(
        "select version from storage.objects where bucket_id = $1 and name = $2 for update",
        [path.bucket, path.name],
      );
      const row = { path, ownerId, version, metadata, userMetadata: content.metadata, upsert };
      return { id: await writeObject(db, row), replaced: rows[0]?.version };
    });
    if (replaced) await deps.files.remove(replaced);
    return { Id: id, Key: path.key };
  } catch (error) {
    await deps.files.remove(version);
    throw error;
  }
}

async function checkBucket(deps: StorageDeps, bucket: string, { bytes, mediaType }: Upload): Promise<void> {
  const found = await asServer(deps, async (db) => {
    const { rows } = await db.query<{ file_size_limit: string | null; allowed_mime_types: string[] | null }>(
      "select file_size_limit, allowed_mime_types from storage.buckets where id = $1",
      [bucket],
    );
    return rows[0];
  });
  if (!found) throw noBucket();
  if (found.file_size_limit !== null && bytes.byteLength > Number(found.file_size_limit)) throw tooLarge();
  const types = found.allowed_mime_types;
  const fits = types?.some(
    (type) => type === mediaType || type.replace("*", "") === `${mediaType.split("/")[0]}/`,
  );
  if (types && types.length > 0 && !fits) {
    throw wrongType(`mime type ${mediaType} is not supported`);
  }
}
