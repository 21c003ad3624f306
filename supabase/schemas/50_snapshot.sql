-- Everything the app needs to draw itself for one member, in one call. Rights come from the catalog, not from
-- configuration, so the app never promises what Postgres would refuse.

create function engine.field_json(field config.fields, table_name text, role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', field.id,
    'name', field.name,
    'label', coalesce(
      field.label::jsonb, engine.label_of_comment(c.comment, 1, engine.humanised(field.name))
    ),
    'help', engine.label_of_comment(c.comment, 2, null),
    'type', field.type,
    'options', jsonb_strip_nulls(jsonb_build_object(
      'scale', c.scale, 'max_length', c.max_length,
      'choices', (
        select jsonb_agg(jsonb_build_object(
          'value', v.value,
          'label', jsonb_build_object('en', engine.humanised(v.value), 'zh-CN', engine.humanised(v.value))
        ) order by v.position)
        from unnest(engine.allowed_values(table_name, field.name)) with ordinality as v (value, position)
      )
    )) || field.options,
    'isRequired', c.is_required,
    'isUnique', exists (
      select from engine.unique_columns as u
      where u.table_name = field_json.table_name and u.column_name = field.name
    ),
    'isHidden', field.is_hidden,
    'hasDefault', c.has_default,
    'isGenerated', c.is_generated,
    'relation', (
      select jsonb_build_object('entity', f.target_table, 'constraint', f.constraint_name)
      from engine.foreign_keys as f
      where f.table_name = field_json.table_name and f.column_name = field.name and f.target_schema = 'public'
      limit 1
    ),
    'gramsColumn', (
      select g.column_name from engine.columns as g
      where g.table_name = field_json.table_name and g.column_name = field.name || '_grams'
        and has_column_privilege(role_name, g.table_oid, g.column_number, 'select')
    ),
    'canRead', has_column_privilege(role_name, c.table_oid, c.column_number, 'select'),
    'canCreate', has_column_privilege(role_name, c.table_oid, c.column_number, 'insert'),
    'canUpdate', has_column_privilege(role_name, c.table_oid, c.column_number, 'update'),
    'position', field.position
  ))
  from engine.columns as c
  where c.table_name = field_json.table_name and c.column_name = field.name;
$$;
comment on function engine.field_json is 'One field as the app sees it in a role; null when its column is gone.';

create function engine.children_json(table_name text, role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select coalesce(jsonb_agg(
    jsonb_build_object('entity', f.table_name, 'field', f.column_name) order by child.position, f.column_name
  ), '[]')
  from engine.foreign_keys as f
  join config.entities as child on child.name = f.table_name
  where f.target_table = children_json.table_name and f.target_schema = 'public'
    and has_column_privilege(role_name, format('public.%I', f.table_name)::regclass, f.column_name, 'select');
$$;
comment on function engine.children_json is 'Entities that point here and that the role may read.';

create function engine.entity_json(entity config.entities, role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', entity.id,
    'name', entity.name,
    'label', coalesce(
      entity.label::jsonb,
      engine.label_of_comment(obj_description(t.oid, 'pg_class'), 1, engine.humanised(entity.name))
    ),
    'help', engine.label_of_comment(obj_description(t.oid, 'pg_class'), 2, null)
  )) || jsonb_build_object(
    'group', entity.group_key,
    'icon', entity.icon,
    'position', entity.position,
    'isHidden', entity.is_hidden,
    'primaryKey', engine.primary_key(entity.name),
    'versionField', engine.version_field(entity.name),
    'titleField', entity.title_field,
    'searchFields', entity.search_fields,
    'listFields', entity.list_fields,
    'defaultSort', entity.default_sort,
    'actions', (
      select jsonb_object_agg(a.action, exists (
        select from config.permissions as p
        join config.roles as r on r.id = p.role_id
        where p.entity_id = entity.id and p.action = a.action
          and engine.role_name(r.key) = entity_json.role_name
      ))
      from unnest(array['create', 'update', 'delete', 'export', 'import']) as a (action)
    ),
    'fields', (
      select coalesce(jsonb_agg(described order by f.position), '[]')
      from config.fields as f
      cross join lateral engine.field_json(f, entity.name, role_name) as described
      where f.entity_id = entity.id
        and ((described -> 'canRead')::boolean or (described -> 'canCreate')::boolean
          or (described -> 'canUpdate')::boolean)
    ),
    'children', engine.children_json(entity.name, role_name)
  )
  from (select to_regclass(format('public.%I', entity.name))) as t (oid);
$$;
comment on function engine.entity_json is 'One entity with its fields as the app sees it in a role.';

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
