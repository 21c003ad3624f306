-- Steps that change a field that is there: how it looks, and which parts of a change ask for which steps.

create function engine.update_field(entity_name text, field_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.fields as f set
    label = case when settings ? 'label' then null else f.label end,
    options = case when settings ? 'options' then (f.options || (settings -> 'options')) - 'target' else f.options end,
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, f.is_hidden)
  from config.entities as e
  where e.id = f.entity_id and e.name = entity_name and f.name = field_name;
$$;
comment on function engine.update_field is 'Writes settings of a field that are not in the catalog.';

create function engine.plan_looks(entity_name text, field config.fields, change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  old_label constant jsonb := engine.label_of_field(entity_name, field.name);
  label constant jsonb := case when change ? 'label' then engine.clean_label(change -> 'label') else old_label end;
  settings jsonb := '{}';
  statements text[] := '{}';
begin
  if change ? 'label' or change ? 'help' then
    settings := jsonb_build_object('label', null);
    statements := array[format('comment on column public.%I.%I is %L', entity_name, field.name, engine.comment_text(
      label, case when change ? 'help' then engine.clean_help(change -> 'help') else (
        select l.help from engine.labels as l join engine.columns as c using (table_oid, column_number)
        where c.table_name = entity_name and c.column_name = field.name
      ) end
    ))];
  end if;
  if change ? 'options' then
    settings := settings || jsonb_build_object('options', change -> 'options');
  end if;
  if change ? 'is_hidden' then
    settings := settings || jsonb_build_object('is_hidden', (change ->> 'is_hidden')::boolean);
  end if;
  if settings = '{}' then
    return;
  end if;
  return next engine.step('change_field', entity_name || '.' || field.name,
    case when label <> old_label then format('Call “%s” “%s”', old_label ->> 'en', label ->> 'en')
      else format('Change the settings of “%s”', label ->> 'en') end,
    case when label <> old_label then format('将“%s”改名为“%s”', old_label ->> 'zh-CN', label ->> 'zh-CN')
      else format('修改“%s”的设置', label ->> 'zh-CN') end,
    concat_ws(E';\n', array_to_string(statements, E';\n'),
      format('select engine.update_field(%L, %L, %L)', entity_name, field.name, settings)));
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_hidden"}');
end;
$$;
comment on function engine.plan_looks is 'Steps for label, help, options and visibility of a field.';

create function engine.plan_change_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  is_wanted boolean;
  settings jsonb := change;
  column_info record;
begin
  select c.*, exists (
    select from engine.unique_columns as u where u.table_name = c.table_name and u.column_name = c.column_name
  ) as is_unique, to_regclass(format('public.%I', engine.short_name(format('%s_%s_idx', entity.name, field.name)))) is not null as is_indexed
  into column_info from engine.columns as c where c.table_name = entity.name and c.column_name = field.name;
  if change ? 'options' then
    settings := settings || jsonb_build_object('options',
      engine.clean_options(entity, field.type, field.options || (change -> 'options')));
    return query select s.* from engine.plan_rule_change(
      entity.name, field, settings -> 'options', change -> 'replacements'
    ) as s
    where field.type in ('choice', 'multi_choice');
    if settings -> 'options' ->> 'formula' is distinct from field.options ->> 'formula' then
      return query select s.* from engine.plan_formula(entity, field, settings -> 'options' ->> 'formula', column_info.type_name) as s;
    end if;
    if field.type = 'auto_number' and settings -> 'options' <> field.options then
      return next engine.step('set_default', entity.name || '.' || field.name,
        'Number new records another way: ' || field.name, '修改新记录的编号方式：' || field.name,
        format('alter table public.%I alter column %I set default %s', entity.name, field.name,
          engine.auto_number_sql(engine.sequence_of(entity.name, field.name), settings -> 'options')));
    end if;
  end if;
  return query select s.* from engine.plan_looks(entity.name, field, settings) as s;
  is_wanted := (change ->> 'is_required')::boolean;
  if is_wanted is distinct from column_info.is_required and change ? 'is_required' then
    return query select s.* from engine.plan_required(entity.name, field, is_wanted) as s;
  end if;
  is_wanted := (change ->> 'is_unique')::boolean;
  if is_wanted is distinct from column_info.is_unique and change ? 'is_unique' then
    return query select s.* from engine.plan_unique(entity.name, field, is_wanted) as s;
  end if;
  is_wanted := (change ->> 'is_indexed')::boolean;
  if is_wanted is distinct from column_info.is_indexed and change ? 'is_indexed' then
    return next engine.step('set_index', entity.name || '.' || field.name,
      'Change the index of ' || field.name, '修改字段索引：' || field.name,
      engine.index_sql(entity.name, field.name, field.type, is_wanted));
  end if;
  if change ? 'default' then
    perform engine.require_made_here(entity.name, field);
    return next engine.step('set_default', entity.name || '.' || field.name,
      'Change what a new record starts with: ' || field.name, '修改新记录的默认值：' || field.name,
      format('alter table public.%I alter column %I %s', entity.name, field.name, coalesce('set default ' ||
        engine.default_sql(field.type, column_info.type_name, field.options, change -> 'default'), 'drop default')));
  end if;
  if change ? 'access' then
    perform engine.require_right('roles');
    return next engine.step('set_access', entity.name || '.' || field.name,
      'Change who may see and edit ' || field.name, '修改字段权限：' || field.name,
      format('select engine.set_field_access(%L, %L, %L)', entity.name, field.name,
        engine.clean_access(entity, field.type, change -> 'access')), 'look_twice');
  end if;
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_required"}');
end;
$$;
comment on function engine.plan_change_field is
  'Steps that change label, help, options, visibility, required, unique, indexed, default and access of a field.';
