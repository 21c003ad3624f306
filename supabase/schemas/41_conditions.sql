-- Compiles condition trees to SQL. Names pass through %I, values through %L with the column's own type.

create function engine.refuse_condition(problem text, node jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'invalid_condition', problem, jsonb_build_object('condition', node), '22023'
  );
$$;
comment on function engine.refuse_condition is 'Raises reason invalid_condition (22023) with the part that is wrong.';

create function engine.variable_sql(variable text)
returns text
language plpgsql stable strict security invoker set search_path = ''
as $$
begin
  -- Wrapped in a select, so that Postgres asks once per statement and not once per row.
  case
    when variable = 'me' then return '(select engine.member_id())';
    when variable = 'now' then return 'now()';
    when variable = 'today' then return '(select engine.today())';
    when exists (select from config.variables as v where v.key = variable) then
      return format('(select engine.member_ids(%L))', variable);
    else
      perform engine.refuse_condition(format('Unknown variable %s', variable), to_jsonb(variable));
  end case;
end;
$$;
comment on function engine.variable_sql is 'SQL of a variable: me, now, today or one of config.variables.';

create function engine.today()
returns date
language sql stable security definer set search_path = '' -- callers may not read config.settings
as $$
  select (now() at time zone s.time_zone)::date from config.settings as s;
$$;
comment on function engine.today is 'Today in the workspace''s time zone.';

create function engine.literal_sql(value jsonb, type_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case jsonb_typeof(value)
    when 'array' then format('%L::%s[]', array(select jsonb_array_elements_text(value))::text, type_name)
    else format('%L::%s', value #>> '{}', type_name)
  end;
$$;
comment on function engine.literal_sql is 'A JSON value as a quoted SQL literal of the given type.';

create function engine.like_pattern(value text, before text, after text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%L', before || regexp_replace(value, '([\\%_])', '\\\1', 'g') || after);
$$;
comment on function engine.like_pattern is 'A quoted LIKE pattern in which the value stands for itself.';

-- The list filters of the app mean the same: a scope shows the rows that its filter showed.
create function engine.emptiness_sql(operand text, type_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when type_name like '%[]' then format('(%1$s is null or %1$s = ''{}'')', operand)
    when type_name ~ '^(text|character)' then format('(%1$s is null or %1$s = '''')', operand)
    else format('(%s is null)', operand)
  end;
$$;
comment on function engine.emptiness_sql is 'True for a value that people call empty: null, an empty text, an empty list.';

-- Compared with null nothing matches and everything differs: the opposite of what an open input means.
create function engine.says_nothing(value jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select value is null or value in ('null', '[]') or (jsonb_typeof(value) = 'array' and value @> '[null]');
$$;
comment on function engine.says_nothing is
  'True for no value, null, an empty list, or a list in which null is one of the values.';

create function engine.comparison_sql(operand text, type_name text, node jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  op constant text := node ->> 'op';
  variable constant text := node ->> 'variable';
  other text;
begin
  if op in ('is_empty', 'is_not_empty') then
    return format(case op when 'is_empty' then '%s' else 'not %s' end, engine.emptiness_sql(operand, type_name));
  elsif variable is null and engine.says_nothing(node -> 'value') then
    perform engine.refuse_condition('A comparison needs a value or a variable', node);
  end if;

  if op = 'contains' and type_name like '%[]' and variable is null then
    return format('%s @> %s', operand, engine.literal_sql(
      case jsonb_typeof(node -> 'value') when 'array' then node -> 'value' else jsonb_build_array(node -> 'value') end,
      regexp_replace(type_name, '\[\]$', '')
    ));
  elsif op in ('contains', 'starts_with') then
    return format('%s ilike %s', operand, engine.like_pattern(
      node ->> 'value', case op when 'contains' then '%' else '' end, '%'
    ));
  end if;

  other := coalesce(
    engine.variable_sql(variable),
    engine.literal_sql(node -> 'value', regexp_replace(type_name, '\[\]$', ''))
  );
  return case op
    when 'eq' then format('%s = %s', operand, other)
    when 'neq' then format('%s is distinct from %s', operand, other)
    when 'lt' then format('%s < %s', operand, other)
    when 'lte' then format('%s <= %s', operand, other)
    when 'gt' then format('%s > %s', operand, other)
    when 'gte' then format('%s >= %s', operand, other)
    when 'in' then format('%s = any (%s::%s[])', operand, other, type_name)
    when 'nin' then format('not coalesce(%s = any (%s::%s[]), false)', operand, other, type_name)
    when 'overlaps' then format('%s && %s', operand, other)
  end;
end;
$$;
comment on function engine.comparison_sql is
  'One comparison of an operand of the given type; null for an unknown operator. An empty value differs from every value.';
