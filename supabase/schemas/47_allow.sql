-- Grants of configuration: which role may do what with which fields and rows of an entity.

create function engine.field_ids(entity_name text, field_names text[])
returns setof uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  field_name text;
begin
  foreach field_name in array field_names loop
    return query
      select f.id from config.fields as f
      where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
    if not found then
      perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, field_name));
    end if;
  end loop;
end;
$$;
comment on function engine.field_ids is 'Ids of fields by name. Reason unknown_field.';

create function engine.scope_id(scope_key text)
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_id uuid;
begin
  select s.id into found_id from config.scopes as s where s.key = scope_key;
  if not found and scope_key is not null then
    perform engine.refuse('unknown_scope', format('There is no scope %s', scope_key));
  end if;
  return found_id;
end;
$$;
comment on function engine.scope_id is 'Id of a scope by key, null for null. Reason unknown_scope.';

create function engine.allow(
  role_key text, entity_name text, action text,
  fields text[] default null, except_fields text[] default null, scope text default null,
  presets jsonb default '{}', validation jsonb default '[]'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  granted_id uuid;
begin
  if scope is not null then
    -- Without the role's other scopes: those may change in the same save.
    perform engine.check_condition_on(null, entity_name, s.condition)
    from config.scopes as s where s.id = engine.scope_id(scope);
  end if;
  perform engine.check_presets(entity_name, allow.action, allow.presets);
  perform engine.check_validation(entity_name, allow.action, allow.validation);
  insert into config.permissions as p (role_id, entity_id, action, all_fields, scope_id, presets, validation)
  select r.id, engine.entity_id(entity_name), allow.action, allow.fields is null and except_fields is null,
    engine.scope_id(scope), allow.presets, allow.validation
  from engine.role_ids(array[role_key]) as r (id)
  on conflict on constraint permissions_role_id_entity_id_action_key do update
  set all_fields = excluded.all_fields, scope_id = excluded.scope_id,
    presets = excluded.presets, validation = excluded.validation
  returning p.id into granted_id;

  delete from config.permission_fields as pf where pf.permission_id = granted_id;
  insert into config.permission_fields (permission_id, field_id)
  select granted_id, f.id from engine.field_ids(entity_name, allow.fields) as f (id)
  where allow.fields is not null
  union
  select granted_id, f.id from config.fields as f
  where allow.fields is null and except_fields is not null
    and f.entity_id = engine.entity_id(entity_name)
    and f.id not in (select engine.field_ids(entity_name, except_fields));
end;
$$;
comment on function engine.allow is
  'Allows an action. Neither `fields` nor `except_fields` = all fields, future ones too; no scope = all rows.
Presets and validation as in config.permissions. Reasons unknown_…, invalid_preset, invalid_validation.';
