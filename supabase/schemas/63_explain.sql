-- Why can this member not see or edit this? The first thing that stands in the way, in data that the app puts into words.

create function engine.holds_for(table_name text, record_id text, condition_sql text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks at a row that the asked-for member may not see
as $$
declare
  holds boolean;
begin
  execute format(
    'select %s from public.%I as t where t.%I::text = $1', condition_sql, table_name, engine.primary_key(table_name)
  ) into holds using record_id;
  return coalesce(holds, false);
end;
$$;
comment on function engine.holds_for is 'Whether a compiled condition over alias t holds for one record; false without the record.';

-- Named as people see it, also where the reader may not read the fields on the way.
create function engine.path_label(table_name text, path text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  step text;
  step_label jsonb;
  whole jsonb;
begin
  foreach step in array string_to_array(path, '.') loop
    select coalesce(f.label::jsonb, l.label) into step_label
    from engine.columns as c
    join config.entities as e on e.name = c.table_name
    join config.fields as f on f.entity_id = e.id and f.name = c.column_name
    left join engine.labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
    where c.table_name = path_label.table_name and c.column_name = step;
    step_label := coalesce(step_label, engine.label_of_name(step));
    whole := case when whole is null then step_label else jsonb_build_object(
      'en', (whole ->> 'en') || ' › ' || (step_label ->> 'en'),
      'zh-CN', (whole ->> 'zh-CN') || ' › ' || (step_label ->> 'zh-CN')
    ) end;
    select k.target_table into table_name from engine.foreign_keys as k
    where k.table_name = path_label.table_name and k.column_name = step limit 1;
  end loop;
  return whole;
end;
$$;
comment on function engine.path_label is 'Label of a field path such as order_id.channel_id: "Order › Channel".';

create function engine.explain_condition(role_key text, table_name text, record_id text, node jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- looks at a row that the asked-for member may not see
as $$
declare
  parts jsonb;
  group_key constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
begin
  if group_key is not null then
    select jsonb_agg(engine.explain_condition(role_key, table_name, record_id, part)) into parts
    from jsonb_array_elements(node -> group_key) as part;
    node := jsonb_build_object(group_key, coalesce(parts, '[]'));
  elsif node ? 'not' then
    node := jsonb_build_object('not', engine.explain_condition(role_key, table_name, record_id, node -> 'not'));
  elsif node ? 'field' then
    node := node || jsonb_strip_nulls(jsonb_build_object(
      'label', engine.path_label(table_name, node ->> 'field'),
      'variableLabel', (select v.label from config.variables as v where v.key = node ->> 'variable')
    ));
  end if;
  return node || jsonb_build_object('holds', engine.holds_for(
    table_name, record_id, engine.condition_sql(table_name, 't', node, 1, role_key)
  ));
end;
$$;
comment on function engine.explain_condition is
  'The condition tree with `holds` at every node, for one record, and labels for fields and variables.';

create function engine.member_obstacle(member_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- reads auth and config
as $$
  select case
    when m.user_id is null then jsonb_build_object('reason', 'no_login')
    when not m.is_active then jsonb_build_object('reason', 'member_inactive')
    when u.banned_until > now() then jsonb_build_object('reason', 'user_banned')
    when m.initial_password_digest = engine.password_digest(u.encrypted_password)
      then jsonb_build_object('reason', 'password_change_required')
    when r.id is null then jsonb_build_object('reason', 'no_active_role')
    when r.requires_mfa and not exists (
      select from auth.mfa_factors as f where f.user_id = m.user_id and f.status = 'verified'
    ) then jsonb_build_object('reason', 'mfa_required', 'role', r.label)
  end
  from config.members as m
  left join auth.users as u on u.id = m.user_id
  left join config.roles as r on r.id = engine.active_role_id(m.id)
  where m.id = member_obstacle.member_id;
$$;
comment on function engine.member_obstacle is 'What keeps a member from working at all; null when nothing does.';

create function engine.is_fixed_field(entity text, field text)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select exists (
    select from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as c on c.table_name = e.name and c.column_name = f.name
    where e.name = is_fixed_field.entity and f.name = field and (f.is_read_only or c.is_generated)
  );
$$;
comment on function engine.is_fixed_field is 'Whether a field is written by the database alone, whatever a role may do.';

-- Which part is true would tell a field of a record that the asker may not see.
create function engine.without_truth(node jsonb)
returns jsonb
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  group_key constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
begin
  if group_key is null then
    return node - 'holds';
  end if;
  return (node - 'holds') || jsonb_build_object(group_key, coalesce((
    select jsonb_agg(engine.without_truth(part) order by position)
    from jsonb_array_elements(node -> group_key) with ordinality as parts (part, position)
  ), '[]'));
end;
$$;
comment on function engine.without_truth is 'An explained condition in which no part says whether it holds.';

create function config.explain(
  member_id uuid, entity text, action text, record_id text default null, field text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads auth, config and the row
as $$
declare
  own_key text;
  own_label jsonb;
  permission record;
  explained jsonb;
  obstacle jsonb;
begin
  if member_id is distinct from engine.member_id() then
    perform engine.require_right('roles');
  end if;
  obstacle := engine.member_obstacle(member_id);
  if obstacle is not null then
    return obstacle || jsonb_build_object('allowed', false);
  end if;
  select r.key, r.label into own_key, own_label from config.roles as r where r.id = engine.active_role_id(member_id);
  select p.id, s.condition, s.label as scope_label into permission
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = own_key
  join config.entities as e on e.id = p.entity_id and e.name = explain.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = explain.action;
  if not found then
    return jsonb_build_object('allowed', false, 'reason', 'action_not_granted', 'role', own_label);
  elsif action in ('create', 'update') and engine.is_fixed_field(entity, field) then
    return jsonb_build_object('allowed', false, 'reason', 'field_read_only', 'role', own_label, 'field', field);
  elsif field is not null and not exists (
    select from engine.permitted_columns_of(array[explain.entity], array[own_key]) as c
    where c.action = explain.action and c.column_name = explain.field
  ) then
    return jsonb_build_object('allowed', false, 'reason', 'field_not_granted', 'role', own_label, 'field', field);
  elsif record_id is null or permission.condition is null then
    return jsonb_build_object('allowed', true, 'role', own_label);
  end if;
  explained := engine.explain_as(member_id, own_key, entity, record_id, permission.condition);
  return jsonb_build_object(
    'allowed', explained -> 'holds', 'role', own_label, 'scope', permission.scope_label,
    'condition', case when engine.may_configure('roles') then explained else engine.without_truth(explained) end
  ) || case when (explained -> 'holds')::boolean then '{}'::jsonb else '{"reason": "outside_scope"}'::jsonb end;
end;
$$;
comment on function config.explain is
  'Whether a member may do this to a record (and field), and if not, why: reason, role, scope and condition. For oneself,
or with the right roles, which also shows the truth of each part.';

create function engine.explain_as(member_id uuid, role_key text, entity text, record_id text, condition jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- evaluates the condition as another member
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  explained jsonb;
begin
  perform set_config('request.jwt.claims', (
    select jsonb_build_object('sub', m.user_id)::text from config.members as m where m.id = explain_as.member_id
  ), true);
  explained := engine.explain_condition(role_key, entity, record_id, condition);
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  return explained;
end;
$$;
comment on function engine.explain_as is 'engine.explain_condition with variables such as me resolved for another member.';
