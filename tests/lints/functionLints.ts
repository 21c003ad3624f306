/** Functions: who runs them, as whom, and in whose search path. */
import { exposed, type Lint, ours } from "./Lint";

const isOurs = `p.pronamespace in ${ours} and not exists (
  select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')`;
const whole = `create function public.whole() returns integer language sql stable`;

export const functionLints: Lint[] = [
  {
    name: "0011 function_search_path_mutable",
    level: "security",
    finds: `
      select p.oid::regprocedure::text from pg_proc as p
      where ${isOurs} and not exists (select from unnest(p.proconfig) as c where c like 'search\\_path=%')`,
    plant: `${whole} as 'select 1'`,
  },
  {
    name: "the search path of every function is empty",
    level: "security",
    finds: `
      select p.oid::regprocedure::text from pg_proc as p
      where ${isOurs} and exists (
        select from unnest(p.proconfig) as c where c like 'search\\_path=%' and c not in ('search_path=""', 'search_path=')
      )`,
    plant: `${whole} set search_path = 'public' as 'select 1'`,
  },
  {
    name: "0028 0029 security_definer_function_executable",
    level: "security",
    finds: `
      select p.oid::regprocedure::text from pg_proc as p
      where p.prosecdef and p.pronamespace in ${exposed} and p.prorettype <> 'trigger'::regtype
        and exists (select from unnest($1::text[]) as r where has_function_privilege(r, p.oid, 'execute'))`,
    plant: `${whole} security definer set search_path = '' as 'select 1';
      grant execute on function public.whole() to {role}`,
  },
  {
    name: "nobody but named roles runs a function of ours",
    level: "security",
    finds: `
      select p.oid::regprocedure::text from pg_proc as p
      where ${isOurs} and (p.proacl is null or exists (
        select from aclexplode(p.proacl) as acl where acl.grantee = 0
      ))`,
    plant: `${whole} as 'select 1'; grant execute on function public.whole() to public`,
  },
  {
    name: "new functions belong to nobody",
    level: "security",
    finds: `
      select 'default privileges of ' || d.defaclrole::regrole from pg_default_acl as d
      cross join lateral aclexplode(d.defaclacl) as acl
      where d.defaclobjtype = 'f' and acl.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)
      union all
      select 'no global default privileges for functions' where not exists (
        select from pg_default_acl as d
        where d.defaclobjtype = 'f' and d.defaclnamespace = 0 and d.defaclrole = 'postgres'::regrole
      )`,
    plant: "alter default privileges grant execute on functions to public",
  },
  {
    name: "the gate of every request is an invoker, and PostgREST knows it",
    level: "error",
    finds: `
      select 'pre_request is a definer function' from pg_proc as p
      where p.oid = 'engine.pre_request()'::regprocedure and p.prosecdef
      union all
      select 'pre_request is not configured' where not exists (
        select from pg_db_role_setting as s
        where s.setrole = 'authenticator'::regrole and 'pgrst.db_pre_request=engine.pre_request' = any (s.setconfig)
      )`,
    plant: "alter function engine.pre_request() security definer",
  },
  {
    name: "a change of many rows says which: Supabase refuses UPDATE and DELETE without WHERE",
    level: "error",
    finds: `
      select p.oid::regprocedure::text from pg_proc as p
      cross join lateral regexp_matches(
        regexp_replace(p.prosrc, '--[^\\n]*', '', 'g'),
        '(?:^|[;\\n])\\s*(?:update\\s+[\\w.]+(?:\\s+as\\s+\\w+)?\\s+set|delete\\s+from)\\s[^;]*', 'gi'
      ) as m (statement)
      where ${isOurs} and statement[1] !~* '\\mwhere\\M'`,
    plant: `${whole.replace("sql stable", "sql volatile")} set search_path = ''
      as 'update config.settings set currency = currency; select 1'`,
  },
];
