/** The tables of auth: complete as Supabase has them, and closed to those who ask over the API. */
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";

const sql = new pg.Pool({ connectionString: inject("stack").databaseUrl, max: 1, allowExitOnIdle: true });
afterAll(() => sql.end());

const TABLES = [
  "audit_log_entries",
  "flow_state",
  "identities",
  "instances",
  "mfa_amr_claims",
  "mfa_challenges",
  "mfa_factors",
  "one_time_tokens",
  "refresh_tokens",
  "schema_migrations",
  "sessions",
  "users",
];

async function column(text: string): Promise<unknown[]> {
  const { rows } = await sql.query<{ value: unknown }>(text);
  return rows.map(({ value }) => value);
}

describe("schema auth", () => {
  it("has Supabase's tables, all with row security, owned by supabase_auth_admin", async () => {
    expect(
      await column(`
        select relname as value from pg_class
        where relnamespace = 'auth'::regnamespace and relkind = 'r' and relrowsecurity
          and relowner = 'supabase_auth_admin'::regrole order by 1`),
    ).toEqual(TABLES);
  });

  it("is read by postgres, who may pass that on", async () => {
    expect(
      await column(`
        select bool_and(has_table_privilege('postgres', oid, 'select with grant option')) as value
        from pg_class where relnamespace = 'auth'::regnamespace and relkind = 'r'`),
    ).toEqual([true]);
  });

  it("lets postgres refer to users", async () => {
    expect(
      await column("select has_table_privilege('postgres', 'auth.users', 'references') as value"),
    ).toEqual([true]);
  });

  it.each(["anon", "authenticated", "service_role"])("shows %s no table", async (role) => {
    expect(
      await column(`
        select relname as value from pg_class
        where relnamespace = 'auth'::regnamespace and relkind in ('r', 'v', 'm')
          and has_any_column_privilege('${role}', oid, 'select, insert, update, references')`),
    ).toEqual([]);
  });

  it("tells who is asking from the claims", async () => {
    const client = await sql.connect();
    await client.query(`
      begin; set local role authenticated;
      set local request.jwt.claims =
        '{"sub":"11111111-2222-4333-8444-555555555555","role":"authenticated","email":"a@b.test"}'`);
    const { rows } = await client.query(
      "select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() ->> 'sub' as sub",
    );
    await client.query("rollback");
    client.release();

    expect(rows).toEqual([
      {
        uid: "11111111-2222-4333-8444-555555555555",
        role: "authenticated",
        email: "a@b.test",
        sub: "11111111-2222-4333-8444-555555555555",
      },
    ]);
  });
});
