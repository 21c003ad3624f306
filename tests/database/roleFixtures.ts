/** Roles and members to try role editing on. */
import type { TestDatabase } from "../support/TestDatabase";

export interface Permission {
  entity: string;
  action: string;
  scope: string | null;
  fields: string[] | null;
}

interface RoleDocument {
  rank: number;
  may_configure: string[];
  version?: string;
  permissions: Permission[];
}

/** A role as the studio gets it. */
export async function documentOf(db: TestDatabase, key: string) {
  const id = String(await db.value("select id from config.roles where key = $1", key));
  const { document } = await db.row<{ document: RoleDocument }>(
    "select config.role_document($1) as document",
    id,
  );
  return { id, document };
}

/** A member of a role with one place, of two that have a note each. */
export async function aMemberOf(db: TestDatabase, role: string) {
  const user = await db.row<{ id: string }>(
    `insert into auth.users (id, instance_id, aud, role, email) values (gen_random_uuid(),
     '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', gen_random_uuid() || '@example.com')
     returning id`,
  );
  const id = String(await db.call("engine.add_member", user.id, "Somebody", [role], false));
  await db.query("insert into public.places (name) values ('North'), ('South')");
  await db.query("insert into public.notes (title, place_id) select name, id from public.places");
  await db.query(
    "insert into config.member_values select $1, 'my_places', id from public.places where name = 'North'",
    id,
  );
  return { id, userId: user.id, as: db.as({ userId: user.id, role }) };
}
