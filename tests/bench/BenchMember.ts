/** A signed-in member who reads through the app's own data layer. */
import { GoTrueClient } from "@supabase/auth-js";
import { PostgrestClient } from "@supabase/postgrest-js";
import pg from "pg";
import type { Connection } from "../../src/data/connection";
import { fetchSnapshot } from "../../src/data/snapshotQuery";
import type { Snapshot } from "../../src/model/snapshot";
import { createUser, findUser, setPassword } from "../../supabase/local/adminInterface";
import type { Stack } from "../../supabase/local/startStack";

export interface SentRequest {
  url: string;
  headers: Headers;
}

export interface BenchMember {
  name: string;
  context: { connection: Connection; snapshot: Snapshot };
  /** Every request of the data layer, the last one at the end. */
  sent: SentRequest[];
  /** Row condition that plain SQL needs to see the same orders; "" = all. */
  scope: string;
}

export interface MemberPlan {
  name: string;
  role: string;
  /** Codes of the warehouses that are his; none = all. */
  warehouses: string[];
}

const password = "bench-password-of-no-use-elsewhere";

async function ensureMember(stack: Stack, db: pg.Client, plan: MemberPlan): Promise<string> {
  const email = `${plan.name.replaceAll(" ", "-")}@bench.example`;
  const created = await createUser(stack, { email, password, name: plan.name });
  const userId = created ?? (await findUser(db, email)) ?? "";
  if (!created) await setPassword(stack, userId, password);
  await db.query(
    `select engine.add_member($1, $2, array[$3], must_change_password => false)
     where not exists (select from config.members where user_id = $1)`,
    [userId, plan.name, plan.role],
  );
  await db.query(
    `insert into config.member_values (member_id, variable_key, record_id)
     select m.id, 'my_warehouses', w.id from config.members m, public.warehouses w
     where m.user_id = $1 and w.code = any ($2) on conflict do nothing`,
    [userId, plan.warehouses],
  );
  return email;
}

async function scopeOf(db: pg.Client, warehouses: string[]): Promise<string> {
  if (warehouses.length === 0) return "";
  const { rows } = await db.query<{ ids: string }>(
    "select array_agg(id order by id)::text as ids from public.warehouses where code = any ($1)",
    [warehouses],
  );
  return `"public"."orders"."warehouse_ids" && '${rows[0]?.ids ?? "{}"}'::bigint[]`;
}

/** The app's connection without what belongs to a browser. */
async function signIn(
  { url, publishableKey }: Stack,
  email: string,
  sent: SentRequest[],
): Promise<Connection> {
  const auth = new GoTrueClient({
    url: `${url}/auth/v1`,
    headers: { apikey: publishableKey },
    autoRefreshToken: false,
    persistSession: false,
  });
  const { data, error } = await auth.signInWithPassword({ email, password });
  if (error) throw error;
  const headers = { apikey: publishableKey, authorization: `Bearer ${data.session.access_token}` };
  const recordingFetch: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    sent.push({ url: request.url, headers: request.headers });
    return fetch(request);
  };
  return {
    settings: { url, key: publishableKey, demoMembers: [] },
    auth,
    database: new PostgrestClient(`${url}/rest/v1`, { headers, fetch: recordingFetch }),
    configuration: new PostgrestClient(`${url}/rest/v1`, {
      headers: { ...headers, "accept-profile": "config", "content-profile": "config" },
      fetch: recordingFetch,
    }),
    fetch: recordingFetch,
    onSessionEnded: () => () => undefined,
  };
}

export async function aBenchMember(stack: Stack, plan: MemberPlan): Promise<BenchMember> {
  const db = new pg.Client({ connectionString: stack.databaseUrl });
  await db.connect();
  try {
    const sent: SentRequest[] = [];
    const connection = await signIn(stack, await ensureMember(stack, db, plan), sent);
    const snapshot = await fetchSnapshot(connection);
    const scope = await scopeOf(db, plan.warehouses);
    return { name: plan.name, context: { connection, snapshot }, sent, scope };
  } finally {
    await db.end();
  }
}
