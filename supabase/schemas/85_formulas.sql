-- Formulas over the fields of one record: a small safe grammar becomes a stored generated column.
-- {field}, numbers, 'texts', + - * / & and comparisons, and a few functions; anything else is refused before SQL is made.

create function engine.formula_tokens(formula text)
returns text[]
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  rest text := formula;
  token text;
  tokens text[] := '{}';
begin
  if length(formula) > 1000 then
    perform engine.refuse_formula(left(formula, 20));
  end if;
  loop
    rest := ltrim(rest, E' \t\r\n');
    exit when rest = '';
    token := substring(rest from '^(\{[a-z][a-z0-9_]*\}|[0-9]{1,15}(?:\.[0-9]{1,8})?|''(?:[^'']|'''')*''|[a-zA-Z]+|<>|<=|>=|[-+*/&(),=<>])');
    if token is null then
      perform engine.refuse_formula(left(rest, 20));
    end if;
    tokens := tokens || token;
    rest := substr(rest, length(token) + 1);
  end loop;
  return tokens;
end;
$$;
comment on function engine.formula_tokens is 'The words of a formula. Reason invalid_formula with the place.';

-- Null instead of an error: one record without a divisor must not make all others unsavable.
create function engine.divide(dividend numeric, divisor numeric)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select dividend operator(pg_catalog./) nullif(divisor, 0);
$$;
comment on function engine.divide is 'A division in a formula: null by zero.';
create operator engine./ (function = engine.divide, leftarg = numeric, rightarg = numeric);

create function engine.choose(condition boolean, yes anycompatible, no anycompatible)
returns anycompatible
language sql immutable security invoker set search_path = ''
as $$
  select case when condition then yes else no end;
$$;
comment on function engine.choose is 'if(…) of a formula.';

create function engine.round_to(value numeric, places numeric default 0)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select round(value, places::integer);
$$;
comment on function engine.round_to is 'round(…) of a formula.';

-- Every word comes from this list, is a number, a quoted text or a column: no other SQL can arise.
create function engine.formula_word(entity_name text, token text)
returns text
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  known constant jsonb := '{
    "round": "engine.round_to", "abs": "pg_catalog.abs", "floor": "pg_catalog.floor", "ceil": "pg_catalog.ceil",
    "min": "least", "max": "greatest", "coalesce": "coalesce", "if": "engine.choose", "upper": "pg_catalog.upper",
    "lower": "pg_catalog.lower", "trim": "pg_catalog.btrim", "length": "pg_catalog.length", "and": "and", "or": "or",
    "not": "not", "true": "true", "false": "false", "&": "||"
  }';
  source record;
begin
  if token ~ '^\{' then
    select c.column_name, c.type_name into source from engine.columns as c
    join config.fields as f on f.entity_id = (engine.require_entity(entity_name)).id and f.name = c.column_name
    where c.table_name = entity_name and c.column_name = btrim(token, '{}') and not c.is_generated;
    return case
      when source.type_name ~ '^(numeric|bigint|integer|smallint)' then format('%I::numeric', source.column_name)
      when source.type_name = 'text' then format('coalesce(%I, '''')', source.column_name)
      when source.type_name in ('boolean', 'date') then format('%I', source.column_name)
    end;
  elsif token ~ '^[0-9]' then
    return token || '::numeric';
  elsif token ~ '^''' then
    return format('%L::text', replace(substr(token, 2, length(token) - 2), '''''', ''''));
  elsif token ~ '^[a-zA-Z]' or token = '&' then
    return known ->> lower(token);
  end if;
  return token;
end;
$$;
comment on function engine.formula_word is 'A word of a formula as SQL; null when it is not known.';

create function engine.refuse_formula(place text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse('invalid_formula', format('This formula cannot be computed: %s', place),
    jsonb_build_object('setting', 'formula', 'at', place));
$$;
comment on function engine.refuse_formula is 'Refuses a formula (reason invalid_formula) with the place.';

create function engine.formula_sql(entity_name text, formula text, column_type text)
returns text
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  token text;
  word text;
  words text[] := '{}';
  problem text;
begin
  foreach token in array engine.formula_tokens(formula) loop
    word := engine.formula_word(entity_name, token);
    if word is null then
      perform engine.refuse_formula(token);
    end if;
    words := words || word;
  end loop;
  if words = '{}' then
    perform engine.refuse_formula('');
  end if;
  -- Postgres itself says whether the words make an expression of this type.
  begin
    perform set_config('search_path', 'engine, pg_catalog', true); -- divisions are ours; ends with this function
    execute format('explain select (%s)::%s from public.%I', array_to_string(words, ' '), column_type, entity_name);
  exception when syntax_error_or_access_rule_violation or data_exception or feature_not_supported then
    get stacked diagnostics problem = message_text;
    perform engine.refuse_formula(problem);
  end;
  return format('(%s)::%s', array_to_string(words, ' '), column_type);
end;
$$;
comment on function engine.formula_sql is 'A formula as an expression over the columns of its entity. Reason invalid_formula.';

create function engine.formula_readers(entity_id uuid, formula text)
returns text[]
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text from config.roles as r
    where not exists (
      select from engine.formula_tokens(formula) as words, unnest(words) as token
      join config.fields as f on f.entity_id = formula_readers.entity_id and f.name = btrim(token, '{}') and token ~ '^\{'
      where r.key <> all (engine.field_roles(formula_readers.entity_id, f.id, '{read}'))
    )
  );
$$;
comment on function engine.formula_readers is 'Roles that read every field of a formula: only they may see its result.';
