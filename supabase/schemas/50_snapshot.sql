-- What the app needs to draw itself in a role. Rights come from the catalog, not from configuration, so the app
-- never promises what Postgres would refuse. Set-based: hundreds of fields in one pass.

create function engine.choices_of(allowed text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('value', value, 'label', engine.label_of_name(value)) order by position)
  from unnest(allowed) with ordinality as v (value, position);
$$;
comment on function engine.choices_of is 'Choices for values that nobody has described yet; null for none.';

create function engine.described_fields(role_name text)
returns table (entity_id uuid, "position" integer, described jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with columns as materialized (
    select c.*,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'select') as can_read,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'insert') as can_create,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'update') as can_update
    from engine.columns as c
  ), foreign_keys as materialized (
    select distinct on (k.table_name, k.column_name) k.*
    from engine.foreign_keys as k where k.target_schema = 'public'
    order by k.table_name, k.column_name, k.constraint_name
  ), unique_columns as materialized (
    select distinct u.table_name, u.column_name from engine.unique_columns as u
  ), labels as materialized (
    select * from engine.labels
  ), presets as materialized (
    select p.entity_id, p.presets
    from config.permissions as p join config.roles as r on r.id = p.role_id
    where engine.role_name(r.key) = role_name and p.action = 'create'
  ), checked_values as materialized (
    select * from engine.checked_values -- read only when some choice is not described
  )
  select f.entity_id, f.position, jsonb_strip_nulls(jsonb_build_object(
    'id', f.id,
    'name', f.name,
    'label', coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name)),
    'help', l.help,
    'type', f.type,
    'options', jsonb_strip_nulls(jsonb_build_object(
      'scale', case when c.type_name like 'numeric%' then c.scale end, 'max_length', c.max_length,
      'choices', case when f.options ->> 'choices_of' = 'roles' then (
        select jsonb_agg(jsonb_build_object('value', r.key, 'label', r.label) order by r.rank, r.key)
        from config.roles as r where r.is_active
      ) when f.type in ('choice', 'multi_choice') and not f.options ? 'choices' then (
        select engine.choices_of(v.allowed) from checked_values as v
        where v.table_name = e.name and v.column_name = f.name
        order by v.constraint_name
        limit 1
      ) end
    )) || f.options,
    'isRequired', c.is_required,
    'isUnique', u.column_name is not null,
    'isHidden', f.is_hidden,
    'hasDefault', c.has_default or coalesce(p.presets ? f.name, false),
    'isGenerated', c.is_generated,
    'isReadOnly', f.is_read_only,
    'isMadeHere', case when f.is_made_here then true end,
    'relation', case when k.column_name is not null then
      jsonb_build_object('entity', k.target_table, 'constraint', k.constraint_name)
    end,
    'gramsColumn', g.column_name,
    'canRead', c.can_read,
    'canCreate', c.can_create,
    'canUpdate', c.can_update,
    'position', f.position
  ))
  from config.fields as f
  join config.entities as e on e.id = f.entity_id
  join columns as c on c.table_name = e.name and c.column_name = f.name
  left join presets as p on p.entity_id = f.entity_id
  left join columns as g on g.table_name = e.name and g.column_name = f.name || '_grams' and g.can_read
  left join foreign_keys as k on k.table_name = e.name and k.column_name = f.name
  left join unique_columns as u on u.table_name = e.name and u.column_name = f.name
  left join labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
  where role_name is null or c.can_read or c.can_create or c.can_update
  union all
  select l.entity_id, l.position, jsonb_strip_nulls(jsonb_build_object(
    'id', l.id, 'name', l.name, 'label', l.label, 'help', l.help, 'type', source.type,
    'options', source.options - array['formula', 'rollup', 'currency_field'] || jsonb_strip_nulls(jsonb_build_object(
      'scale', case when c.type_name like 'numeric%' then c.scale end,
      'currency_field', case when source.options ? 'currency_field' then l.name || '__currency' end,
      'lookup', jsonb_build_object('relation', l.relation_name, 'entity', l.target_name, 'field', l.source_name,
        'constraint', k.constraint_name, 'currency', source.options -> 'currency_field')
    )),
    'isRequired', false, 'isUnique', false, 'isHidden', l.is_hidden, 'hasDefault', false, 'isGenerated', true,
    'isReadOnly', true, 'canRead', own.can_read and c.can_read, 'canCreate', false, 'canUpdate', false,
    'position', l.position
  ))
  from engine.lookups as l
  join config.fields as source on source.id = l.source_id
  join columns as own on own.table_name = l.entity_name and own.column_name = l.relation_name
  join columns as c on c.table_name = l.target_name and c.column_name = l.source_name
  join foreign_keys as k on k.table_name = l.entity_name and k.column_name = l.relation_name
  where role_name is null or own.can_read and c.can_read;
