/** Rows of storage.objects, read and written by name. */
import type { Db } from "../auth/transaction";
import type { ObjectPath } from "./objectPath";
import { noObject } from "./StorageError";

export interface ObjectRow {
  id: string;
  bucket_id: string;
  name: string;
  owner_id: string | null;
  version: string;
  created_at: string;
  updated_at: string;
  last_accessed_at: string;
  metadata: { size: number; mimetype: string; cacheControl: string; eTag: string } & Record<string, unknown>;
  user_metadata: Record<string, unknown> | null;
}

export const COLUMNS =
  "id, bucket_id, name, owner_id, version, created_at, updated_at, last_accessed_at, metadata, user_metadata";

export async function readObject(db: Db, { bucket, name }: ObjectPath): Promise<ObjectRow> {
  const { rows } = await db.query<ObjectRow>(
    `select ${COLUMNS} from storage.objects where bucket_id = $1 and name = $2`,
    [bucket, name],
  );
  const found = rows[0];
  if (!found) throw noObject();
  return found;
}

export interface NewObject {
  path: ObjectPath;
  ownerId: string | undefined;
  version: string;
  metadata: object;
  userMetadata: object | null;
  upsert: boolean;
}

export async function writeObject(db: Db, row: NewObject): Promise<string> {
  const onConflict = `on conflict (bucket_id, name) do update set version = excluded.version,
    metadata = excluded.metadata, user_metadata = excluded.user_metadata, owner = excluded.owner,
    owner_id = excluded.owner_id, updated_at = now()`;
  const { rows } = await db.query<{ id: string }>(
    `insert into storage.objects (bucket_id, name, owner, owner_id, version, metadata, user_metadata)
     values ($1, $2, $3::text::uuid, $3::text, $4, $5, $6) ${row.upsert ? onConflict : ""} returning id`,
    [
      row.path.bucket,
      row.path.name,
      row.ownerId ?? null,
      row.version,
      JSON.stringify(row.metadata),
      row.userMetadata && JSON.stringify(row.userMetadata),
    ],
  );
  return rows[0]?.id ?? "";
}
