/** Roles and grants: app roles hold columns, nothing else, and are members of nothing. */
import { type Lint, ours } from "./Lint";

const appRoles = "select r.* from pg_roles as r where r.rolname like 'bo\\_%'";

export const roleLints: Lint[] = [
  {
    name: "every table that a role reaches has row security",
    level: "error",
    finds: `
      select c.oid::regclass || ' for ' || r from pg_class as c cross join unnest($1::text[]) as r
      where c.relkind in ('r', 'p') and not c.relrowsecurity and c.relnamespace in ${ours} and (
        has_any_column_privilege(r, c.oid, 'select, insert, update') or has_table_privilege(r, c.oid, 'delete')
      )`,
    plant: `create table engine.bare (id integer primary key); grant select on engine.bare to {role}`,
  },
  {
    name: "no role holds a whole table where columns are meant",
    level: "security",
    finds: `
      select c.oid::regclass || ' ' || acl.privilege_type || ' to ' || acl.grantee::regrole from pg_class as c
      cross join lateral aclexplode(c.relacl) as acl
      where c.relkind in ('r', 'p', 'v') and c.relnamespace in ${ours}
        and acl.grantee = any (select r::regrole::oid from unnest($1::text[]) as r)
        and acl.privilege_type <> 'DELETE'`,
    plant: "grant select on public.orders to {role}",
  },
  {
    name: "no role holds columns of tables that nobody shows",
    level: "security",
    finds: `
      select a.attrelid::regclass || '.' || a.attname from pg_attribute as a
      join pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v', 'm')
      cross join lateral aclexplode(a.attacl) as acl
      where acl.grantee = any (select r::regrole::oid from unnest($1::text[]) as r)
        and (c.relnamespace <> 'public'::regnamespace or c.relname not in (select name::text from config.entities))`,
    plant: "grant select (name) on config.members to {role}",
  },
  {
    name: "nobody unknown reaches a table, a view or a sequence",
    level: "error",
    finds: `
      select c.oid::regclass || ' ' || acl.privilege_type from pg_class as c
      cross join lateral aclexplode(c.relacl) as acl
      where c.relnamespace in ${ours} and acl.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)
      union all
      select 'default privileges for ' || d.defaclobjtype::text from pg_default_acl as d
      cross join lateral aclexplode(d.defaclacl) as acl
      where d.defaclobjtype in ('r', 'S') and acl.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)`,
    plant: "grant usage on sequence public.orders_id_seq to anon",
  },
  {
    name: "an app role is a member of nothing, cannot sign in and inherits nothing",
    level: "error",
    finds: `
      select r.rolname::text from (${appRoles}) as r
      where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
        or exists (select from pg_auth_members as m where m.member = r.oid)
        or (r.rolname = any ($1::text[]) and (r.rolcanlogin or r.rolinherit))`,
    plant: "grant authenticated to bo_viewer",
  },
  {
    name: "PostgREST can switch to every app role, and nobody else is a member",
    level: "error",
    finds: `
      select 'authenticator is no member of ' || engine.role_name(key) from config.roles
      where not pg_has_role('authenticator', engine.role_name(key), 'set')
      union all
      select m.member::regrole || ' is a member of ' || r.rolname from (${appRoles}) as r
      join pg_auth_members as m on m.roleid = r.oid
      where m.member not in ('authenticator'::regrole, 'postgres'::regrole) and not m.admin_option`,
    plant: "grant bo_admin to anon",
  },
  {
    name: "no app role creates anything, or reaches a schema that is not its own",
    level: "error",
    finds: `
      select n.nspname || ' ' || r from pg_namespace as n cross join unnest($1::text[]) as r
      where has_schema_privilege(r, n.oid, 'create')
        or (n.nspname = 'order_management' and has_schema_privilege(r, n.oid, 'usage'))
        or (n.nspname = 'auth' and r like 'bo\\_%' and has_schema_privilege(r, n.oid, 'usage'))`,
    plant: "grant create on schema public to {role}",
  },
  {
    name: "only public and config are served",
    level: "error",
    finds: `
      select 'db_schemas is not public,config' where not exists (
        select from pg_db_role_setting as s
        where s.setrole = 'authenticator'::regrole and 'pgrst.db_schemas=public,config' = any (s.setconfig)
      )`,
    plant: "alter role authenticator set pgrst.db_schemas = 'public,config,engine'",
  },
  {
    name: "every app role is one of the configuration, and the other way round",
    level: "error",
    finds: `
      select r.rolname::text from (${appRoles}) as r
      where r.rolname not in (select engine.role_name(key) from config.roles)
        and r.rolname not in (select login from config.logins)
      union all
      select key::text from config.roles where to_regrole(engine.role_name(key)) is null`,
    plant: "create role bo_ghost nologin noinherit",
  },
];
