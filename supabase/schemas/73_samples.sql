-- What a role should see, told by the configuration: rights of every cell, and a few rows of every table.

create type engine.sample as (
  role_key text, table_name text, key_column text, key_type text, columns text[], user_id uuid, keys text[], expected text[]
);
comment on type engine.sample is
  'Some rows of a table by key, those of them that a member of a role should see, and the columns that he may read.';

create function engine.effective_rights(role_key text)
returns table (entity text, action text, field text, is_wanted boolean, is_granted boolean)
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with columns as materialized (
    select table_name, table_oid, column_name, column_number from engine.columns
  ), permitted as materialized (
    select p.table_name, p.action, p.column_name
    from engine.permitted_columns_of(role_keys => array[effective_rights.role_key]) as p
  )
  select c.table_name, a.action, c.column_name, p.column_name is not null,
    has_column_privilege(engine.role_name(role_key), c.table_oid, c.column_number, a.privilege)
  from columns as c
  cross join (values ('read', 'select'), ('create', 'insert'), ('update', 'update')) as a (action, privilege)
  left join permitted as p
    on p.table_name = c.table_name and p.action = a.action and p.column_name = c.column_name
  union all
  select t.table_name, 'delete', null, exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = effective_rights.role_key
    join config.entities as e on e.id = p.entity_id and e.name = t.table_name
    where p.action = 'delete'
  ), has_table_privilege(engine.role_name(role_key), t.table_oid, 'delete')
  from (select distinct table_name, table_oid from columns) as t
  union all
  select e.name, 'execute', o.name, exists (
    select from engine.wanted_executions as w
    where w.role_key = effective_rights.role_key and w.routine = p.oid
  ), has_function_privilege(engine.role_name(role_key), p.oid, 'execute')
  from config.operations as o
  join pg_catalog.pg_proc as p on p.proname = o.name and p.pronamespace = 'public'::regnamespace
  left join config.entities as e on e.id = o.entity_id;
$$;
comment on function engine.effective_rights is
  'Every cell of a role: what the configuration wants, and what Postgres would really allow, PUBLIC and memberships included.';

create function engine.catalog_findings(role_keys text[])
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads catalog and configuration
as $$
begin
  perform engine.require_right('roles');
  return (
    with cells as materialized (
      select k as role, r.* from unnest(role_keys) as k cross join lateral engine.effective_rights(k) as r
    ), findings as (
      select role, entity, action, field, case when is_wanted then 'missing_grant' else 'extra_grant' end as problem
      from cells where is_wanted <> is_granted
      union
      select p.role_key, p.table_name, split_part(p.policy_name, ' ', 3), null, case
        when p.source is null then 'extra_policy'
        when engine.policy_text(p.table_name, p.policy_name) is null then 'missing_policy' else 'changed_policy'
      end
      from engine.changed_policies(role_keys) as p
      union
      select r.role_key, r.table_name, null, null, case
        when r.source is null then 'extra_rule'
        when engine.rule_text(r.table_name, r.trigger_name) is null then 'missing_rule' else 'changed_rule'
      end
      from engine.changed_rules(role_keys) as r
      union
      select m.role_key, null, null, null, 'wrong_membership' from engine.wrong_memberships as m
      where m.role_key = any (role_keys)
    )
    select jsonb_build_object(
      'roles', cardinality(role_keys), 'cells', (select count(*) from cells),
      'mismatches', (select coalesce(jsonb_agg(to_jsonb(f) order by f.role, f.entity, f.action, f.field), '[]') from findings as f)
    )
  );
end;
$$;
comment on function engine.catalog_findings is 'Cells of these roles that the catalog grants otherwise than the configuration says.';

-- Two members at most: one with sets of his own, one without.
create function engine.sample_users(role_key text)
returns setof uuid
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(found.user_id, null)
  from (select 1) as always
  left join (
    select distinct on (has_sets) m.user_id
    from config.members as m
    join config.member_roles as mr on mr.member_id = m.id
    join config.roles as r on r.id = mr.role_id and r.key = sample_users.role_key
    cross join lateral (
      select exists (select from config.member_values as mv where mv.member_id = m.id)
    ) as v (has_sets)
    where m.is_active and m.user_id is not null
    order by has_sets, m.created_at
  ) as found on true;
$$;
comment on function engine.sample_users is 'Logins to read samples with; one null while nobody holds the role.';

create function engine.expect_rows(sample engine.sample, row_limit integer)
returns engine.sample
language plpgsql volatile security definer set search_path = '' -- looks at rows as the owner
as $$
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', sample.user_id)::text, true);
  execute format(
    'select coalesce(array_agg(t.%1$I::text), ''{}''), coalesce(array_agg(t.%1$I::text) filter (where %3$s), ''{}'')
     from public.%2$I as t
     where t.%1$I in (
       (select f.%1$I from public.%2$I as f order by f.%1$I limit %4$s)
       union (select l.%1$I from public.%2$I as l order by l.%1$I desc limit %4$s)
     )',
    sample.key_column, sample.table_name,
    engine.read_condition(sample.role_key, sample.table_name, 't'), row_limit
  ) into sample.keys, sample.expected;
  return sample;
end;
$$;
comment on function engine.expect_rows is 'Fills a sample: the first and last rows of its table, and those that should be seen.';

create function engine.samples_of(role_key text, row_limit integer default 10)
returns setof engine.sample
language plpgsql volatile security definer set search_path = '' -- looks at rows as the owner
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
begin
  perform engine.require_right('roles');
  perform set_config('request.headers', '', true);
  return query
    select filled.*
    from (
      select row(
        samples_of.role_key, p.table_name, k.primary_key, c.type_name, p.columns, u, null, null
      )::engine.sample as s
      from (
        select table_name, array_agg(column_name) as columns
        from engine.permitted_columns_of(role_keys => array[samples_of.role_key]) as p
        where p.action = 'read' group by table_name
      ) as p
      join engine.keys as k on k.table_name = p.table_name
      join engine.columns as c on c.table_name = p.table_name and c.column_name = k.primary_key
      cross join engine.sample_users(samples_of.role_key) as u
    ) as wanted
    cross join lateral engine.expect_rows(wanted.s, row_limit) as filled;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
end;
$$;
comment on function engine.samples_of is
  'Samples of every table that a role reads: at most twice row_limit rows each, as the configuration shows them.';
