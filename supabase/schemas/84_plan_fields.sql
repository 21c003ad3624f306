-- Fields as steps: each change of a field becomes statements with words and a risk. Nothing is executed here.

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
