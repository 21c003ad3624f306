-- Fields as steps: each change of a field becomes statements with words and a risk. Nothing is executed here.

create type engine.step as (kind text, object text, words jsonb, risk text, sql text);
comment on type engine.step is 'One step of a plan: what happens to what, in words of both languages, how risky it is, and its SQL.';

create function engine.step(kind text, object text, en text, zh text, sql text, risk text default 'none')
returns engine.step
language sql immutable security invoker set search_path = ''
as $$
  select row(kind, object, jsonb_build_object('en', en, 'zh-CN', zh), risk, sql)::engine.step;
$$;
comment on function engine.step is 'A step of a plan; risk is none, look_twice or destructive.';

create function engine.label_of_field(entity_name text, field_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name))
  from config.fields as f
  join config.entities as e on e.id = f.entity_id and e.name = entity_name
  join engine.columns as c on c.table_name = e.name and c.column_name = f.name
  left join engine.labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
  where f.name = field_name;
$$;
comment on function engine.label_of_field is 'The label of a field.';

create function engine.label_of_entity(entity_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name))
  from config.entities as e
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0
  where e.name = entity_name;
$$;
comment on function engine.label_of_entity is 'The label of an entity.';

create function engine.table_has_rows(table_name text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  has_rows boolean;
begin
  execute format('select exists (select from public.%I)', table_name) into has_rows;
  return has_rows;
end;
$$;
comment on function engine.table_has_rows is 'Whether a table holds anything.';

create function engine.add_field_sql(entity_name text, field jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  table_sql constant text := format('alter table public.%I', entity_name);
  name constant text := field ->> 'name';
  type constant text := field ->> 'type';
  options constant jsonb := field -> 'options';
  rule constant text := case when field ->> 'formula_sql' is null then engine.field_check(name, type, options) end;
  reference constant text := case type when 'relation' then options ->> 'target' end;
  default_sql constant text := field ->> 'default_sql';
  -- Records that exist get the default only where they cannot be without it.
  fills constant boolean := (field ->> 'is_required')::boolean;
begin
  return concat_ws(E';\n',
    format('%s add column %I %s', table_sql, name, field ->> 'column_type')
      || case when default_sql is not null and fills then ' default ' || default_sql else '' end
      || case when fills then ' not null' else '' end
      || coalesce(' generated always as (' || (field ->> 'formula_sql') || ') stored', '')
      || case when rule is not null then format(' constraint %I check (%s)', engine.check_name(name, type), rule) else '' end
      || case when reference is not null then format(' constraint %I references public.%I (%I) on delete %s',
        engine.short_name(format('%s_%s_fkey', entity_name, name)), reference, engine.primary_key(reference),
        case when fills or options ->> 'on_delete' = 'refuse' then 'restrict' else 'set null' end) else '' end
      || case when type = 'person' then format(' constraint %I references config.members (id)',
        engine.short_name(format('%s_%s_is_a_member', entity_name, name))) else '' end,
    case when default_sql is not null and not fills
      then format('%s alter column %I set default %s', table_sql, name, default_sql) end,
    format('comment on column public.%I.%I is %L', entity_name, name,
      engine.comment_text(field -> 'label', field -> 'help'))
  );
end;
$$;
comment on function engine.add_field_sql is 'The DDL that adds a field.';

create function engine.unique_sql(entity_name text, field_name text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('alter table public.%I add constraint %I unique (%I)', entity_name, name, field_name)
    else format('alter table public.%I drop constraint %I', entity_name, name)
  end
  from (select engine.short_name(format('%s_%s_key', entity_name, field_name))) as t (name);
$$;
comment on function engine.unique_sql is 'Makes a column unique, or no longer.';

create function engine.index_sql(entity_name text, field_name text, type text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('create index %I on public.%I %s (%I)', name, entity_name,
      case when type in ('multi_choice', 'tags', 'json') then 'using gin' else '' end, field_name)
    else format('drop index public.%I', name)
  end
  from (select engine.short_name(format('%s_%s_idx', entity_name, field_name))) as t (name);
$$;
comment on function engine.index_sql is 'Makes a column quick to search, or no longer.';

create function engine.insert_field(entity_name text, field jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
begin
  insert into config.fields (entity_id, name, type, options, position, is_hidden, is_read_only, is_made_here)
  select entity.id, field ->> 'name', field ->> 'type', (field -> 'options') - 'target',
    coalesce((field ->> 'position')::integer, max(f.position) + 1, 1), false,
    coalesce((field ->> 'is_read_only')::boolean, false), true
  from config.fields as f where f.entity_id = entity.id;
  if coalesce((field ->> 'in_list')::boolean, false) then
    update config.entities as e set list_fields = case when e.list_fields <> '{}' then e.list_fields else array(
      select f.name from config.fields as f
      where f.entity_id = e.id and not f.is_hidden and f.name <> field ->> 'name' order by f.position limit 6
    ) end || (field ->> 'name')
    where e.id = entity.id;
  end if;
end;
$$;
comment on function engine.insert_field is 'Writes a new field into the configuration.';

create function engine.clean_formula(entity config.entities, type text, options jsonb, column_type text, access jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readers constant text[] := engine.formula_readers(entity.id, options ->> 'formula');
  wanted constant jsonb := engine.clean_access(entity, type, access);
begin
  if type not in ('text', 'integer', 'decimal', 'money', 'percent', 'checkbox', 'date') then
    perform engine.refuse_formula(type);
  end if;
  return jsonb_build_object(
    'formula_sql', engine.formula_sql(entity.name, options ->> 'formula', column_type),
    'is_required', false, 'is_unique', false, 'is_indexed', false, 'is_read_only', true,
    'access', jsonb_build_object('edit', '[]'::jsonb, 'see', to_jsonb(array(
      select k from jsonb_array_elements_text(wanted -> 'see') as k where k = any (readers)
    )))
  );
end;
$$;
comment on function engine.clean_formula is
  'What a formula makes of a field: computed, read-only, seen only by roles that read all its sources. Reason invalid_formula.';

create function engine.clean_field(entity config.entities, change jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  field jsonb := change;
  type constant text := change ->> 'type';
  options jsonb;
begin
  if not exists (select from engine.field_types as t where t.name = type) then
    perform engine.refuse('unknown_type', 'There is no field type of this name',
      jsonb_build_object('setting', 'type', 'type', type));
  end if;
  field := field || jsonb_build_object(
    'label', engine.clean_label(change -> 'label'), 'help', engine.clean_help(change -> 'help'),
    'name', engine.free_column(entity.name, coalesce(nullif(change ->> 'name', ''), change -> 'label' ->> 'en')),
    'options', engine.clean_options(entity, type, coalesce(change -> 'options', '{}'))
  );
  options := field -> 'options';
  field := field || jsonb_build_object('column_type', engine.column_type(type, options));
  if options ? 'formula' then
    return field || engine.clean_formula(entity, type, field -> 'options', field ->> 'column_type', change -> 'access');
  end if;
  field := field || jsonb_build_object(
    'default_sql', engine.default_sql(type, field ->> 'column_type', options, change -> 'default'),
    'is_required', coalesce((change ->> 'is_required')::boolean, false) or type in ('checkbox', 'multi_choice', 'tags'),
    'is_unique', coalesce((change ->> 'is_unique')::boolean, false),
    -- Relations are followed from the other side, too.
    'is_indexed', type = 'relation' or coalesce((change ->> 'is_indexed')::boolean, false),
    'access', engine.clean_access(entity, type, change -> 'access')
  );
  if (field ->> 'is_required')::boolean and field ->> 'default_sql' is null and engine.table_has_rows(entity.name) then
    perform engine.refuse('required_needs_default', 'There are records already: a required field needs a default for them',
      '{"setting": "default"}');
  end if;
  return field;
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_required"}');
end;
$$;
comment on function engine.clean_field is
  'A new field with everything decided: name, options, column type, default, access. Reasons unknown_type, invalid_label,
invalid_choices, invalid_default, required_needs_default, role_cannot_read, unknown_entity.';

create function engine.new_field_steps(entity config.entities, field jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  name constant text := field ->> 'name';
  object constant text := entity.name || '.' || name;
  en constant text := field -> 'label' ->> 'en';
  zh constant text := field -> 'label' ->> 'zh-CN';
begin
  return next engine.step('add_field', object,
    format('Add the field “%s” to %s (%s)', en, engine.label_of_entity(entity.name) ->> 'en', field ->> 'column_type'),
    format('在“%2$s”中添加字段“%1$s”（%3$s）', zh, engine.label_of_entity(entity.name) ->> 'zh-CN', field ->> 'column_type'),
    concat_ws(E';\n',
      case when field ? 'formula_sql' then 'set local search_path = engine, pg_catalog' end,
      field ->> 'before_sql', engine.add_field_sql(entity.name, field),
      format('select engine.insert_field(%L, %L)', entity.name,
        field - array['access', 'kind', 'entity', 'column_type', 'before_sql', 'after_sql']),
      field ->> 'after_sql'));
  if (field ->> 'is_unique')::boolean then
    return next engine.step('add_unique', object, format('No two records may share a value of “%s”', en),
      format('“%s”的值不能重复', zh), engine.unique_sql(entity.name, name, true));
  end if;
  if (field ->> 'is_indexed')::boolean and not (field ->> 'is_unique')::boolean then
    return next engine.step('add_index', object, format('Make “%s” quick to search and sort', en),
      format('加快“%s”的搜索和排序', zh), engine.index_sql(entity.name, name, field ->> 'type', true));
  end if;
  return next engine.step('set_access', object,
    format('Seen by %s; edited by %s', engine.role_names(field -> 'access' -> 'see', 'en'), engine.role_names(field -> 'access' -> 'edit', 'en')),
    format('%s可以查看；%s可以编辑', engine.role_names(field -> 'access' -> 'see', 'zh-CN'), engine.role_names(field -> 'access' -> 'edit', 'zh-CN')),
    format('select engine.set_field_access(%L, %L, %L)', entity.name, name, field -> 'access'));
end;
$$;
comment on function engine.new_field_steps is
  'Steps for a field as engine.clean_field leaves it: column, rule, comment, uniqueness, index, rights.';

create function engine.plan_add_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  type constant text := change ->> 'type';
  entity config.entities;
begin
  if (select t.has_own_plan from engine.field_types as t where t.name = type) then
    return query execute format('select s.* from engine.%I($1) as s', 'plan_add_' || type) using change;
    return;
  end if;
  entity := engine.require_entity(change ->> 'entity');
  return query select s.* from engine.new_field_steps(entity, engine.clean_field(entity, change)) as s;
end;
$$;
comment on function engine.plan_add_field is 'Steps that add a field of any type.';
