/** Tables, views and columns: what is open that should not be. */
import { exposed, isReadable, type Lint } from "./Lint";

const sensitive =
  "(password|passwd|pwd|secret|token|api_?key|private_key|ssn|iban|card_?number|cvv|otp|passport|tax_id)";

export const tableLints: Lint[] = [
  {
    name: "0002 auth_users_exposed",
    level: "error",
    finds: `
      select distinct c.oid::regclass::text
      from pg_class as c
      join pg_rewrite as w on w.ev_class = c.oid
      join pg_depend as d on d.objid = w.oid and d.refobjid = 'auth.users'::regclass
      where c.relkind in ('v', 'm') and c.relnamespace in ${exposed} and ${isReadable}`,
    plant: `create view public.people as select id, email from auth.users; grant select on public.people to {role}`,
  },
  {
    name: "0004 no_primary_key",
    level: "performance",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind in ('r', 'p') and c.relnamespace in ${exposed}
        and not exists (select from pg_index as i where i.indrelid = c.oid and i.indisprimary)`,
    plant: "create table public.loose (value text); alter table public.loose enable row level security",
  },
  {
    name: "0010 security_definer_view",
    level: "error",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind = 'v' and c.relnamespace in ${exposed} and ${isReadable}
        and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)`,
    plant:
      "create view public.peek as select ship_phone from public.orders; grant select on public.peek to {role}",
  },
  {
    name: "0013 rls_disabled_in_public",
    level: "error",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind in ('r', 'p') and c.relnamespace in ${exposed} and not c.relrowsecurity`,
    plant: "create table public.bare (id integer primary key)",
  },
  {
    name: "0014 extension_in_public",
    level: "security",
    finds: "select extname::text from pg_extension where extnamespace = 'public'::regnamespace",
    plant: "create extension unaccent with schema public",
  },
  {
    name: "0016 materialized_view_in_api",
    level: "security",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind = 'm' and c.relnamespace in ${exposed} and ${isReadable}`,
    plant: `create materialized view public.frozen as select id from public.orders;
      grant select on public.frozen to {role}`,
  },
  {
    name: "0017 foreign_table_in_api",
    level: "security",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind = 'f' and c.relnamespace in ${exposed} and ${isReadable}`,
    plant: `create foreign data wrapper far; create server away foreign data wrapper far;
      create foreign table public.distant (id integer) server away; grant select on public.distant to {role}`,
  },
  {
    name: "0018 unsupported_reg_types",
    level: "security",
    finds: `
      select a.attrelid::regclass || '.' || a.attname from pg_attribute as a
      join pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p') and c.relnamespace in ${exposed}
      where a.attnum > 0 and not a.attisdropped and a.atttypid in (
        'regproc'::regtype, 'regprocedure'::regtype, 'regoper'::regtype, 'regoperator'::regtype,
        'regnamespace'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype, 'regcollation'::regtype
      )`,
    plant: "alter table public.orders add column called regprocedure",
  },
  {
    name: "0019 insecure_queue_exposed",
    level: "error",
    finds: `
      select c.oid::regclass::text from pg_class as c
      where c.relkind in ('r', 'p') and not c.relrowsecurity
        and c.relnamespace = to_regnamespace('pgmq') and c.relname like 'q\\_%' and ${isReadable}`,
    plant: `create schema pgmq; create table pgmq.q_mail (id integer primary key);
      grant select on pgmq.q_mail to {role}`,
  },
  {
    name: "0022 extension_versions_outdated",
    level: "security",
    finds: `select name::text from pg_available_extensions where installed_version <> default_version`,
    plant: "create extension pg_stat_statements with schema extensions version '1.10'",
  },
  {
    name: "0023 sensitive_columns_exposed",
    level: "error",
    finds: `
      select c.oid::regclass || '.' || a.attname from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace in ${exposed} and not c.relrowsecurity
        and a.attname ~ '${sensitive}'
        and exists (select from unnest($1::text[]) as r where has_column_privilege(r, c.oid, a.attnum, 'select'))`,
    plant: `create table public.vault (id integer primary key, card_number text);
      grant select on public.vault to {role}`,
  },
  {
    name: "0025 public_bucket_allows_listing",
    level: "security",
    finds: `
      select p.polname::text from pg_policy as p
      where p.polrelid = to_regclass('storage.objects') and p.polcmd in ('r', '*')
        and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') !~ '(owner|engine\\.)'`,
    plant: `create schema if not exists storage; create table if not exists storage.objects (name text);
      create policy anybody on storage.objects for select to public using (true)`,
  },
  {
    name: "0026 0027 pg_graphql_exposed",
    level: "security",
    finds: `
      select 'graphql_public to ' || r from unnest($1::text[]) as r
      where to_regnamespace('graphql_public') is not null
        and has_schema_privilege(r, to_regnamespace('graphql_public'), 'usage')`,
    plant: "create schema graphql_public; grant usage on schema graphql_public to {role}",
  },
];
