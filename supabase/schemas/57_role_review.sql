-- What a change of configuration means before it acts: rights and rows gained or lost, counted for real members.
-- Every review makes the change for real and takes it back, so it goes the very way that saving will go.

create function engine.column_rights(role_id uuid)
returns table (entity text, action text, field text, operation text)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with permitted as materialized (
    select c.* from engine.permitted_columns_of(
      role_keys => array(select r.key::text from config.roles as r where r.id = column_rights.role_id)
    ) as c
  )
  select c.table_name, c.action, c.column_name, null from permitted as c
  union all
  select e.name, p.action, null, null
  from config.permissions as p join config.entities as e on e.id = p.entity_id
  where p.role_id = column_rights.role_id
  union all
  -- No grant stands for these: who may export takes along what he reads, of the fields that are ticked.
  select c.table_name, 'export', c.column_name, null
  from config.permissions as p
  join config.entities as e on e.id = p.entity_id
  join permitted as c on c.table_name = e.name and c.action = 'read'
  where p.role_id = column_rights.role_id and p.action = 'export'
    and (p.all_fields or exists (
      select from config.permission_fields as pf
      join config.fields as f on f.id = pf.field_id and f.name = c.column_name
      where pf.permission_id = p.id
    ))
  union all
  select e.name, 'execute', null, o.name
  from config.role_operations as ro
  join config.operations as o on o.name = ro.operation_name
  left join config.entities as e on e.id = o.entity_id
  where ro.role_id = column_rights.role_id;
$$;
comment on function engine.column_rights is
  'Every right of a role: one row per entity and action, one more per field, one per operation.';

-- The compiled condition says everything about a role's rows: where it is the same, nothing need be counted.
create function engine.role_state(role_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'document', engine.role_document(role_id),
    'rights', (
      select coalesce(jsonb_agg(case when c.operation is null then to_jsonb(c) - 'operation' else to_jsonb(c) end), '[]')
      from engine.column_rights(role_id) as c
    ),
    'conditions', (
      select coalesce(jsonb_object_agg(e.name, engine.read_condition(r.key, e.name, 't')), '{}')
      from config.permissions as p
      join config.roles as r on r.id = p.role_id
      join config.entities as e on e.id = p.entity_id
      where p.role_id = role_state.role_id and p.action = 'read'
    )
  );
$$;
comment on function engine.role_state is 'What a role may do now: its document, its rights, and per readable entity the SQL of its rows.';

create function engine.role_states(role_ids uuid[])
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_object_agg(r.id, engine.role_state(r.id)), '{}')
  from config.roles as r where r.id = any (role_ids);
$$;
comment on function engine.role_states is 'The states of several roles by id.';

create function engine.count_rows(table_name text, condition_sql text, user_id uuid)
returns bigint
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  counted bigint := 0;
begin
  if condition_sql is null then
    return 0;
  end if;
  perform set_config('request.jwt.claims', jsonb_build_object('sub', user_id)::text, true);
  perform set_config('request.headers', '', true);
  execute format('select count(*) from public.%I as t where %s', table_name, condition_sql) into counted;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
  return counted;
end;
$$;
comment on function engine.count_rows is
  'How many rows of a table meet a compiled condition, with variables such as me resolved for this user.';

create function engine.is_personal(condition_sql text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(condition_sql like '%engine.member%', false);
$$;
comment on function engine.is_personal is 'Whether a compiled condition may mean other rows for every member.';

-- Teams are small; twenty members bound the cost. What is the same for everybody is counted once.
create function engine.row_changes(role_id uuid, table_name text, before text, after text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  member record;
  rows_before bigint;
  rows_after bigint;
  changes jsonb := '[]';
begin
  for member in
    select m.id, m.user_id from config.members as m
    join config.member_roles as mr on mr.member_id = m.id and mr.role_id = row_changes.role_id
    where m.is_active and m.user_id is not null
    union all
    select null, null
    where not exists (select from config.member_roles as mr where mr.role_id = row_changes.role_id)
    limit 20
  loop
    if rows_before is null or engine.is_personal(before) then
      rows_before := engine.count_rows(table_name, before, member.user_id);
    end if;
    if rows_after is null or engine.is_personal(after) then
      rows_after := engine.count_rows(table_name, after, member.user_id);
    end if;
    if rows_before <> rows_after then
      changes := changes || jsonb_build_object(
        'entity', table_name, 'member', member.id, 'before', rows_before, 'after', rows_after
      );
    end if;
  end loop;
  return changes;
end;
$$;
comment on function engine.row_changes is
  'Rows of a table before and after per member of a role where they differ; member null while nobody holds the role.';

create function engine.array_without(items jsonb, others jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(item order by item), '[]')
  from (select jsonb_array_elements(items) as item except select jsonb_array_elements(others)) as t;
$$;
comment on function engine.array_without is 'Elements of the first array that the second has not.';

create function engine.role_change(role_id uuid, before jsonb, after jsonb)
returns jsonb
language sql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
  select jsonb_build_object(
    'gained', engine.array_without(after -> 'rights', coalesce(before -> 'rights', '[]')),
    'lost', engine.array_without(before -> 'rights', coalesce(after -> 'rights', '[]')),
    'settings', engine.changed_settings(before -> 'document', after -> 'document'),
    'counts', (
      select coalesce(jsonb_agg(change order by change ->> 'entity', change ->> 'member'), '[]')
      from jsonb_each_text(coalesce(before -> 'conditions', '{}')) as b (entity, condition)
      full join jsonb_each_text(coalesce(after -> 'conditions', '{}')) as a (entity, condition) using (entity)
      cross join lateral jsonb_array_elements(
        engine.row_changes(role_id, entity, b.condition, a.condition)
      ) as change
      where b.condition is distinct from a.condition
    ),
    'members', (
      select coalesce(jsonb_agg(engine.person_json(m) order by m.name), '[]')
      from config.members as m join config.member_roles as mr on mr.member_id = m.id
      where mr.role_id = role_change.role_id
    )
  );
$$;
comment on function engine.role_change is 'What lies between two states of a role: rights gained and lost, settings, rows per member.';

create function engine.role_changes(role_ids uuid[], before jsonb, after jsonb)
returns jsonb
language sql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', s.document ->> 'key', 'label', s.document -> 'label'
  ) || engine.role_change(id, before -> id::text, after -> id::text) order by position), '[]')
  from unnest(role_ids) with ordinality as r (id, position)
  cross join lateral (
    select coalesce(after -> id::text, before -> id::text) -> 'document'
  ) as s (document)
  where before -> id::text is distinct from after -> id::text;
$$;
comment on function engine.role_changes is 'engine.role_change of every role that changes.';

create function config.review_role(role_id uuid, document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  before constant jsonb := engine.role_state(role_id);
  after jsonb;
begin
  perform engine.require_right('roles');
  perform engine.require_document(role_id, document);
  begin
    perform engine.write_role(role_id, document);
    after := engine.role_state(role_id);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_change(role_id, before, after);
end;
$$;
comment on function config.review_role is
  'What saving this document would change: rights gained and lost, rows before and after per member. Changes nothing.';
