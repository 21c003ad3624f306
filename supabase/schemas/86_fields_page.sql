-- What the studio shows of entities and their fields, whatever the admin himself may read.

create function engine.field_rows(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with columns as materialized (
    select c.table_oid, c.column_number, c.column_name, c.type_name, c.is_generated from engine.columns as c
    where c.table_name = entity.name
  )
  select coalesce(jsonb_agg(d.described || jsonb_build_object(
    'columnType', c.type_name,
    'default', pg_get_expr(g.adbin, g.adrelid),
    'isIndexed', exists (
      select from pg_catalog.pg_index as i
      where i.indrelid = c.table_oid and i.indkey[0] = c.column_number and not i.indisunique
    ),
    'isMadeHere', f.is_made_here,
    'see', engine.field_roles(entity.id, f.id, '{read}'),
    'edit', case when f.is_read_only or c.is_generated then '{}' else engine.field_roles(entity.id, f.id, '{create,update}') end
  ) order by f.position, f.name), '[]')
  from engine.described_fields(null) as d
  join config.fields as f on f.id = (d.described ->> 'id')::uuid
  join columns as c on c.column_name = f.name
  left join pg_catalog.pg_attrdef as g on g.adrelid = c.table_oid and g.adnum = c.column_number and not c.is_generated
  where d.entity_id = entity.id and f.name !~ '_(grams|hash)$';
$$;
comment on function engine.field_rows is 'The fields of an entity with column, default and the roles that see and edit them.';

create function engine.lookup_rows(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(d.described || jsonb_build_object(
    'columnType', '', 'default', null, 'isIndexed', false, 'isMadeHere', true, 'edit', '[]'::jsonb,
    'see', to_jsonb(array(
      select k from unnest(engine.field_roles(l.entity_id, l.relation_id, '{read}')) as k
      where k = any (engine.field_roles((select f.entity_id from config.fields as f where f.id = l.source_id), l.source_id, '{read}'))
    ))
  ) order by l.position, l.name), '[]')
  from engine.described_fields(null) as d
  join engine.lookups as l on l.id = (d.described ->> 'id')::uuid
  where d.entity_id = entity.id;
$$;
comment on function engine.lookup_rows is 'The lookups of an entity in the form of its fields.';

create function config.fields_page(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  shown config.entities;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  return jsonb_build_object(
    'entity', jsonb_build_object('name', shown.name, 'label', engine.label_of_entity(shown.name), 'icon', shown.icon,
      'group', shown.group_key, 'isHidden', shown.is_hidden, 'titleField', shown.title_field, 'origin', shown.origin,
      'help', (
        select l.help from engine.labels as l
        where l.table_oid = to_regclass(format('public.%I', shown.name)) and l.column_number = 0
      )),
    'fields', engine.field_rows(shown) || engine.lookup_rows(shown),
    'roles', (
      select coalesce(jsonb_agg(engine.role_json(r) || jsonb_build_object('mayEdit', exists (
        select from config.permissions as p
        where p.role_id = r.id and p.entity_id = shown.id and p.action in ('create', 'update')
      )) order by r.rank, r.key), '[]')
      from config.roles as r
      where exists (
        select from config.permissions as p where p.role_id = r.id and p.entity_id = shown.id and p.action = 'read'
      )
    ),
    'access', jsonb_build_object(
      'other', engine.default_access(shown.id, 'text'), 'money', engine.default_access(shown.id, 'money')
    ),
    'targets', (
      select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'label', engine.label_of_entity(e.name))
        order by e.is_hidden, e.position, e.name), '[]')
      from config.entities as e
    ),
    'trash', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', t.field_name, 'label', t.label, 'at', t.at, 'type', t.kept -> 'field' ->> 'type'
      ) order by t.at desc), '[]')
      from config.trash as t where t.entity_name = shown.name and t.field_name is not null
    )
  );
end;
$$;
comment on function config.fields_page is
  'An entity with all its fields, who sees and edits them, roles to choose from, and its trash. Needs the right entities.';

create function config.entities_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return jsonb_build_object(
    'entities', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', e.name, 'label', engine.label_of_entity(e.name), 'icon', e.icon, 'group', e.group_key,
        'position', e.position, 'isHidden', e.is_hidden,
        'fields', (select count(*) from config.fields as f where f.entity_id = e.id and f.name !~ '_(grams|hash)$'),
        'trash', (select count(*) from config.trash as t where t.entity_name = e.name)
      ) order by e.position, e.name), '[]')
      from config.entities as e
    ),
    'trash', (
      select coalesce(jsonb_agg(jsonb_build_object('name', t.entity_name, 'label', t.label, 'at', t.at) order by t.at desc), '[]')
      from config.trash as t where t.field_name is null
    ),
    'tables', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', t.table_name, 'label', t.label, 'rows', t.row_estimate, 'problem', t.problem
      ) order by t.table_name), '[]')
      from engine.adoptable_tables() as t
    )
  );
end;
$$;
comment on function config.entities_page is 'All entities in short, and tables that could become some. Needs the right entities.';
