-- Whether a list is slow to show, and which index would help. Postgres plans it as whoever asks, over the real rows.

create function engine.page_order(entity text, sorts jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with used as (
    select item, s.position
    from config.entities as e, jsonb_array_elements(
      case when jsonb_array_length(sorts) > 0 then sorts else e.default_sort end
    ) with ordinality as s (item, position)
    where e.name = page_order.entity and exists (
      select from engine.columns as c where c.table_name = e.name and c.column_name = item ->> 'field'
    )
  )
  select coalesce(jsonb_agg(item order by position), '[]') || case
    when exists (select from used where item ->> 'field' = engine.primary_key(entity)) then '[]'::jsonb
    else jsonb_build_array(jsonb_build_object('field', engine.primary_key(entity), 'descending',
      coalesce((select (item ->> 'descending')::boolean from used order by position desc limit 1), false)))
  end
  from used;
$$;
comment on function engine.page_order is
  'The sorts of a list as it is read: its own, else the usual ones, and the key at the end so that no row moves.';

create function engine.page_sql(entity text, condition jsonb, sorts jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select format('select t.%I from public.%I as t where %s order by %s limit 50',
    engine.primary_key(entity), entity,
    engine.condition_sql(entity, 't', coalesce(condition, '{"all": []}')),
    (select string_agg(format('t.%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
      ', ' order by position)
    from jsonb_array_elements(engine.page_order(entity, sorts)) with ordinality as s (item, position)));
$$;
comment on function engine.page_sql is 'The statement behind the first page of a list.';

create function engine.index_columns(entity text, condition jsonb, sorts jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with compared as (
    select c.column_name as field, min(case node ->> 'op' when 'eq' then 1 when 'in' then 2 else 3 end) as kind,
      min(position) as position
    from jsonb_array_elements(
      case when condition ? 'all' then condition -> 'all' when condition ? 'field' then jsonb_build_array(condition) else '[]' end
    ) with ordinality as n (node, position)
    join engine.columns as c on c.table_name = entity and c.column_name = node ->> 'field'
      and c.type_name !~ '^json|\[\]$'
    where node ->> 'op' in ('eq', 'in', 'lt', 'lte', 'gt', 'gte')
    group by c.column_name
  ), equal as (
    select field, 1 as part, position from compared where kind = 1
  ), sorted as (
    select item ->> 'field' as field, 2 as part, position, (item ->> 'descending')::boolean as descending
    from jsonb_array_elements(engine.page_order(entity, sorts)) with ordinality as s (item, position)
    where item ->> 'field' not in (select field from equal)
  ), chosen as (
    select field, part, position, false as descending from equal
    union all
    -- Without anything that is equal, what narrows comes first and is sorted afterwards.
    select field, 1, position, false from compared
    where kind > 1 and not exists (select from equal)
      and field is distinct from (select s.field from sorted as s order by s.position limit 1)
    union all
    select field, part, position, descending from sorted
    where exists (select from equal) or not exists (select from compared where kind > 1)
      or field in (select c.field from compared as c)
  )
  select jsonb_agg(jsonb_build_object('field', field, 'descending', descending) order by part, position)
  from (select * from chosen order by part, position limit 4) as first_four;
$$;
comment on function engine.index_columns is
  'Columns of an index that would find the first page of a list: what is equal, then the order; null when none would.';

create function engine.has_index(entity text, columns jsonb)
returns boolean
language sql stable security definer set search_path = '' -- reads the catalog of a table
as $$
  select exists (
    select from pg_catalog.pg_index as i
    where i.indrelid = format('public.%I', entity)::regclass and i.indisvalid and i.indpred is null and (
      select array_agg(a.attname::text order by k.position)
      from unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
      join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where k.position <= jsonb_array_length(columns)
    ) = array(select item ->> 'field' from jsonb_array_elements(columns) as item)
  );
$$;
comment on function engine.has_index is 'Whether a whole index begins with these columns.';

create function engine.page_cost(entity text, condition jsonb, sorts jsonb, plan jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'isSlow', cost > 5000, -- some 50 ms
    'cost', round(cost),
    -- How many there are in all is for those who configure.
    'rows', case when engine.may_configure('views') then (
      select greatest(c.reltuples, 0)::bigint from pg_catalog.pg_class as c
      where c.oid = format('public.%I', entity)::regclass
    ) end,
    'columns', case when cost > 5000 and columns is not null and not engine.has_index(entity, columns) then columns end,
    'canCreate', engine.may_configure('views') and coalesce(
      engine.readable_fields(engine.role_name(engine.current_role_key())) -> entity
        ?& array(select item ->> 'field' from jsonb_array_elements(columns) as item), false)
  )
  from (
    select (plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric as cost, engine.index_columns(entity, condition, sorts) as columns
  ) as p;
$$;
comment on function engine.page_cost is 'What a plan says: slow or not, and the index that is worth a try.';

select engine.add_helper(signature)
from unnest(array['engine.page_sql(text, jsonb, jsonb)', 'engine.page_cost(text, jsonb, jsonb, jsonb)']) as signature;

create function config.list_cost(entity text, condition jsonb default null, sorts jsonb default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  plan jsonb;
begin
  execute 'explain (format json) ' || engine.page_sql(entity, condition, sorts) into plan;
  return engine.page_cost(entity, condition, sorts, plan);
end;
$$;
comment on function config.list_cost is
  'How Postgres would read the first page of a list for the caller: {isSlow, cost, rows, columns, canCreate}. columns is
an index that would help, absent when there is one or none would. Nothing is read. Columns that may not be read: 403.';

create function config.scope_cost(scope_id uuid default null, role_id uuid default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- plans over whole tables for whoever configures roles
as $$
declare
  used record;
  plan jsonb;
  verdict jsonb;
  answer jsonb := '[]';
begin
  perform engine.require_right('roles');
  for used in
    select distinct e.name, s.condition
    from config.permissions as p
    join config.scopes as s on s.id = p.scope_id
    join config.entities as e on e.id = p.entity_id
    where (p.scope_id = scope_cost.scope_id or p.role_id = scope_cost.role_id) and p.action = 'read'
    order by e.name
  loop
    execute 'explain (format json) ' || engine.page_sql(used.name, used.condition, null) into plan;
    verdict := engine.page_cost(used.name, used.condition, null, plan);
    if (verdict ->> 'isSlow')::boolean then
      answer := answer || jsonb_build_array(verdict || jsonb_build_object('entity', used.name));
    end if;
  end loop;
  return answer;
end;
$$;
comment on function config.scope_cost is
  'Of the entities whose rows depend on a scope, or on the scopes of a role, those that are slow to list, as
config.list_cost. Reason right_missing.';
