-- What the role pages show, whatever the admin himself may read: who configures need not read.

create function engine.configurable_entities()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with fields as (
    select f.entity_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'name', f.described -> 'name', 'label', f.described -> 'label', 'type', f.described -> 'type',
      'is_generated', f.described -> 'isGenerated', 'is_read_only', f.described -> 'isReadOnly',
      'is_hidden', f.described -> 'isHidden', 'options', f.described -> 'options',
      'relation', f.described -> 'relation'
    )) order by f.position) as list
    from engine.described_fields(null) as f
    -- The search companion of a field comes and goes with it.
    where f.described ->> 'name' !~ '_grams$'
    group by f.entity_id
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'name', e.name, 'label', coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name)),
    'group', e.group_key, 'position', e.position, 'fields', fields.list
  ) order by e.position, e.name), '[]')
  from config.entities as e
  join fields on fields.entity_id = e.id
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0;
$$;
comment on function engine.configurable_entities is 'All entities with all their fields, for those who give rights to them.';

create function engine.scope_uses(scope_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(jsonb_build_object('role', r.key, 'entity', e.name, 'action', p.action)
    order by r.rank, r.key, e.name, p.action), '[]')
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.scope_id = scope_uses.scope_id;
$$;
comment on function engine.scope_uses is 'Where a scope is used: role, entity, action.';

create function engine.role_row_json(role config.roles)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'id', role.id, 'key', role.key, 'label', role.label, 'rank', role.rank, 'requires_mfa', role.requires_mfa,
    'can_view_as', role.can_view_as, 'may_configure', role.may_configure, 'is_active', role.is_active,
    'members', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name), '[]')
      from config.member_roles as mr join config.members as m on m.id = mr.member_id
      where mr.role_id = role.id
    ),
    'entities', (
      select coalesce(jsonb_agg(e.name order by e.position, e.name), '[]')
      from config.permissions as p join config.entities as e on e.id = p.entity_id
      where p.role_id = role.id and p.action = 'read'
    ),
    'operations', (select count(*) from config.role_operations as ro where ro.role_id = role.id)
  );
$$;
comment on function engine.role_row_json is 'A role with its members and what it reaches, for the list of roles.';

create function config.roles_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(engine.role_row_json(r) order by r.rank, r.key), '[]') from config.roles as r),
    'entities', engine.configurable_entities(),
    'operations', engine.operations_json(null),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'label', v.label, 'entity', e.name) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    ),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'key', s.key, 'label', s.label, 'condition', s.condition, 'used_by', engine.scope_uses(s.id)
      ) order by s.key), '[]')
      from config.scopes as s
    )
  );
end;
$$;
comment on function config.roles_page is
  'Roles, all entities and fields, operations, variables and scopes. Needs the right roles, not the right to read.';
