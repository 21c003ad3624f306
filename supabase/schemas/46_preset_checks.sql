-- Presets and validation, looked at when they are configured: a wrong one is refused then, not at somebody's next save.

create function engine.preset_sql(table_name text, field text, preset jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  type_name text;
begin
  select c.type_name into type_name
  from config.entities as e
  join config.fields as f on f.entity_id = e.id and f.name = preset_sql.field and not f.is_read_only
  join engine.columns as c on c.table_name = e.name and c.column_name = f.name and not c.is_generated
  where e.name = preset_sql.table_name;
  return case
    when type_name is null then null
    when preset ? 'value' and type_name in ('json', 'jsonb') then format('%L::%s', preset -> 'value', type_name)
    when preset ? 'value' then engine.literal_sql(preset -> 'value', regexp_replace(type_name, '\[\]$', ''))
    when preset ->> 'variable' in ('me', 'now', 'today') then engine.variable_sql(preset ->> 'variable')
  end;
end;
$$;
comment on function engine.preset_sql is
  'SQL of a preset value; null when the field may not be preset or the preset is no value and no variable.';

create function engine.check_presets(entity_name text, action text, presets jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  preset record;
begin
  for preset in
    select p.key as field, engine.preset_sql(entity_name, p.key, p.value) as sql, c.type_name
    from jsonb_each(presets) as p
    left join engine.columns as c on c.table_name = entity_name and c.column_name = p.key
  loop
    if action not in ('create', 'update') or preset.sql is null then
      raise data_exception;
    end if;
    execute format('select (%s)::%s', preset.sql, preset.type_name);
  end loop;
exception when data_exception or cannot_coerce or undefined_function or invalid_parameter_value then
  perform engine.refuse(
    'invalid_preset', format('%s cannot be preset to this on %s', left(preset.field, 100), action),
    jsonb_build_object('entity', entity_name, 'action', action, 'field', preset.field)
  );
end;
$$;
comment on function engine.check_presets is
  'Refuses (reason invalid_preset, with the field) presets of unknown, generated or read-only fields and unfit values.';

create function engine.check_rule(entity_name text, rule jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not rule ? 'message' or not engine.is_label(rule -> 'message') or rule ->> 'field' is not null and not exists (
    select from config.entities as e join config.fields as f on f.entity_id = e.id
    where e.name = entity_name and f.name = rule ->> 'field'
  ) then
    perform engine.refuse(
      'invalid_validation', 'A rule needs a condition, a message in every language, and a field of the entity or none',
      jsonb_build_object('entity', entity_name, 'field', rule -> 'field')
    );
  end if;
  perform engine.check_condition_on(null, entity_name, rule -> 'condition');
end;
$$;
comment on function engine.check_rule is 'Refuses a rule of validation that could not work: invalid_validation, invalid_condition.';

create function engine.check_validation(entity_name text, action text, validation jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  rule jsonb;
begin
  for rule in select * from jsonb_array_elements(validation) loop
    if action not in ('create', 'update') then
      perform engine.refuse(
        'invalid_validation', 'Only what is created or updated can be validated',
        jsonb_build_object('entity', entity_name, 'action', action)
      );
    end if;
    perform engine.check_rule(entity_name, rule);
  end loop;
end;
$$;
comment on function engine.check_validation is 'Refuses validation that could not work: invalid_validation, invalid_condition.';
