-- The public call around the snapshot, and the switch between a member's roles.

create function config.snapshot()
returns jsonb
language sql stable security definer set search_path = '' -- shows each member his own part of config
as $$
  select jsonb_build_object(
    'version', i.configuration_version,
    'member', jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email),
    'role', engine.role_json(r) || jsonb_build_object(
      'canViewAs', r.can_view_as, 'requiresMfa', r.requires_mfa, 'mayConfigure', r.may_configure
    ),
    'roles', (
      select jsonb_agg(engine.role_json(held) order by held.rank, held.key)
      from config.member_roles as mr
      join config.roles as held on held.id = mr.role_id and held.is_active
      where mr.member_id = m.id
    ),
    'viewAs', case when engine.viewed_role_id() is not null then (
      select jsonb_strip_nulls(jsonb_build_object(
        'role', engine.role_json(viewed),
        'member', (select engine.person_json(v) from config.members as v where v.id = engine.viewed_member_id())
      ))
      from config.roles as viewed where viewed.id = engine.viewed_role_id()
    ) end,
    'groups', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', g.key, 'label', g.label, 'icon', g.icon, 'position', g.position
      ) order by g.position), '[]')
      from config.navigation_groups as g
    ),
    'entities', (
      select coalesce(jsonb_agg(entity
        || jsonb_build_object('views', coalesce(v.views, '[]'), 'form', f.form) order by place), '[]')
      from jsonb_array_elements(engine.entities_json(current_setting('role'))) with ordinality as e (entity, place)
      left join engine.views_json(
        current_setting('role'), engine.member_id(), coalesce(engine.viewed_role_id(), r.id)
      ) as v on v.entity_name = entity ->> 'name'
      left join engine.forms_json(current_setting('role'), coalesce(engine.viewed_role_id(), r.id)) as f
        on f.entity_name = entity ->> 'name'
    ),
    'operations', engine.operations_json(current_setting('role')),
    'people', (select jsonb_agg(engine.person_json(p) order by p.name) from config.members as p),
    'settings', jsonb_build_object('name', s.name, 'timeZone', s.time_zone, 'currency', s.currency,
      'appearance', engine.appearance_json(s))
  )
  from config.members as m
  join config.roles as r on r.id = engine.active_role_id(m.id)
  cross join config.settings as s
  cross join engine.installation as i
  where m.id = engine.signed_in_member_id();
$$;
comment on function config.snapshot is
  'Entities, fields with rights, roles, people and settings of the signed-in member in his active role (or as viewed).';

create function config.switch_role(role_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- a member may change this one column of his own row
as $$
begin
  update config.members as m set active_role_id = switch_role.role_id
  where m.id = engine.signed_in_member_id()
    and exists (
      select from config.member_roles as mr
      join config.roles as r on r.id = mr.role_id and r.is_active
      where mr.member_id = m.id and mr.role_id = switch_role.role_id
    );
  if not found then
    perform engine.refuse('role_not_held', 'You do not hold this role', errcode => '42501');
  end if;
end;
$$;
comment on function config.switch_role is
  'Makes one of the caller''s own roles the active one, in all his open tabs at the next request. Reason role_not_held.';
