/** The import profiles of the database. */
import type { ClientBase } from "pg";

export interface Profile {
  id: string;
  name: string;
  /** Undefined = detect it from the header. */
  delimiter: string | undefined;
  /** Field → header names that it may have in a file. */
  headers: Record<string, string[]>;
}

export async function readProfiles(db: ClientBase): Promise<Profile[]> {
  const { rows } = await db.query<Omit<Profile, "delimiter"> & { delimiter: string | null }>(
    `select p.id::text, p.name, p.delimiter, p.header_map as headers
     from public.import_profiles as p where p.is_active order by p.id`,
  );
  return rows.map((row) => ({ ...row, delimiter: row.delimiter ?? undefined }));
}
