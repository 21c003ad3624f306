-- Compares what roles should hold with what the catalog says, and writes the statements that close the gap.
-- Grants take no table lock; policies do, so they are touched only when their text changes.

-- A rollup tells of every record below: it is for roles that read all of them, with the fields it is made of.
create view engine.hidden_rollups with (security_invoker = true) as
select f.id as field_id, r.id as role_id
from config.fields as f
cross join config.roles as r
where f.options ? 'rollup' and not exists (
  select from config.permissions as p
  join config.entities as child on child.id = p.entity_id and child.name = f.options -> 'rollup' ->> 'entity'
  where p.role_id = r.id and p.action = 'read' and p.scope_id is null and (p.all_fields or not exists (
    select from unnest(array[f.options -> 'rollup' ->> 'by', f.options -> 'rollup' ->> 'field']) as needed (name)
    where needed.name is not null and not exists (
      select from config.permission_fields as pf
      join config.fields as source on source.id = pf.field_id and source.entity_id = child.id
      where pf.permission_id = p.id and source.name = needed.name
    )
  ))
);
comment on view engine.hidden_rollups is 'Rollups that a role may not see, because it does not read all that they are made of.';

-- Materialised parts: the planner has no statistics on the catalog views and would loop over them.
create function engine.permitted_columns_of(table_names text[] default null, role_keys text[] default null)
returns table (role_id uuid, role_key text, table_name text, action text, column_name text)
language sql stable security invoker set search_path = ''
as $$
  with columns as materialized (
    select c.table_name, c.column_name, c.is_generated from engine.columns as c
    where table_names is null or c.table_name = any (table_names)
  ), keys as materialized (
    select k.* from engine.keys as k where table_names is null or k.table_name = any (table_names)
  ), granted as materialized (
    select p.id as permission_id, p.role_id, r.key as role_key, e.id as entity_id, e.name as table_name,
      p.action, p.all_fields
    from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id
    where p.action in ('read', 'create', 'update')
      and (table_names is null or e.name = any (table_names)) and (role_keys is null or r.key = any (role_keys))
  ), hidden as materialized (
    select h.* from engine.hidden_rollups as h
  ), listed as materialized (
    select pf.permission_id, f.name from config.permission_fields as pf join config.fields as f on f.id = pf.field_id
  )
  select g.role_id, g.role_key, g.table_name, g.action, c.column_name
  from granted as g
  join columns as c on c.table_name = g.table_name
  join keys as k on k.table_name = g.table_name
  join config.fields as f on f.entity_id = g.entity_id and f.name = c.column_name
  left join listed as l on l.permission_id = g.permission_id and l.name = regexp_replace(c.column_name, '_grams$', '')
  where
    case
      when g.action = 'read'
        then (g.all_fields or l.name is not null or c.column_name in (k.primary_key, k.version_field))
          and not exists (select from hidden as h where (h.field_id, h.role_id) = (f.id, g.role_id))
      else not f.is_read_only and not c.is_generated and (g.all_fields or l.name is not null)
    end;
$$;
comment on function engine.permitted_columns_of is
  'Columns that roles may use per action; of all tables, of all roles for null. Key, version and the search companion of
a readable field come along.';

create view engine.permitted_columns with (security_invoker = true) as
select * from engine.permitted_columns_of();
comment on view engine.permitted_columns is 'Columns of all tables that each role may use per action.';

create function engine.wanted_grants_of(role_keys text[])
returns table (role_key text, table_name text, privilege text, column_name text)
language sql stable security invoker set search_path = ''
as $$
  select c.role_key, c.table_name, t.privilege, c.column_name
  from engine.permitted_columns_of(role_keys => wanted_grants_of.role_keys) as c
  join (values ('read', 'SELECT'), ('create', 'INSERT'), ('update', 'UPDATE')) as t (action, privilege) using (action)
  union all
  select r.key, e.name, 'DELETE', null
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.action = 'delete' and (role_keys is null or r.key = any (role_keys));
$$;
comment on function engine.wanted_grants_of is
  'Privileges that the configuration asks for, of some roles or of all for null; column_name null = on the table.';

create view engine.wanted_grants with (security_invoker = true) as
select * from engine.wanted_grants_of(null);
comment on view engine.wanted_grants is 'Privileges that the configuration asks for; column_name null = on the table.';

create view engine.actual_grants with (security_invoker = true) as
select substr(g.rolname, 4) as role_key, c.relname::text as table_name, acl.privilege_type as privilege,
  a.attname::text as column_name
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attacl is not null and not a.attisdropped
cross join lateral aclexplode(a.attacl) as acl
join pg_catalog.pg_roles as g on g.oid = acl.grantee and g.rolname like 'bo\_%'
where c.relnamespace = 'public'::regnamespace
union all
select substr(g.rolname, 4), c.relname::text, acl.privilege_type, null
from pg_catalog.pg_class as c
cross join lateral aclexplode(c.relacl) as acl
join pg_catalog.pg_roles as g on g.oid = acl.grantee and g.rolname like 'bo\_%'
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm');
comment on view engine.actual_grants is 'Privileges that app roles hold on tables of public now.';

create function engine.grant_statements(role_keys text[])
returns setof text
language sql stable security invoker set search_path = ''
as $$
  with wanted as materialized (
    select role_key, table_name, privilege, column_name from engine.wanted_grants_of(role_keys)
  ), actual as materialized (
    select role_key, table_name, privilege, column_name from engine.actual_grants as a
    where a.role_key = any (role_keys)
  ), gaps as (
    select 'revoke' as verb, excess.* from (table actual except table wanted) as excess
    union all
    select 'grant', missing.* from (table wanted except table actual) as missing
  )
  select format(
    '%s %s%s on public.%I %s %I', verb, privilege,
    coalesce(' (' || string_agg(quote_ident(column_name), ', ' order by column_name) || ')', ''), table_name,
    case verb when 'grant' then 'to' else 'from' end, engine.role_name(role_key)
  )
  from gaps
  group by role_key, verb, privilege, table_name, column_name is null
  order by verb desc, role_key, table_name, privilege;
$$;
comment on function engine.grant_statements is 'GRANT and REVOKE statements that bring roles to their configuration.';
