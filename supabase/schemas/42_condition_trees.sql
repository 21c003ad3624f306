-- Trees and relations. A policy follows a relation under the caller's own row security: a child is visible in the
-- light of what the caller may see of its parent. Where the owner evaluates a condition for a role (review,
-- explanation), `seen_by` names the role and its row scope is written out instead.

-- "parent_id.kind" becomes: exists (… the parent … where the key matches and the rest holds).
create function engine.path_sql(
  table_name text, alias text, path text, node jsonb, depth integer, seen_by text
)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant text := split_part(path, '.', 1);
  rest constant text := substr(path, length(split_part(path, '.', 1)) + 2);
  type_name text;
  target text;
  compiled text;
  opposite text;
begin
  select c.type_name into type_name from engine.columns as c
  where c.table_name = path_sql.table_name and c.column_name = head;
  if not found then
    if rest <> '' or engine.lookup_path(table_name, head) is null then
      perform engine.refuse_condition(format('%s has no field %s', table_name, head), node);
    end if;
    -- A record without the other one has no value either, so what is denied holds for it.
    opposite := case node ->> 'op' when 'neq' then 'eq' when 'nin' then 'in' when 'is_empty' then 'is_not_empty' end;
    compiled := engine.path_sql(table_name, alias, engine.lookup_path(table_name, head),
      node || jsonb_build_object('op', coalesce(opposite, node ->> 'op')), depth, seen_by);
    return case when opposite is null then compiled else format('not coalesce(%s, false)', compiled) end;
  elsif rest = '' and node ->> 'op' <> 'visible' then
    compiled := engine.comparison_sql(format('%I.%I', alias, head), type_name, node);
    if compiled is null then
      perform engine.refuse_condition(format('Unknown operator %s', node ->> 'op'), node);
    end if;
    return compiled;
  end if;

  select f.target_table into target from engine.foreign_keys as f
  where f.table_name = path_sql.table_name and f.column_name = head and f.target_schema = 'public';
  if not found then
    perform engine.refuse_condition(format('%s.%s is not a relation', table_name, head), node);
  end if;
  return format(
    'exists (select from public.%I as %I where %I.%I = %I.%I%s%s)',
    target, 't' || depth, 't' || depth, engine.primary_key(target), alias, head,
    case when rest <> '' then ' and ' || engine.path_sql(target, 't' || depth, rest, node, depth + 1, seen_by) end,
    ' and ' || engine.read_condition(seen_by, target, 't' || depth, depth + 1)
  );
end;
$$;
comment on function engine.path_sql is 'Comparison at the end of a path of relations; op visible only asks whether the parent can be seen.';

create function engine.children_sql(table_name text, alias text, node jsonb, depth integer, seen_by text)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  child constant text := split_part(node ->> 'exists', '.', 1);
  key_column constant text := split_part(node ->> 'exists', '.', 2);
begin
  if not exists (
    select from engine.foreign_keys as f
    where f.table_name = child and f.column_name = key_column
      and f.target_schema = 'public' and f.target_table = children_sql.table_name
  ) then
    perform engine.refuse_condition(format('%s does not point to %s', node ->> 'exists', table_name), node);
  end if;
  return format(
    'exists (select from public.%I as %I where %I.%I = %I.%I and %s%s)',
    child, 't' || depth, 't' || depth, key_column, alias, engine.primary_key(table_name),
    engine.condition_sql(child, 't' || depth, coalesce(node -> 'where', '{"all": []}'), depth + 1, seen_by),
    ' and ' || engine.read_condition(seen_by, child, 't' || depth, depth + 1)
  );
end;
$$;
comment on function engine.children_sql is 'True for a record that has a child for which the condition holds.';

create function engine.condition_sql(
  table_name text, alias text, node jsonb, depth integer default 1, seen_by text default null
)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  parts text[];
begin
  if jsonb_typeof(node) is distinct from 'object' or depth > 20 then
    perform engine.refuse_condition('A condition is an object, at most 20 levels deep', node);
  elsif node ? 'all' or node ? 'any' then
    select array_agg(engine.condition_sql(table_name, alias, part, depth + 1, seen_by)) into parts
    from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) as part;
    return case
      when parts is null then case when node ? 'all' then 'true' else 'false' end
      else '(' || array_to_string(parts, case when node ? 'all' then ' and ' else ' or ' end) || ')'
    end;
  elsif node ? 'not' then
    return format('not coalesce(%s, false)', engine.condition_sql(table_name, alias, node -> 'not', depth + 1, seen_by));
  elsif node ? 'exists' then
    return engine.children_sql(table_name, alias, node, depth, seen_by);
  elsif node ? 'field' then
    return engine.path_sql(table_name, alias, node ->> 'field', node, depth, seen_by);
  end if;
  perform engine.refuse_condition('A condition needs all, any, not, exists or field', node);
end;
$$;
comment on function engine.condition_sql is
  'SQL of a condition tree over one row (alias) of a table of public. Refuses with invalid_condition (22023).';

create function engine.read_condition(role_key text, table_name text, alias text, depth integer default 1)
returns text
language plpgsql stable strict security definer set search_path = '' -- callers may not read config
as $$
declare
  condition jsonb;
begin
  select coalesce(s.condition, '{"all": []}') into condition
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  left join config.scopes as s on s.id = p.scope_id
  where r.key = role_key and e.name = read_condition.table_name and p.action = 'read';
  if not found then
    return 'false';
  end if;
  return engine.condition_sql(table_name, alias, condition, depth, role_key);
end;
$$;
comment on function engine.read_condition is
  'SQL that is true for the rows of a table that a role may read; false without the right, null without a role.';
