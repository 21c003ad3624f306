/** Policies: missing ones, too many, too wide, too slow. */
import { concerns, exposed, isReadable, type Lint } from "./Lint";

const policyText =
  "concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))";

export const policyLints: Lint[] = [
  {
    name: "0003 auth_rls_initplan",
    level: "performance",
    finds: `
      select p.polrelid::regclass || ': ' || p.polname from pg_policy as p
      where ${concerns} and ${policyText} ~* '(?<!select )(auth\\.(uid|jwt|role|email)|current_setting)\\s*\\('`,
    plant: `create policy slow on public.orders for select to {role} using (current_setting('x') = ship_name)`,
  },
  {
    name: "every function of a policy is asked once per statement, not once per row",
    level: "performance",
    finds: `
      select p.polrelid::regclass || ': ' || p.polname from pg_policy as p
      where ${concerns} and ${policyText} ~* '(?<!select )engine\\.\\w+\\s*\\('`,
    plant: "create policy slow on public.orders for select to {role} using (engine.member_id() is not null)",
  },
  {
    name: "0006 multiple_permissive_policies",
    level: "performance",
    finds: `
      select p.polrelid::regclass || ' for ' || action || ' to ' || r
      from pg_policy as p
      cross join unnest($1::text[]) as r
      cross join unnest(case p.polcmd when '*' then '{r,a,w,d}'::text[] else array[p.polcmd::text] end) as action
      where p.polpermissive and (p.polroles = '{0}' or r::regrole = any (p.polroles))
      group by p.polrelid, action, r having count(*) > 1`,
    plant: `create policy one on public.orders for select to {role} using (true);
      create policy two on public.orders for all to {role} using (true)`,
  },
  {
    name: "0007 policy_exists_rls_disabled",
    level: "error",
    finds: `
      select distinct c.oid::regclass::text from pg_policy as p
      join pg_class as c on c.oid = p.polrelid where not c.relrowsecurity and c.relnamespace in ${exposed}`,
    plant: `create policy idle on public.orders for select to {role} using (true);
      alter table public.orders disable row level security`,
  },
  {
    name: "0008 rls_enabled_no_policy",
    level: "security",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind in ('r', 'p') and c.relrowsecurity and c.relnamespace in ${exposed} and ${isReadable}
        and not exists (select from pg_policy as p where p.polrelid = c.oid and ${concerns})`,
    plant: `create table public.shut (id integer primary key); alter table public.shut enable row level security;
      grant select on public.shut to {role}`,
  },
  {
    name: "0015 rls_references_user_metadata",
    level: "error",
    finds: `
      select p.polrelid::regclass || ': ' || p.polname from pg_policy as p where ${policyText} ~* 'user_?meta_?data'`,
    plant: `create policy vain on public.orders for select to {role}
      using ((select engine.claims()) -> 'user_metadata' ->> 'is_admin' = 'true')`,
  },
  {
    name: "0024 rls_policy_always_true",
    level: "security",
    finds: `
      select p.polrelid::regclass || ': ' || p.polname from pg_policy as p
      where p.polpermissive and p.polcmd in ('*', 'a', 'w', 'd') and ${concerns}
        and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))`,
    plant: "create policy open on public.orders for delete to {role} using (true)",
  },
  {
    name: "every policy names its roles, and never PUBLIC, anon or authenticated",
    level: "security",
    finds: `
      select p.polrelid::regclass || ': ' || p.polname from pg_policy as p
      join pg_class as c on c.oid = p.polrelid and c.relnamespace in ${exposed}
      where p.polroles && array[0::oid, 'anon'::regrole::oid, 'authenticated'::regrole::oid]`,
    plant: "create policy everybody on public.orders for select using (false)",
  },
];