$$;
comment on function engine.described_fields is
  'Fields that a role may read or write, as the app sees them; for null all fields, without rights.';

create function engine.children_of_entities(role_name text)
returns table (entity_name text, children jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select k.target_table, jsonb_agg(
    jsonb_build_object('entity', k.table_name, 'field', k.column_name) order by child.position, k.column_name
  )
  from (
    select f.target_table, f.table_name, f.column_name from engine.foreign_keys as f where f.target_schema = 'public'
    union all
    select f.options -> 'links' ->> 'entity', e.name, f.name
    from config.fields as f join config.entities as e on e.id = f.entity_id where f.type = 'relations'
  ) as k
  join config.entities as child on child.name = k.table_name
  where has_column_privilege(role_name, to_regclass(format('public.%I', k.table_name)), k.column_name, 'select')
  group by k.target_table;
$$;
comment on function engine.children_of_entities is 'Per entity, the readable entities whose relation points to it.';

create function engine.actions_json(entity_id uuid, role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select jsonb_object_agg(a.action, exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id
    where p.entity_id = actions_json.entity_id and p.action = a.action
      and engine.role_name(r.key) = actions_json.role_name
  ))
  from unnest(array['create', 'update', 'delete', 'export', 'import']) as a (action);
$$;
comment on function engine.actions_json is 'Which actions beside reading a role has on an entity.';

create function engine.entities_json(role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with fields as materialized (
    select f.entity_id, jsonb_agg(f.described order by f.position) as list
    from engine.described_fields(role_name) as f group by f.entity_id
  ), children as materialized (
    select * from engine.children_of_entities(role_name)
  )
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('help', l.help)) || jsonb_build_object(
    'id', e.id,
    'name', e.name,
    'label', coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name)),
    'group', e.group_key,
    'icon', e.icon,
    'position', e.position,
    'isHidden', e.is_hidden,
    'primaryKey', k.primary_key,
    'versionField', k.version_field,
    'titleField', e.title_field,
    'searchFields', e.search_fields,
    'listFields', e.list_fields,
    'defaultSort', e.default_sort,
    'actions', engine.actions_json(e.id, role_name),
    'fields', fields.list,
    'children', coalesce(children.children, '[]')
  ) order by e.position, e.name), '[]')
  from config.entities as e
  cross join lateral (select to_regclass(format('public.%I', e.name))) as t (oid)
  join fields on fields.entity_id = e.id
  join engine.keys as k on k.table_name = e.name
  left join engine.labels as l on l.table_oid = t.oid and l.column_number = 0
  left join children on children.entity_name = e.name
  where has_any_column_privilege(role_name, t.oid, 'select');
$$;
comment on function engine.entities_json is 'All entities that a role may read, with their fields.';

create function engine.role_json(role config.roles)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('id', role.id, 'key', role.key, 'label', role.label);
$$;
comment on function engine.role_json is 'A role in short.';

create function engine.person_json(member config.members)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('id', member.id, 'name', member.name, 'isActive', member.is_active);
$$;
comment on function engine.person_json is 'A member as everybody may see him.';
