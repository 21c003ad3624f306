-- What a change of a role means before it acts: fields, rows and rights gained or lost, counted for real members.

create function engine.count_visible(role_key text, table_name text, user_id uuid)
returns bigint
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  visible bigint;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', user_id)::text, true);
  perform set_config('request.headers', '', true);
  execute format(
    'select count(*) from public.%I as t where %s', table_name, engine.read_condition(role_key, table_name, 't')
  ) into visible;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
  return visible;
end;
$$;
comment on function engine.count_visible is 'How many rows of a table this user would see in this role; as exact as counting as that role.';

-- A member per distinct set of values would do, but teams are small; twenty members bound the cost.
create function engine.reach_of_role(role_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  own_key text;
  entity_name text;
  member record;
  reach jsonb := '[]';
begin
  select r.key into own_key from config.roles as r where r.id = role_id;
  for entity_name in
    select distinct e.name from config.permissions as p join config.entities as e on e.id = p.entity_id
    where p.role_id = reach_of_role.role_id and p.action = 'read'
  loop
    for member in
      select m.id, m.name, m.user_id from config.members as m
      join config.member_roles as mr on mr.member_id = m.id and mr.role_id = reach_of_role.role_id
      where m.is_active and m.user_id is not null
      order by m.name limit 20
    loop
      reach := reach || jsonb_build_object(
        'entity', entity_name, 'member', member.id,
        'rows', engine.count_visible(own_key, entity_name, member.user_id)
      );
    end loop;
  end loop;
  return reach;
end;
$$;
comment on function engine.reach_of_role is 'Rows per readable entity and member (the first twenty by name).';

create function engine.column_rights(role_id uuid)
returns table (entity text, action text, field text)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select c.table_name, c.action, c.column_name from engine.permitted_columns as c where c.role_id = column_rights.role_id
  union all
  select e.name, p.action, null
  from config.permissions as p join config.entities as e on e.id = p.entity_id
  where p.role_id = column_rights.role_id;
$$;
comment on function engine.column_rights is 'Every right of a role: one row per entity and action, one more per field.';

create function engine.differing_counts(before jsonb, after jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'entity', entity, 'member', member, 'before', coalesce(b.rows, 0), 'after', coalesce(a.rows, 0)
  ) order by entity, member), '[]')
  from jsonb_to_recordset(before) as b (entity text, member uuid, rows bigint)
  full join jsonb_to_recordset(after) as a (entity text, member uuid, rows bigint) using (entity, member)
  where coalesce(b.rows, 0) <> coalesce(a.rows, 0);
$$;
comment on function engine.differing_counts is 'Pairs of counts that differ, per entity and member.';

-- The change is made for real and taken back: the review goes the very way that saving will go.
create function config.review_role(role_id uuid, document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  rights_before jsonb;
  rights_after jsonb;
  reach_before jsonb;
  reach_after jsonb;
begin
  perform engine.require_right('roles');
  perform engine.require_document(role_id, document);
  select jsonb_agg(to_jsonb(c)) into rights_before from engine.column_rights(role_id) as c;
  reach_before := engine.reach_of_role(role_id);
  begin
    perform engine.write_role(role_id, document);
    select jsonb_agg(to_jsonb(c)) into rights_after from engine.column_rights(role_id) as c;
    reach_after := engine.reach_of_role(role_id);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return jsonb_build_object(
    'gained', coalesce((
      select jsonb_agg(x) from (
        select jsonb_array_elements(rights_after) as x except select jsonb_array_elements(rights_before)
      ) as t
    ), '[]'),
    'lost', coalesce((
      select jsonb_agg(x) from (
        select jsonb_array_elements(rights_before) as x except select jsonb_array_elements(rights_after)
      ) as t
    ), '[]'),
    'counts', engine.differing_counts(reach_before, reach_after),
    'members', (
      select coalesce(jsonb_agg(engine.person_json(m) order by m.name), '[]')
      from config.members as m join config.member_roles as mr on mr.member_id = m.id
      where mr.role_id = review_role.role_id
    )
  );
end;
$$;
comment on function config.review_role is
  'What saving this document would change: rights gained and lost, rows before and after per member. Changes nothing.';
