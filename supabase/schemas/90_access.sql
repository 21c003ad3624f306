-- Who reaches one record: asked where row security cannot answer, that is for files, and for members other than the caller.

create function engine.reaches(role_key text, wanted_action text, entity config.entities, record_id text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks at the row with the role's own scope written out
as $$
declare
  scope jsonb;
  key_type text;
  key_column constant text := engine.primary_key(entity.name);
  reached boolean;
begin
  select coalesce(s.condition, '{"all": []}') into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = reaches.role_key and r.is_active
  left join config.scopes as s on s.id = p.scope_id
  where p.entity_id = entity.id and p.action = wanted_action;
  if not found then
    return false;
  end if;
  select c.type_name into key_type from engine.columns as c
  where c.table_name = entity.name and c.column_name = key_column;
  if key_type is null or not pg_input_is_valid(record_id, key_type) then
    return false;
  end if;
  execute format('select %s from public.%I as t where t.%I = $1::%s',
    engine.condition_sql(entity.name, 't', scope, 1, role_key), entity.name, key_column, key_type
  ) into reached using record_id;
  return coalesce(reached, false);
end;
$$;
comment on function engine.reaches is
  'Whether a role may read, update or delete one record, for the member that the token names.';

create function engine.entity_of(entity_id uuid)
returns config.entities
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select e.* from config.entities as e where e.id = entity_of.entity_id;
$$;
comment on function engine.entity_of is 'An entity by its id.';

-- With his own sets, in any role that he holds: he can always switch to it.
create function engine.member_reaches(member config.members, entity config.entities, record_id text)
returns boolean
language plpgsql volatile security definer set search_path = '' -- asks in another member's name
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  reached boolean;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', member.user_id)::text, true);
  perform set_config('request.headers', '', true);
  select coalesce(bool_or(engine.reaches(r.key, 'read', entity, record_id)), false) into reached
  from config.member_roles as mr
  join config.roles as r on r.id = mr.role_id
  where mr.member_id = member.id;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
  return reached;
end;
$$;
comment on function engine.member_reaches is 'Whether a member may read one record in one of his roles.';

create function engine.require_record(entity_name text, record_id text, wanted_action text default 'read')
returns config.entities
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
  role_key constant text := engine.current_role_key();
begin
  if role_key is null then
    return entity; -- the operator
  elsif not engine.reaches(role_key, 'read', entity, record_id) then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  elsif wanted_action <> 'read' and not engine.reaches(role_key, wanted_action, entity, record_id) then
    perform engine.refuse('not_allowed_or_gone', 'This record is gone, or you may not change it', errcode => '42501');
  end if;
  return entity;
end;
$$;
comment on function engine.require_record is
  'The entity of a record that the caller''s role may read, and change if that is asked. Reasons not_found (404), not_allowed_or_gone (403).';
