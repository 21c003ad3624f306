-- Row security per role and action. The source text is kept, so that an unchanged policy is left alone and
-- a policy changed behind our back is noticed.

create table engine.compiled_policies (
  table_name text not null,
  policy_name text not null,
  role_key text not null,
  source text not null,
  deparsed text not null,
  primary key (table_name, policy_name)
);
comment on table engine.compiled_policies is
  'Policies as compiled: our source, and how Postgres printed it right after creation.';
alter table engine.compiled_policies enable row level security;

create function engine.fitting_policy_sql(table_name text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return engine.policy_sql(table_name, condition);
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.fitting_policy_sql is
  'engine.policy_sql, or null for a condition that does not fit the table, so that drift can be told.';

create view engine.wanted_policies with (security_invoker = true) as
select
  r.key as role_key,
  e.name as table_name,
  engine.short_name(format('%s may %s %s', r.key, p.action, e.name)) as policy_name,
  format(
    'create policy %I on public.%I for %s to %I%s%s',
    engine.short_name(format('%s may %s %s', r.key, p.action, e.name)), e.name,
    case p.action when 'read' then 'select' when 'create' then 'insert' else p.action end,
    engine.role_name(r.key),
    case when p.action <> 'create' then format(' using (%s)', rows.condition) else '' end,
    case when p.action in ('create', 'update') then format(' with check (%s)', rows.condition) else '' end
  ) as source
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
left join config.scopes as s on s.id = p.scope_id
-- Literally `true` for all rows: anything else keeps the planner from using trigram and numeric indexes.
cross join lateral (
  select case when s.id is null then 'true' else engine.fitting_policy_sql(e.name, s.condition) end
) as rows (condition)
where p.action in ('read', 'create', 'update', 'delete') and rows.condition is not null
union all
-- Logins of reporting tools read the same rows while they are alive; no setting counts for them.
select r.key, e.name, engine.short_name(format('%s may read %s by login', r.key, e.name)), format(
  'create policy %I on public.%I for select to %s using ((select engine.login_is_alive()) and (%s))',
  engine.short_name(format('%s may read %s by login', r.key, e.name)), e.name, logins.names,
  case when s.id is null then 'true' else engine.condition_sql(e.name, e.name, s.condition) end
)
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
left join config.scopes as s on s.id = p.scope_id
cross join lateral (
  select string_agg(quote_ident(l.login), ', ' order by l.id) as names
  from config.logins as l where l.role_id = r.id and to_regrole(l.login) is not null
) as logins
where p.action = 'read' and logins.names is not null
  and (s.id is null or engine.fitting_policy_sql(e.name, s.condition) is not null);
comment on view engine.wanted_policies is 'One policy per role, table and action, as the configuration asks.';

create function engine.policy_text(table_name text, policy_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select concat_ws(' | ', p.polcmd, p.polpermissive, p.polroles::regrole[],
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_catalog.pg_policy as p
  where p.polname = policy_name and p.polrelid = to_regclass(format('public.%I', policy_text.table_name));
$$;
comment on function engine.policy_text is 'A policy as the catalog has it; null when it does not exist.';

create function engine.changed_policies(role_keys text[])
returns setof engine.compiled_policies
language sql stable security invoker set search_path = ''
as $$
  select coalesce(w.table_name, c.table_name), coalesce(w.policy_name, c.policy_name),
    coalesce(w.role_key, c.role_key), w.source, null
  from (select * from engine.wanted_policies as w where w.role_key = any (role_keys)) as w
  full join (select * from engine.compiled_policies as c where c.role_key = any (role_keys)) as c
    using (table_name, policy_name)
  where w.source is distinct from c.source
    or c.deparsed is distinct from engine.policy_text(table_name, policy_name);
$$;
comment on function engine.changed_policies is
  'Policies of these roles that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.compile_policy(policy engine.compiled_policies)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass(format('public.%I', policy.table_name)) is not null then
    execute format('drop policy if exists %I on public.%I', policy.policy_name, policy.table_name);
  end if;
  delete from engine.compiled_policies as c
  where (c.table_name, c.policy_name) = (policy.table_name, policy.policy_name);
  if policy.source is not null then
    execute policy.source;
    policy.deparsed := engine.policy_text(policy.table_name, policy.policy_name);
    insert into engine.compiled_policies select policy.*;
  end if;
end;
$$;
comment on function engine.compile_policy is 'Creates, replaces or drops one policy and remembers how Postgres prints it.';

create function engine.columns_looked_at(table_name text, node jsonb, is_own boolean default true)
returns table (needed_table text, needed_column text)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant text := split_part(node ->> 'field', '.', 1);
  rest constant text := substr(node ->> 'field', length(head) + 2);
  target text;
begin
  if node ? 'all' or node ? 'any' then
    return query select c.* from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) as part,
      engine.columns_looked_at(table_name, part, is_own) as c;
  elsif node ? 'not' then
    return query select c.* from engine.columns_looked_at(table_name, node -> 'not', is_own) as c;
  elsif node ? 'exists' then
    target := split_part(node ->> 'exists', '.', 1);
    return query select target, split_part(node ->> 'exists', '.', 2)
      union all select c.* from engine.columns_looked_at(target, coalesce(node -> 'where', '{"all": []}'), false) as c;
  else
    return query select table_name, head where not is_own;
    select f.target_table into target from engine.foreign_keys as f
    where f.table_name = columns_looked_at.table_name and f.column_name = head and f.target_schema = 'public';
    if rest <> '' then
      return query select c.* from engine.columns_looked_at(target, node || jsonb_build_object('field', rest), false) as c;
    end if;
    return query select target, engine.primary_key(target) where rest <> '' or node ->> 'op' = 'visible';
  end if;
end;
$$;
comment on function engine.columns_looked_at is
  'Columns of other records, of any table, that a condition over one row (its own columns apart) looks at.';

-- A policy that looks at other records does so with the caller's rights: without them every query would fail.
create view engine.unreadable_policy_columns with (security_invoker = true) as
select r.key as role_key, e.name as table_name, engine.short_name(format('%s may %s %s', r.key, p.action, e.name)) as policy_name,
  c.needed_table, c.needed_column
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
join config.scopes as s on s.id = p.scope_id
cross join lateral engine.columns_looked_at(e.name, s.condition) as c
where p.action in ('read', 'create', 'update', 'delete')
  and not has_column_privilege(
    engine.role_name(r.key), to_regclass(format('public.%I', c.needed_table)), c.needed_column, 'select'
  );
comment on view engine.unreadable_policy_columns is 'Columns of other records that a role''s scopes need but the role may not read.';

create function engine.check_policies(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  gap record;
begin
  perform engine.policy_sql(e.name, s.condition)
  from config.permissions as p
  join config.scopes as s on s.id = p.scope_id
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where r.key = check_policies.role_key;
  select u.* into gap from engine.unreadable_policy_columns as u where u.role_key = check_policies.role_key limit 1;
  if found then
    perform engine.refuse(
      'scope_needs_field',
      format(
        'The scope of %s needs %s.%s, which the role may not read: allow it, or use the operator visible',
        gap.policy_name, gap.needed_table, gap.needed_column
      ),
      jsonb_build_object('entity', gap.needed_table, 'field', gap.needed_column)
    );
  end if;
end;
$$;
comment on function engine.check_policies is
  'Refuses scopes of the role that look into columns that it may not read (scope_needs_field), or that do not fit their
entity (invalid_condition).';
