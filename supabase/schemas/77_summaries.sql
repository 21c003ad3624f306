-- Sums, averages and counts of a list, whole or per group. The owner only writes the statement; it runs as the caller,
-- so that his columns and rows are guarded by Postgres itself. Amounts of different currencies are never added.

create function engine.operand_sql(entity text, alias text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce((
    select format('(select l.%I from public.%I as l where l.%I = %I.%I)',
      l.source_name, l.target_name, engine.primary_key(l.target_name), alias, l.relation_name)
    from engine.lookups as l where l.entity_name = entity and l.name = field
  ), format('%I.%I', alias, field));
$$;
comment on function engine.operand_sql is 'A field of a row as SQL: its column, or what a lookup reads through the relation.';

create function engine.type_of_field(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select c.type_name from engine.columns as c where (c.table_name, c.column_name) = (entity, field)
  union all
  select c.type_name from engine.lookups as l
  join engine.columns as c on c.table_name = l.target_name and c.column_name = l.source_name
  where l.entity_name = entity and l.name = field;
$$;
comment on function engine.type_of_field is 'The Postgres type of a column, or of what a lookup reads; null when there is neither.';

create function engine.summary_of(entity text, alias text, part jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
declare
  op constant text := part ->> 'op';
  column_type text;
  operand constant text := engine.operand_sql(entity, alias, part ->> 'field');
begin
  column_type := engine.type_of_field(entity, part ->> 'field');
  if column_type is null then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity, part ->> 'field'));
  elsif op in ('sum', 'avg') and column_type !~ '^(numeric|integer|bigint|smallint|real|double)'
    or op in ('min', 'max') and column_type ~ '^(boolean|json|uuid)|\[\]$'
    or op = 'unique' and column_type ~ '^json$'
  then
    perform engine.refuse(
      'invalid_aggregate', format('%s of %s says nothing', op, part ->> 'field'), errcode => '22023'
    );
  end if;
  return case op
    when 'sum' then format('sum(%s)', operand)
    when 'avg' then format('round(avg(%s)::numeric, 2)', operand)
    when 'min' then format('min(%s)', operand)
    when 'max' then format('max(%s)', operand)
    when 'filled' then format('count(%s)', operand)
    when 'unique' then format('count(distinct %s)', operand)
  end;
end;
$$;
comment on function engine.summary_of is
  'SQL of one aggregate: sum, avg, min, max, filled or unique. Reasons unknown_field, invalid_aggregate.';

create function engine.currency_of(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.options ->> 'currency_field'
  from config.fields as f join config.entities as e on e.id = f.entity_id
  where e.name = entity and f.name = field and f.type = 'money';
$$;
comment on function engine.currency_of is 'The field that holds the currency of an amount; null when there is none.';

create function engine.bucket_sql(operand text, type_name text, bucket text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if type_name is distinct from 'date' and type_name !~ '^timestamp' then
    perform engine.refuse('invalid_aggregate', 'Only dates have days, weeks and months', errcode => '22023');
  end if;
  return format('date_trunc(%L, (%s)%s)::date', bucket, operand, case when type_name ~ 'with time zone|^timestamptz'
    then format(' at time zone %L', (select s.time_zone from config.settings as s)) else '::timestamp' end);
end;
$$;
comment on function engine.bucket_sql is
  'The first day of the week, month and so on of a date, by the clock of the settings. Reason invalid_aggregate.';

create function engine.summary_sql(entity text, question jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  searched constant text := btrim(regexp_replace(coalesce(question ->> 'search', ''), '\s+', ' ', 'g'));
  grouped constant text := question ->> 'group';
  key text := 'null::text';
  source text;
  part jsonb;
  amount text;
  currency text;
  singles text := '';
  joins text := '';
  results text[] := '{}';
begin
  perform engine.entity_id(entity);
  if jsonb_array_length(question -> 'aggregates') > 50 then
    perform engine.refuse('invalid_aggregate', 'Up to 50 aggregates at once', errcode => '22023');
  elsif grouped is not null then
    if coalesce(engine.type_of_field(entity, grouped) ~ '^json', true) then
      perform engine.refuse('unknown_field', format('%s has no field %s', entity, grouped));
    end if;
    key := engine.operand_sql(entity, 't', grouped);
    if question ->> 'bucket' in ('day', 'week', 'month', 'quarter', 'year') then
      key := engine.bucket_sql(key, engine.type_of_field(entity, grouped), question ->> 'bucket');
    end if;
  end if;
  source := format(
    'public.%I as t where %s%s', entity,
    engine.condition_sql(entity, 't', coalesce(question -> 'condition', '{"all": []}')),
    case when searched <> '' then format(
      ' and (%s)', coalesce(engine.search_sql(engine.current_role_key(), entity, searched), 'false')
    ) end
  );
  for part in select * from jsonb_array_elements(question -> 'aggregates') loop
    amount := engine.summary_of(entity, 't', part);
    currency := case when part ->> 'op' in ('sum', 'avg', 'min', 'max')
      then engine.currency_of(entity, part ->> 'field') end;
    if amount is null then
      perform engine.refuse('invalid_aggregate', 'An aggregate is sum, avg, min, max, filled or unique', errcode => '22023');
    elsif currency is null then
      singles := singles || format(', %s as a%s', amount, cardinality(results));
      results := results || format('to_jsonb(g.a%s)', cardinality(results));
    else
      joins := joins || format(
        ' left join (select key, jsonb_object_agg(coalesce(currency, ''''), amount) as amounts from (
            select %s as key, t.%I::text as currency, %s as amount from %s group by 1, 2
          ) as s where amount is not null group by key) as m%s on m%s.key is not distinct from g.key',
        key, currency, amount, source, cardinality(results), cardinality(results)
      );
      results := results || format('m%s.amounts', cardinality(results));
    end if;
  end loop;
  return format(
    'select coalesce(jsonb_agg(jsonb_build_object(''key'', g.key, ''count'', g.n, ''values'', jsonb_build_array(%s))
       order by g.key), ''[]'')
     from (select %s as key, count(*) as n%s from %s group by 1 order by 1 limit 1000) as g%s',
    array_to_string(results, ', '), key, singles, source, joins
  );
end;
$$;
comment on function engine.summary_sql is
  'Statement behind config.summarize. Reasons unknown_entity, unknown_field, invalid_aggregate, invalid_condition.';

create function config.summarize(entity text, question text)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  execute engine.summary_sql(entity, question::jsonb) into answer;
  return answer;
end;
$$;
comment on function config.summarize is
  'Counts and aggregates of the rows that the caller sees. question is JSON: condition, search, group (a field, or none
for all rows), aggregates [{"field", "op": sum|avg|min|max|filled|unique}]. Answers up to 1,000 groups
{key, count, values}; amounts with a currency come as {"EUR": …}. Columns that may not be read are refused (403).';
