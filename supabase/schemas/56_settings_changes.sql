-- The part of a change that is neither a field nor an operation: settings of a role and of its cells.

create function engine.changed_keys(before jsonb, after jsonb, keys text[], about jsonb default '{}')
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(about || jsonb_build_object(
    'setting', key, 'before', before -> key, 'after', after -> key
  ) order by position), '[]')
  from unnest(keys) with ordinality as k (key, position)
  where before -> key is distinct from after -> key;
$$;
comment on function engine.changed_keys is 'Which of these keys differ between two objects: setting, before, after, and what it is about.';

create function engine.changed_settings(before jsonb, after jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select engine.changed_keys(
    before, after, array['label', 'rank', 'requires_mfa', 'can_view_as', 'may_configure', 'is_active']
  ) || coalesce((
    select jsonb_agg(change order by b.cell ->> 'entity', b.cell ->> 'action')
    from jsonb_array_elements(before -> 'permissions') as b (cell)
    join jsonb_array_elements(after -> 'permissions') as a (cell)
      on a.cell ->> 'entity' = b.cell ->> 'entity' and a.cell ->> 'action' = b.cell ->> 'action'
    cross join lateral jsonb_array_elements(engine.changed_keys(
      b.cell, a.cell, array['scope', 'presets', 'validation'],
      jsonb_build_object('entity', a.cell ->> 'entity', 'action', a.cell ->> 'action')
    )) as change
  ), '[]');
$$;
comment on function engine.changed_settings is
  'Settings that differ between two documents of a role, of the role itself and of cells that both have.';
