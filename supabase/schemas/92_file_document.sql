-- The configuration as one document that people read and compare: names instead of ids, no members, no secrets.

create function engine.without_defaults(value jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(without_defaults.value) as e
  where e.value not in ('null', 'false', '{}', '[]');
$$;
comment on function engine.without_defaults is 'An object without those of its own keys that say nothing: null, false, {} and [].';

-- Only literals and our three words; what else a column starts with belongs to whoever made the table.
create function engine.default_json(expression text, type text)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' -- reads field types
as $$
declare
  literal jsonb;
  fallback jsonb;
begin
  if expression ~ '^engine\.(today|member_id)\(\)$' or expression = 'now()' then
    return jsonb_build_object('variable', case expression
      when 'now()' then 'now' when 'engine.today()' then 'today' else 'me' end);
  elsif expression !~ '^(''([^'']|'''')*''(::[a-z0-9 ,()\[\]]+)?|[(]?-?[0-9.]+[)]?(::[a-z0-9 ,()]+)?|true|false)$' then
    return null;
  end if;
  execute format('select to_jsonb(%s)', expression) into literal;
  execute (select format('select to_jsonb(%L::%s)', t.fallback, t.column_type) from engine.field_types as t where t.name = type)
    into fallback;
  return nullif(literal, fallback);
exception when others then
  return null;
end;
$$;
comment on function engine.default_json is 'The default of a column as a field change says it; null for none, and for one of others.';

-- The table of links has a name of its own in every database.
create function engine.links_in_file(field config.fields)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when field.options ? 'links' then jsonb_strip_nulls(jsonb_build_object(
    'target', field.options -> 'links' -> 'entity', 'on_delete', case when exists (
      select from pg_catalog.pg_constraint as c
      where c.conrelid = to_regclass(format('public.%I', field.options -> 'links' ->> 'table')) and c.contype = 'f'
        and c.confdeltype = 'r'
    ) then 'refuse' end
  )) else '{}' end;
$$;
comment on function engine.links_in_file is 'What a relation to many points at, as a change that adds one says it; {} for any other field.';

create function engine.file_fields(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with columns as materialized (
    select c.* from engine.columns as c where c.table_name = entity.name
  ), labels as materialized (
    select l.* from engine.labels as l where l.table_oid = to_regclass(format('public.%I', entity.name))
  ), uniques as materialized (
    select u.column_name from engine.unique_columns as u where u.table_name = entity.name
  ), targets as materialized (
    select k.column_name, k.target_table from engine.foreign_keys as k
    where k.table_name = entity.name and k.target_schema = 'public'
  )
  select coalesce(jsonb_agg(engine.without_defaults(jsonb_build_object(
    'name', f.name, 'type', f.type,
    'label', coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name)), 'help', l.help,
    'options', f.options - 'links' || engine.links_in_file(f) || coalesce((
      select jsonb_build_object('target', t.target_table) from targets as t
      where t.column_name = f.name and f.type = 'relation' limit 1
    ), '{}'),
    'is_hidden', f.is_hidden, 'is_made_here', f.is_made_here
  ) || case when f.is_made_here and not c.is_generated and not f.is_read_only then jsonb_build_object(
    'is_required', c.is_required,
    'is_unique', exists (select from uniques as u where u.column_name = f.name),
    'is_indexed', to_regclass(format('public.%I', engine.short_name(format('%s_%s_idx', entity.name, f.name)))) is not null,
    'default', engine.default_json(pg_get_expr(d.adbin, d.adrelid), f.type)
  ) else '{}' end) order by f.position, f.name), '[]')
  from config.fields as f
  join columns as c on c.column_name = f.name
  left join labels as l on l.column_number = c.column_number
  left join pg_catalog.pg_attrdef as d on d.adrelid = c.table_oid and d.adnum = c.column_number
  where f.entity_id = entity.id and f.name !~ '_(grams|hash)$';
$$;
comment on function engine.file_fields is 'The fields of an entity as the file has them, in their order.';

create function engine.file_entities()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(engine.without_defaults(jsonb_build_object(
    'name', e.name, 'origin', e.origin, 'label', engine.label_of_entity(e.name), 'help', l.help, 'group', e.group_key,
    'icon', e.icon, 'position', e.position, 'is_hidden', e.is_hidden, 'title_field', e.title_field,
    'search_fields', e.search_fields, 'list_fields', e.list_fields, 'default_sort', e.default_sort
  )) || jsonb_build_object('fields', engine.file_fields(e)) order by e.position, e.name collate "C"), '[]')
  from config.entities as e
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0;
$$;
comment on function engine.file_entities is 'All entities with their fields as the file has them.';

create function engine.sorted(list jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select case when jsonb_typeof(list) = 'array' then (
    select coalesce(jsonb_agg(item order by item #>> '{}' collate "C"), '[]') from jsonb_array_elements(list) as item
  ) else list end;
$$;
comment on function engine.sorted is 'A list of texts in an order that no database disagrees about; anything else as it is.';

create function engine.file_role(document jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select '{"rank": 50, "is_active": true, "requires_mfa": false, "can_view_as": false}' || document || jsonb_build_object(
    'may_configure', coalesce(engine.sorted(document -> 'may_configure'), '[]'),
    'operations', coalesce(engine.sorted(document -> 'operations'), '[]'),
    'permissions', (
      select coalesce(jsonb_agg(engine.without_defaults(p - 'fields')
        || case when jsonb_typeof(p -> 'fields') = 'array' then jsonb_build_object('fields', engine.sorted(p -> 'fields')) else '{}' end
        order by p ->> 'entity' collate "C", p ->> 'action' collate "C"), '[]')
      from jsonb_array_elements(document -> 'permissions') as p
    )
  );
$$;
comment on function engine.file_role is 'A role as the file has it: everything sorted, nothing that says nothing.';

create function engine.configuration_file()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'format', 'kontor/1',
    'entities', engine.file_entities(),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition)
        order by s.key collate "C"), '[]')
      from config.scopes as s
    ),
    'roles', (
      select coalesce(jsonb_agg(engine.file_role(engine.role_document(r.id)) order by r.rank, r.key collate "C"), '[]')
      from config.roles as r
    )
  ) || (
    select jsonb_object_agg(s.name, engine.file_rows(s)) from engine.file_sections as s
    where to_regclass(format('config.%I', s.name)) is not null
  );
$$;
comment on function engine.configuration_file is 'The whole configuration as the file has it.';

create function config.configuration_file()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_right('roles');
  return engine.configuration_file();
end;
$$;
comment on function config.configuration_file is
  'The whole configuration with names instead of ids: no members, no secrets. Needs the rights entities and roles.';
