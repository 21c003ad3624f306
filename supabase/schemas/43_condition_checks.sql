-- Conditions as they come in, before anything is compiled from them.

create function engine.check_condition(node jsonb, depth integer default 1)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  part jsonb;
begin
  if jsonb_typeof(node) is distinct from 'object' or depth > 20 then
    perform engine.refuse_condition('A condition is an object, at most 20 levels deep', node);
  elsif node ? 'all' or node ? 'any' then
    if jsonb_typeof(coalesce(node -> 'all', node -> 'any')) <> 'array' then
      perform engine.refuse_condition('all and any hold a list of conditions', node);
    end if;
    for part in select * from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) loop
      perform engine.check_condition(part, depth + 1);
    end loop;
  elsif node ? 'not' then
    perform engine.check_condition(node -> 'not', depth + 1);
  elsif node ? 'exists' then
    perform engine.check_condition(coalesce(node -> 'where', '{"all": []}'), depth + 1);
  elsif not node ? 'field' then
    perform engine.refuse_condition('A condition needs all, any, not, exists or field', node);
  elsif not coalesce(node ->> 'op' in (
    'eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'contains', 'starts_with', 'overlaps', 'is_empty',
    'is_not_empty', 'visible'
  ), false) then
    perform engine.refuse_condition(format('Unknown operator %s', left(node ->> 'op', 100)), node);
  else
    perform engine.variable_sql(node ->> 'variable');
  end if;
end;
$$;
comment on function engine.check_condition is
  'Refuses (reason invalid_condition) a tree that is no condition of any entity: its form, operators and variables.';

-- Analysing the statement is enough: Postgres reads every constant as the type of its column.
create function engine.check_condition_on(role_key text, table_name text, condition jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.check_condition(condition);
  execute format(
    'select %s from public.%I as t limit 0',
    engine.condition_sql(table_name, 't', condition, 1, role_key), table_name
  );
exception when data_exception or undefined_function or datatype_mismatch or cannot_coerce then
  perform engine.refuse_condition(format('This does not fit %s: %s', table_name, sqlerrm), condition);
end;
$$;
comment on function engine.check_condition_on is
  'Refuses (reason invalid_condition) a condition that does not fit an entity: unknown fields, values of another type.';
