/** Buckets: made, read, changed, emptied and removed, by whoever the policies let. */
import type { Context } from "hono";
import { asCaller, asServer, callerOf } from "./asCaller";
import { bodyOf } from "./downloads";
import type { StorageDeps } from "./StorageDeps";
import { invalid, noBucket } from "./StorageError";

const COLUMNS =
  "id, name, owner, public, file_size_limit, allowed_mime_types, created_at, updated_at, 'STANDARD' as type";

export async function listBuckets(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query(`select ${COLUMNS} from storage.buckets order by name`),
  );
  return c.json(rows);
}

export async function readBucket(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query(`select ${COLUMNS} from storage.buckets where id = $1`, [c.req.param("bucket")]),
  );
  if (!rows[0]) throw noBucket();
  return c.json(rows[0]);
}

export async function createBucket(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const body = await bodyOf(c);
  const name = body.id ?? body.name;
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name)) throw invalid("Bucket name invalid");
  await asCaller(deps, caller, (db) =>
    db.query(
      `insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types, owner_id)
       values ($1, $1, $2, $3, $4, $5)`,
      [name, ...settingsOf(body), caller.claims.sub ?? null],
    ),
  );
  return c.json({ name });
}

export async function changeBucket(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const body = await bodyOf(c);
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query(
      `update storage.buckets set public = $2, file_size_limit = $3, allowed_mime_types = $4, updated_at = now()
       where id = $1 returning id`,
      [c.req.param("bucket"), ...settingsOf(body)],
    ),
  );
  if (rows.length === 0) throw noBucket();
  return c.json({ message: "Successfully updated" });
}

export async function emptyBucket(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query<{ version: string }>("delete from storage.objects where bucket_id = $1 returning version", [
      c.req.param("bucket"),
    ]),
  );
  for (const { version } of rows) await deps.files.remove(version);
  return c.json({ message: "Successfully emptied" });
}

export async function deleteBucket(deps: StorageDeps, c: Context): Promise<Response> {
  const caller = await callerOf(deps, c);
  const bucket = c.req.param("bucket");
  const isFilled = await asServer(deps, async (db) => {
    const { rows } = await db.query("select from storage.objects where bucket_id = $1 limit 1", [bucket]);
    return rows.length > 0;
  });
  if (isFilled) throw invalid("The bucket you tried to delete is not empty");
  const { rows } = await asCaller(deps, caller, (db) =>
    db.query("delete from storage.buckets where id = $1 returning id", [bucket]),
  );
  if (rows.length === 0) throw noBucket();
  return c.json({ message: "Successfully deleted" });
}

function settingsOf(body: Record<string, unknown>): [boolean, number | null, string[] | null] {
  const types = body.allowed_mime_types;
  return [
    body.public === true,
    sizeOf(body.file_size_limit),
    Array.isArray(types) ? types.map(String) : null,
  ];
}

const units: Record<string, number> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes, or a text such as "20MB". */
function sizeOf(limit: unknown): number | null {
  if (typeof limit !== "string" && typeof limit !== "number") return null;
  const [, digits = "", unit = ""] = /^(\d+)\s*([a-z]*)$/i.exec(String(limit)) ?? [];
  const factor = units[unit.toLowerCase()];
  if (digits === "" || factor === undefined) throw invalid("file_size_limit is no size");
  return Number(digits) * factor;
}
