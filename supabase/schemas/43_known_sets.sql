-- Lets the planner know which records a member's set holds. Inside `(select engine.member_ids(…))` the set is
-- unknown until the query runs, and Postgres assumes that one row in a hundred matches: with half of a million
-- rows in sight a page of 25 took 234 ms instead of 0.6. So pre_request writes the set down as a setting, and a
-- policy asks twice: once against the setting, which the planner can look into, and once against the truth. Whoever
-- could forge the setting would only see less.

create function engine.known_set_sql(variable text)
returns text
language sql immutable strict security invoker set search_path = ''
as $$
  select format(
    'coalesce(nullif(current_setting(%L, true), '''')::bigint[], (select engine.member_ids(%L)))',
    'engine.' || variable, variable
  );
$$;
-- The select is never run where the setting is there; where it is not, as in logins for reporting, it is run once and
-- not once per row.
comment on function engine.known_set_sql is 'SQL of a member''s set as pre_request wrote it down; read from the tables where it did not.';

create function engine.policy_part_sql(table_name text, node jsonb, seen_by text default null)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  sql constant text := engine.condition_sql(table_name, table_name, node, 1, seen_by);
  known text;
begin
  if node ->> 'op' not in ('in', 'overlaps') or node ->> 'field' like '%.%'
    or not exists (select from config.variables as v where v.key = node ->> 'variable')
  then
    return sql;
  end if;
  known := engine.known_set_sql(node ->> 'variable');
  select case node ->> 'op'
    when 'in' then format('%I.%I = any (%s::%s[])', c.table_name, c.column_name, known, c.type_name)
    else format('%I.%I && %s', c.table_name, c.column_name, known)
  end
  into known
  from engine.columns as c
  where c.table_name = policy_part_sql.table_name and c.column_name = node ->> 'field';
  -- Inside coalesce the second question does not count in the planner's estimate.
  return format('%s and coalesce(%s, false)', known, sql);
end;
$$;
comment on function engine.policy_part_sql is 'One part of a row scope for a policy: as condition_sql, and plannable where it is a member''s set.';

create function engine.policy_sql(table_name text, condition jsonb, seen_by text default null)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when condition ? 'all' and jsonb_array_length(condition -> 'all') > 0 then (
      select string_agg(engine.policy_part_sql(table_name, part, seen_by), ' and ' order by position)
      from jsonb_array_elements(condition -> 'all') with ordinality as parts (part, position)
    )
    else engine.policy_part_sql(table_name, condition, seen_by)
  end;
$$;
comment on function engine.policy_sql is
  'SQL of a row scope over a table; seen_by as in condition_sql.';

create function engine.write_down_sets(role_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  variable text;
begin
  for variable in
    select v.key from config.variables as v
    where exists (
      select from config.permissions as p
      join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = write_down_sets.role_name
      join config.scopes as s on s.id = p.scope_id
      where s.condition::text like '%"' || v.key || '"%'
    )
  loop
    perform set_config('engine.' || variable, engine.member_ids(variable)::text, true);
  end loop;
  perform set_config('engine.asker', engine.asker(), true);
end;
$$;
comment on function engine.write_down_sets is 'Keeps the acting member''s sets as settings of this transaction, those that the role''s scopes speak of.';
