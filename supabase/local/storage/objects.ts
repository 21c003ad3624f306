/** Listing, removing, moving and copying objects. */
import type { Context } from "hono";
import { asCaller, asServer, callerOf } from "./asCaller";
import { bodyOf } from "./downloads";
import { namedObject } from "./objectPath";
import { COLUMNS, readObject, writeObject } from "./objectRows";
import type { ObjectRow } from "./objectRows";
import type { StorageDeps } from "./StorageDeps";
import { invalid, noObject } from "./StorageError";

/** What lies directly below a prefix: objects, and folders without an id. */
export async function list(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const body = await bodyOf(c);
  const folder =
    typeof body.prefix === "string" && body.prefix !== "" ? `${body.prefix.replace(/\/$/, "")}/` : "";
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query(
      `with found as (
         select o.*, substr(o.name, length($2) + 1) as rest from storage.objects as o
         where o.bucket_id = $1 and starts_with(o.name, $2)
           and substr(o.name, length($2) + 1) like '%' || $3 || '%'
       )
       select rest as name, id::text, updated_at, created_at, last_accessed_at, metadata
       from found where rest not like '%/%'
       union all
       select distinct split_part(rest, '/', 1), null, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
       from found where rest like '%/%'
       order by name limit $4 offset $5`,
      [
        c.req.param("bucket"),
        folder,
        typeof body.search === "string" ? body.search : "",
        Math.min(Number(body.limit ?? 100), 1000),
        Number(body.offset ?? 0),
      ],
    ),
  );
  return c.json(rows);
}

export async function remove(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { prefixes } = await bodyOf(c);
  if (!Array.isArray(prefixes) || prefixes.length > 1000) throw invalid("prefixes must be a list");
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query<ObjectRow>(
      `delete from storage.objects where bucket_id = $1 and name = any ($2) returning ${COLUMNS}`,
      [c.req.param("bucket"), prefixes.map(String)],
    ),
  );
  for (const { version } of rows) await deps.files.remove(version);
  return c.json(rows);
}

export async function move(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { from, to } = await bothEnds(c);
  const id = await asCaller(deps, caller, async (db) => {
    const row = await readObject(db, from);
    const { rows } = await db.query<{ id: string }>(
      "update storage.objects set bucket_id = $2, name = $3, updated_at = now() where id = $1 returning id",
      [row.id, to.bucket, to.name],
    );
    if (!rows[0]) throw noObject();
    return row.id;
  });
  return c.json({ message: "Successfully moved", Id: id, Key: to.key });
}

export async function copy(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { from, to } = await bothEnds(c);
  const source = await asServer(deps, (db) => readObject(db, from));
  const version = await deps.files.write((await deps.files.read(source.version)) ?? new Uint8Array());
  try {
    const id = await asCaller(deps, caller, async (db) => {
      const { metadata, user_metadata: userMetadata } = await readObject(db, from);
      return writeObject(db, {
        path: to,
        ownerId: caller.claims.sub,
        version,
        metadata,
        userMetadata,
        upsert: false,
      });
    });
    return c.json({ Id: id, Key: to.key });
  } catch (error) {
    await deps.files.remove(version);
    throw error;
  }
}

async function bothEnds(c: Context) {
  const { bucketId, sourceKey, destinationKey, destinationBucket } = await bodyOf(c);
  return {
    from: namedObject(bucketId, sourceKey),
    to: namedObject(destinationBucket ?? bucketId, destinationKey),
  };
}
