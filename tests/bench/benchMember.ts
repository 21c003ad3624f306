/** A member to measure with: his login, role and own warehouses, made once and found again. */
import type pg from "pg";
import type { Stack } from "../../supabase/local/startStack";

export interface BenchMember {
  userId: string;
  role: string;
  email: string;
}

export const benchPassword = "a-password-for-benchmarks-only";

interface Wanted {
  role: string;
  /** Codes of his own warehouses; none = all. */
  warehouses?: string[];
}

export async function benchMember(stack: Stack, client: pg.Client, wanted: Wanted): Promise<BenchMember> {
  const email = `${[wanted.role, ...(wanted.warehouses ?? [])].join("-")}@bench.example`;
  const found = await client.query<{ user_id: string }>(
    "select user_id from config.members where email = $1",
    [email],
  );
  const userId = found.rows[0]?.user_id ?? (await addMember(stack, client, { ...wanted, email }));
  await client.query(`grant bo_${wanted.role} to postgres with inherit false, set true`);
  return { userId, role: wanted.role, email };
}

async function addMember(
  stack: Stack,
  client: pg.Client,
  wanted: Wanted & { email: string },
): Promise<string> {
  const response = await fetch(`${stack.url}/auth/v1/admin/users`, {
    method: "POST",
    headers: { apikey: stack.secretKey, "content-type": "application/json" },
    body: JSON.stringify({ email: wanted.email, password: benchPassword, email_confirm: true }),
  });
  const user: unknown = await response.json();
  if (typeof user !== "object" || user === null || !("id" in user)) throw new Error("no user was made");
  const userId = String(user.id);
  await client.query("select engine.add_member($1, $2, $3, false)", [userId, wanted.email, [wanted.role]]);
  await client.query(
    `insert into config.member_values
     select m.id, 'my_warehouses', w.id from config.members as m, public.warehouses as w
     where m.user_id = $1 and w.code = any ($2)`,
    [userId, wanted.warehouses ?? []],
  );
  return userId;
}
