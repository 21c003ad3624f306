-- What lies between the file and the database, as changes of fields and entities. Asked again after every pass:
-- a relation waits for its target, a formula for its fields.

create function engine.differing(wanted jsonb, present jsonb, keys text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(k, coalesce(wanted -> k, case when k like 'is\_%' then 'false' else 'null' end::jsonb)), '{}')
  from unnest(keys) as k where wanted -> k is distinct from present -> k;
$$;
comment on function engine.differing is 'Those of the keys that differ, with what is wanted; what is not said is false or null.';

-- As far as the roles are there; what they may do at last is written after all fields.
create function engine.access_in_file(file jsonb, entity_name text, field_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with covered as (
    select distinct r.role ->> 'key' as key, p ->> 'action' = 'read' as is_read
    from jsonb_array_elements(file -> 'roles') as r (role), jsonb_array_elements(r.role -> 'permissions') as p
    where p ->> 'entity' = entity_name and p ->> 'action' in ('read', 'create', 'update')
      and (not p ? 'fields' or p -> 'fields' ? field_name)
      and exists (
        select from config.permissions as held join config.roles as k on k.id = held.role_id and k.key = r.role ->> 'key'
        join config.entities as e on e.id = held.entity_id and e.name = entity_name
        where held.action = 'read'
      )
  )
  select case when file ? 'roles' then jsonb_build_object(
    'see', (select coalesce(jsonb_agg(c.key), '[]') from covered as c where c.is_read),
    'edit', (select coalesce(jsonb_agg(c.key), '[]') from covered as c where not c.is_read)
  ) end;
$$;
comment on function engine.access_in_file is 'Who sees and edits a new field by the file, among the roles that reach its entity now.';

create function engine.field_gap(entity_name text, wanted jsonb, present jsonb)
returns setof jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant jsonb := jsonb_build_object('entity', entity_name, 'field', wanted -> 'name');
  -- Looks only: they need no other column, and the database knows them of fields of the app, too.
  looks constant text[] := case when (present ->> 'is_made_here')::boolean then array['unit', 'currency', 'currency_field']
    else array(select k from jsonb_object_keys(coalesce(wanted -> 'options', '{}') || coalesce(present -> 'options', '{}')) as k
      where k not in ('choices', 'formula', 'target', 'max', 'scale')) end;
  options constant jsonb := coalesce(wanted -> 'options', '{}');
  old_options constant jsonb := coalesce(present -> 'options', '{}');
  changed jsonb;
begin
  if old_options ? 'rollup' and options ? 'rollup' and options -> 'rollup' <> old_options -> 'rollup' then
    return next head || '{"kind": "change_rollup"}' || jsonb_build_object('options', options -> 'rollup');
    return;
  end if;
  if wanted ->> 'type' <> present ->> 'type'
    or engine.differing(options, old_options, array['max', 'scale', 'target']) <> '{}'
  then
    return next head || '{"kind": "change_type"}' || jsonb_build_object('type', wanted -> 'type', 'options', options);
    return;
  end if;
  changed := engine.differing(wanted, present,
    array['label', 'help', 'is_hidden', 'is_required', 'is_unique', 'is_indexed', 'default']);
  if options - looks <> old_options - looks then
    changed := changed || jsonb_build_object('options', options);
  end if;
  if changed <> '{}' then
    return next head || '{"kind": "change_field"}' || changed;
  end if;
  changed := engine.differing(options, old_options, looks);
  if changed <> '{}' then
    return next head || '{"kind": "set_options"}' || jsonb_build_object('options', changed);
  end if;
end;
$$;
comment on function engine.field_gap is 'Changes that bring a field to what the file says.';

create function engine.field_gaps(file jsonb, wanted jsonb, present jsonb)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  entity_name constant text := wanted ->> 'name';
  pair record;
begin
  for pair in
    select coalesce(w.field, p.field) ->> 'name' as name, engine.without_defaults(w.field) as wanted, p.field as present
    from (
      select f as field, f ->> 'name' as name, n from jsonb_array_elements(wanted -> 'fields') with ordinality as t (f, n)
    ) as w
    full join (select f as field, f ->> 'name' as name from jsonb_array_elements(present -> 'fields') as f) as p using (name)
    order by w.n nulls first
  loop
    if pair.present is null and exists (
      select from config.trash as t where t.entity_name = wanted ->> 'name' and t.field_name = pair.name
    ) then
      return next jsonb_build_object('kind', 'restore_field', 'entity', entity_name, 'field', pair.name);
    elsif pair.present is null then
      return next jsonb_build_object('kind', 'add_field', 'entity', entity_name) || pair.wanted
        -- A rollup takes its type from what it counts or adds.
        || case when pair.wanted -> 'options' ? 'rollup'
          then jsonb_build_object('type', 'rollup', 'options', pair.wanted -> 'options' -> 'rollup') else '{}' end
        || engine.without_nulls(jsonb_build_object('access', engine.access_in_file(file, entity_name, pair.name)));
    elsif pair.wanted is null or pair.wanted = '{}' then
      return next jsonb_build_object('kind', 'trash_field', 'entity', entity_name, 'field', pair.name);
    else
      return query select * from engine.field_gap(entity_name, pair.wanted, pair.present);
    end if;
  end loop;
end;
$$;
comment on function engine.field_gaps is 'Changes that bring the fields of an entity to the file.';

create function engine.order_gap(wanted jsonb, present jsonb)
returns setof jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('kind', 'order_fields', 'entity', wanted -> 'name', 'fields', jsonb_path_query_array(wanted, '$.fields[*].name'))
  where jsonb_path_query_array(wanted, '$.fields[*].name') <> jsonb_path_query_array(present, '$.fields[*].name')
    and engine.sorted(jsonb_path_query_array(wanted, '$.fields[*].name'))
      = engine.sorted(jsonb_path_query_array(present, '$.fields[*].name'));
$$;
comment on function engine.order_gap is 'Puts fields in the order of the file, once they are the same.';

create function engine.entity_gaps(file jsonb)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  there constant jsonb := engine.file_entities();
  pair record;
  looks jsonb;
begin
  for pair in
    select coalesce(w.entity, p.entity) ->> 'name' as name, w.entity as wanted, p.entity as present
    from (
      select e as entity, e ->> 'name' as name, n from jsonb_array_elements(file -> 'entities') with ordinality as t (e, n)
    ) as w
    full join (select e as entity, e ->> 'name' as name from jsonb_array_elements(there) as e) as p using (name)
    where w.entity is distinct from p.entity
    order by p.entity is not null, w.n nulls last
  loop
    if pair.present is null and exists (
      select from config.trash as t where t.entity_name = pair.name and t.field_name is null
    ) then
      return next jsonb_build_object('kind', 'restore_entity', 'entity', pair.name);
    elsif pair.present is null then
      return next case when pair.wanted ->> 'origin' = 'adopted'
        then jsonb_build_object('kind', 'adopt_table', 'table', pair.name, 'entity', pair.name)
        else jsonb_build_object('kind', 'create_entity', 'entity', pair.name) end
        || (pair.wanted - array['fields', 'origin', 'title_field', 'search_fields', 'list_fields', 'default_sort']);
    elsif pair.wanted is null then
      return next jsonb_build_object('kind', 'trash_entity', 'entity', pair.name);
    else
      return query select * from engine.field_gaps(file, pair.wanted, pair.present);
      -- What cannot be empty stays as it is where the file does not say it.
      looks := engine.differing(engine.without_defaults(pair.wanted), pair.present, array['help', 'group', 'icon', 'is_hidden',
        'search_fields', 'list_fields', 'default_sort'] || array(
          select k from unnest(array['label', 'position', 'title_field']) as k where pair.wanted ? k
        ));
      if looks <> '{}' then
        return next jsonb_build_object('kind', 'change_entity', 'entity', pair.name) || looks || (
          select coalesce(jsonb_object_agg(k, '[]'::jsonb), '{}') from unnest(array['search_fields', 'list_fields', 'default_sort']) as k
          where looks -> k = 'null'
        );
      end if;
      return query select * from engine.order_gap(pair.wanted, pair.present);
    end if;
  end loop;
end;
$$;
comment on function engine.entity_gaps is 'Changes of entities and fields that bring the database to the file, as far as they can be made now.';

create function engine.plan_set_options(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  options constant jsonb := change -> 'options';
begin
  if jsonb_typeof(options) is distinct from 'object' or length(options::text) > 4096
    or options ?| array['choices', 'formula', 'target', 'max', 'scale']
  then
    perform engine.refuse('invalid_value', 'These options need a change of the field itself', '{"setting": "options"}');
  end if;
  return next engine.step('change_field', entity.name || '.' || field.name,
    format('Change the settings of “%s”', label ->> 'en'), format('修改“%s”的设置', label ->> 'zh-CN'),
    format('update config.fields set options = engine.without_nulls(options || %L) where id = %L', options, field.id));
end;
$$;
comment on function engine.plan_set_options is 'Step for options that are looks only; null takes one away. Reason invalid_value.';
