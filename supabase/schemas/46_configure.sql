-- The words in which an app describes itself: groups, entities, fields, variables, scopes, roles, permissions.
-- Each may be said again; the last word counts.

create function engine.define_group(key text, label jsonb, "position" integer default 0, icon text default null)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.navigation_groups (key, label, position, icon)
  values (define_group.key, define_group.label, define_group.position, define_group.icon)
  on conflict on constraint navigation_groups_pkey do update
  set label = excluded.label, position = excluded.position, icon = excluded.icon;
$$;
comment on function engine.define_group is 'A heading of the navigation.';

create function engine.entity_id(entity_name text)
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_id uuid;
begin
  select e.id into found_id from config.entities as e where e.name = entity_name;
  if not found then
    perform engine.refuse('unknown_entity', format('There is no entity %s', entity_name));
  end if;
  return found_id;
end;
$$;
comment on function engine.entity_id is 'Id of an entity by name. Reason unknown_entity.';

create function engine.describe_field(entity_name text, field_name text, options jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update config.fields as f set
    type = coalesce(describe_field.options ->> 'type', f.type),
    label = coalesce(describe_field.options -> 'label', f.label::jsonb),
    position = coalesce((describe_field.options ->> 'position')::integer, f.position),
    is_hidden = coalesce((describe_field.options ->> 'hidden')::boolean, f.is_hidden),
    is_read_only = coalesce((describe_field.options ->> 'read_only')::boolean, f.is_read_only),
    options = f.options || (describe_field.options - array['type', 'label', 'position', 'hidden', 'read_only'])
  where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
  if not found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, field_name));
  end if;
end;
$$;
comment on function engine.describe_field is
  'What the catalog cannot tell of a field: type, label, position, hidden, read_only, and options such as choices, or choices_of roles.';

create function engine.define_variable(key text, entity_name text, label jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.variables (key, entity_id, label)
  values (define_variable.key, engine.entity_id(entity_name), define_variable.label)
  on conflict on constraint variables_pkey do update set entity_id = excluded.entity_id, label = excluded.label;
$$;
comment on function engine.define_variable is 'A member''s own set of records of an entity, named in conditions.';

create function engine.define_scope(key text, label jsonb, condition jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.scopes (key, label, condition)
  values (define_scope.key, define_scope.label, define_scope.condition)
  on conflict on constraint scopes_key_key do update set label = excluded.label, condition = excluded.condition;
$$;
comment on function engine.define_scope is 'A named row condition.';

create function engine.define_role(key text, label jsonb, options jsonb default '{}')
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.roles (key, label, rank, requires_mfa, can_view_as, may_configure)
  values (
    define_role.key, define_role.label, coalesce((options ->> 'rank')::integer, 50),
    coalesce((options ->> 'requires_mfa')::boolean, false), coalesce((options ->> 'can_view_as')::boolean, false),
    engine.text_array(options -> 'may_configure')
  )
  on conflict on constraint roles_key_key do update set
    label = excluded.label, rank = excluded.rank, requires_mfa = excluded.requires_mfa,
    can_view_as = excluded.can_view_as, may_configure = excluded.may_configure;
$$;
comment on function engine.define_role is 'A role with rank, requires_mfa, can_view_as and may_configure.';
