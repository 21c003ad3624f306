-- What somebody asks of a field, checked and completed: options, default, column type, rule. Writes nothing.

create function engine.require_entity(entity_name text)
returns config.entities
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_entity config.entities;
begin
  select e.* into found_entity from config.entities as e where e.name = entity_name;
  if not found then
    perform engine.refuse('unknown_entity', 'This entity does not exist any more',
      jsonb_build_object('entity', entity_name), 'PT404');
  end if;
  return found_entity;
end;
$$;
comment on function engine.require_entity is 'An entity by name. Reason unknown_entity (404).';

create function engine.require_field(entity_name text, field_name text)
returns config.fields
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_field config.fields;
begin
  select f.* into found_field from config.fields as f
  where f.entity_id = (engine.require_entity(entity_name)).id and f.name = field_name;
  if not found then
    perform engine.refuse('unknown_field', 'This field does not exist any more',
      jsonb_build_object('entity', entity_name, 'field', field_name), 'PT404');
  end if;
  return found_field;
end;
$$;
comment on function engine.require_field is 'A field by name. Reasons unknown_entity, unknown_field (404).';

-- The value of a choice stays for life; the label may change.
create function engine.clean_choices(choices jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  choice jsonb;
  value text;
  cleaned jsonb := '[]';
  taken text[] := '{}';
begin
  if jsonb_typeof(choices) is distinct from 'array' or jsonb_array_length(choices) not between 1 and 200 then
    perform engine.refuse('invalid_choices', 'A choice needs 1 to 200 options', '{"setting": "choices"}');
  end if;
  for choice in select * from jsonb_array_elements(choices) loop
    value := coalesce(
      nullif(left(engine.one_line(choice ->> 'value'), 60), ''),
      engine.free_key(choice -> 'label' ->> 'en', 'option', taken)
    );
    if value = any (taken) then
      perform engine.refuse('invalid_choices', format('The option %s is there twice', value),
        jsonb_build_object('setting', 'choices', 'value', value));
    end if;
    taken := taken || value;
    cleaned := cleaned || jsonb_strip_nulls(jsonb_build_object(
      'value', value, 'label', engine.clean_label(choice -> 'label'),
      'color', substring(choice ->> 'color' from '^[a-z]{3,12}$')
    ));
  end loop;
  return cleaned;
end;
$$;
comment on function engine.clean_choices is
  'Options of a choice with value, label and colour; the value is made from the label where it lacks. Reason invalid_choices.';

create function engine.choice_values(options jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(select c ->> 'value' from jsonb_array_elements(options -> 'choices') with ordinality as t (c, n) order by n);
$$;
comment on function engine.choice_values is 'The values that a choice allows.';

-- Amounts of one record are in one currency: a new one joins those that are there.
create function engine.currency_option(entity_id uuid, options jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when options ->> 'currency' ~ '^[A-Z]{3}$' then jsonb_build_object('currency', options -> 'currency')
    else coalesce((
      select jsonb_build_object('currency_field', f.options -> 'currency_field') from config.fields as f
      where f.entity_id = currency_option.entity_id and f.options ? 'currency_field' order by f.position limit 1
    ), '{}')
  end;
$$;
comment on function engine.currency_option is 'The currency of a money field: its own, or the one that the record names.';

create function engine.clean_options(entity config.entities, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  cleaned jsonb := '{}';
begin
  if type in ('choice', 'multi_choice') then
    cleaned := jsonb_build_object('choices', engine.clean_choices(options -> 'choices'));
  elsif type = 'money' then
    cleaned := engine.currency_option(entity.id, options);
  elsif type = 'decimal' then
    cleaned := jsonb_build_object('scale', least(greatest(coalesce((options ->> 'scale')::integer, 2), 0), 8));
  elsif type = 'rating' then
    cleaned := jsonb_build_object('max', least(greatest(coalesce((options ->> 'max')::integer, 5), 2), 10));
  elsif type in ('text', 'barcode') then
    cleaned := jsonb_strip_nulls(jsonb_build_object('drawing', substring(options ->> 'drawing' from '^(none|bars|qr)$')));
  elsif type = 'auto_number' then
    cleaned := engine.auto_number_options(options);
  elsif type in ('file', 'image') then
    cleaned := jsonb_build_object(
      'max_files', least(greatest(coalesce((options ->> 'max_files')::integer, 1), 1), 20),
      'max_size', least(greatest(coalesce((options ->> 'max_size')::integer, 20), 1), 50)
    );
  elsif type = 'relation' then
    cleaned := jsonb_strip_nulls(jsonb_build_object(
      'target', (engine.require_entity(options ->> 'target')).name,
      'on_delete', case options ->> 'on_delete' when 'refuse' then 'refuse' end
    ));
  end if;
  return cleaned || jsonb_strip_nulls(jsonb_build_object(
    'unit', left(engine.one_line(options ->> 'unit'), 20), 'formula', nullif(engine.one_line(options ->> 'formula'), '')
  ));
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'These options do not fit the type', '{"setting": "options"}');
end;
$$;
comment on function engine.clean_options is 'The options that a type knows, checked. Reasons invalid_choices, unknown_entity, invalid_value.';

create function engine.column_type(type text, options jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return case type
    when 'decimal' then format('numeric(18,%s)', options ->> 'scale')
    when 'relation' then (
      select c.type_name from engine.columns as c
      where c.table_name = options ->> 'target' and c.column_name = engine.primary_key(options ->> 'target')
    )
    else (select t.column_type from engine.field_types as t where t.name = type)
  end;
end;
$$;
comment on function engine.column_type is 'The Postgres type of a field.';

create function engine.field_check(name text, type text, options jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when t.name = 'choice' then format('%I = any (array[%s])', field_check.name, v.list)
    when t.name = 'multi_choice' then format('%I <@ array[%s]', field_check.name, v.list)
    else format(t.check_sql, field_check.name, options ->> 'max')
  end
  from engine.field_types as t
  cross join lateral (
    select string_agg(format('%L::text', value), ', ' order by n)
    from unnest(engine.choice_values(options)) with ordinality as c (value, n)
  ) as v (list)
  where t.name = field_check.type;
$$;
comment on function engine.field_check is 'The rule that values of a field keep to, as SQL; null where any value of the type will do.';

create function engine.check_name(name text, type text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.short_name(check_name.name || '_' || t.holds) from engine.field_types as t where t.name = check_name.type;
$$;
comment on function engine.check_name is 'Name of the constraint that holds the rule of a field.';

-- Literals only, or one of three words: a default is never SQL that somebody wrote.
create function engine.default_sql(type text, column_type text, options jsonb, wanted jsonb)
returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  literal text;
  fits boolean := false;
begin
  if wanted is null or wanted = 'null' or wanted = '""' then
    return (select quote_literal(t.fallback) || '::' || default_sql.column_type from engine.field_types as t where t.name = type);
  elsif jsonb_typeof(wanted) = 'object' and type <> 'json' then
    literal := case wanted ->> 'variable'
      when 'today' then case when type = 'date' then 'engine.today()' end
      when 'now' then case when type = 'datetime' then 'now()' end
      when 'me' then case when type = 'person' then 'engine.member_id()' end
    end;
    fits := literal is not null;
  elsif type not in ('relation', 'person', 'file', 'image') then
    literal := format('%L::%s', case
      when type = 'json' then wanted::text
      when jsonb_typeof(wanted) = 'array' then array(select jsonb_array_elements_text(wanted))::text
      else wanted #>> '{}'
    end, column_type);
    execute format('select coalesce(%s, true) from (select %s as value) as t',
      coalesce(engine.field_check('value', type, options), 'true'), literal) into fits;
  end if;
  if not fits then
    perform engine.refuse('invalid_default', 'This default does not fit the type of the field', '{"setting": "default"}');
  end if;
  return literal;
exception when data_exception then
  perform engine.refuse('invalid_default', 'This default does not fit the type of the field', '{"setting": "default"}');
end;
$$;
comment on function engine.default_sql is
  'The default of a column as SQL, from a JSON value or {"variable": "today" | "now" | "me"}. Reason invalid_default.';
