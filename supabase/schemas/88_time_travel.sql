-- Time travel: the records of an entity as they were at a moment, put together from the rows of today and the audit
-- log. Whoever looks back sees what he may see today: the same fields, and only records that lie in his scope now and
-- lay in it then.

-- From a moment on, the first old value of each field is what stood there; a first delete has the whole row, and a
-- first create means that there was none. `version` and `updated_at` are in no entry: after an update they are unknown.
create function engine.as_of_sql(entity text, at timestamptz, scope jsonb, role_key text, keys_sql text default null)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  address record;
begin
  select * into address from engine.row_address(entity);
  return format(
    'select * from (
       with later as (
         select e.record_id, e.id, e.action, e.old_values,
           min(e.id) filter (where e.action = ''delete'') over (partition by e.record_id) as first_delete,
           first_value(e.action) over (partition by e.record_id order by e.id) as first_action
         from engine.audit_entries as e where e.table_name = %1$L and e.at > %2$L %6$s
       ), past as materialized (
         select l.record_id, l.first_action, bool_or(l.id = l.first_delete) as was_deleted,
           bool_or(l.action = ''update'') as was_changed, jsonb_object_agg(v.key, v.value order by l.id desc)
             filter (where v.key is not null) as values
         from later as l
         left join lateral jsonb_each(
           case when l.id <= coalesce(l.first_delete, l.id) then l.old_values end
         ) as v on true
         group by l.record_id, l.first_action
       )
       select t.* from public.%1$I as t
       where not exists (select from past as p where p.record_id = t.%3$I::text) %7$s
       union all
       select was.* from past as p
       left join public.%1$I as t on t.%3$I = p.record_id::%4$s
       cross join lateral jsonb_populate_record(null::public.%1$I,
         (case when p.was_deleted is true then ''{}'' else to_jsonb(t) end || coalesce(p.values, ''{}''))
           - case when p.was_changed then array[''version'', ''updated_at''] else array[]::text[] end
       ) as was
       where p.first_action <> ''create'' and (p.was_deleted is true or t.%3$I is not null) and %5$s
     ) as %1$I',
    entity, at, address.key_column, address.key_type,
    case when scope is null then 'true' else format(
      'case when t.%2$I is not null then (%3$s) else exists (
         select from (
           select g.old_values from engine.audit_entries as g
           where g.table_name = %1$L and g.record_id = p.record_id and g.action = ''delete'' order by g.id desc limit 1
         ) as gone (values)
         cross join lateral jsonb_populate_record(null::public.%1$I, gone.values) as last where (%4$s)
       ) end', entity, address.key_column,
      engine.condition_sql(entity, 't', scope, 1, role_key), engine.condition_sql(entity, 'last', scope, 1, role_key)
    ) end,
    case when keys_sql is not null then format('and e.record_id in (%s)', keys_sql) end,
    case when keys_sql is not null then format(
      'and t.%I = any (array(select k.record_id::%s from (%s) as k))', address.key_column, address.key_type, keys_sql
    ) end
  ) || case when scope is null then '' else format(' where (%s)', engine.condition_sql(entity, entity, scope, 1, role_key)) end;
end;
$$;
comment on function engine.as_of_sql is
  'Statement that yields the rows of a table as they were, in the scope then and now; optionally only some keys.';

-- What a role may not read it may not filter or sort by either.
create function engine.require_askable(entity text, condition jsonb, sort jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  hidden text;
begin
  select n.needed_column into hidden
  from (
    select c.needed_table, c.needed_column from engine.columns_looked_at(entity, condition, false) as c
    union all
    select entity, s ->> 'field' from jsonb_array_elements(sort) as s
  ) as n
  where not exists (
    select from engine.columns as c
    where c.table_name = n.needed_table and c.column_name = n.needed_column
      and (role_name is null or has_column_privilege(role_name, c.table_oid, c.column_number, 'select'))
  )
  limit 1;
  if found then
    perform engine.refuse(
      'unknown_field', format('%s has no field %s that you may read', entity, hidden), jsonb_build_object('field', hidden), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_askable is 'Refuses a question about fields that the caller''s role may not read (reason unknown_field, 403).';

create function engine.hidden_columns(entity text)
returns text[]
language sql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
  select coalesce(array_agg(c.column_name), '{}') from engine.columns as c
  where c.table_name = entity and engine.current_role_key() is not null
    and not has_column_privilege(engine.role_name(engine.current_role_key()), c.table_oid, c.column_number, 'select');
$$;
comment on function engine.hidden_columns is 'Columns that the caller''s role may not read.';

create function engine.reading_scope(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  scope jsonb;
begin
  if engine.current_role_key() is null then
    return null;
  end if;
  select s.condition into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'read' and p.entity_id = engine.entity_id(entity);
  if not found then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
  return scope;
end;
$$;
comment on function engine.reading_scope is 'Row condition of the caller''s role; null for all rows. Reason action_not_granted (403).';

create function config.records_as_of(p_entity text, p_at timestamptz, p_question text default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' -- the log and the rows of then are read for the caller
as $$
declare
  question constant jsonb := p_question::jsonb;
  condition constant jsonb := coalesce(question -> 'condition', '{"all": []}');
  sort constant jsonb := coalesce(question -> 'sort', '[]');
  scope constant jsonb := engine.reading_scope(p_entity);
  role_key constant text := engine.current_role_key();
  address record;
  source text;
  answer jsonb;
begin
  select * into address from engine.row_address(p_entity);
  perform engine.require_askable(p_entity, condition, sort);
  source := format(
    'select %1$I.* from (%2$s) as %1$I where %3$s', p_entity, engine.as_of_sql(p_entity, p_at, scope, role_key),
    engine.condition_sql(p_entity, p_entity, condition, 1, role_key)
  );
  execute format(
    'select jsonb_build_object(''total'', (select count(*) from (%1$s) as c), ''rows'', (
       select coalesce(jsonb_agg(to_jsonb(p) - $1), ''[]'') from (
         select * from (%1$s) as r order by %2$s r.%3$I limit %4$s offset %5$s
       ) as p
     ))',
    source,
    (
      select string_agg(format('r.%I %s, ', s ->> 'field',
        case when (s ->> 'descending')::boolean then 'desc nulls last' else 'asc nulls last' end), '')
      from jsonb_array_elements(sort) as s
    ),
    address.key_column, least(coalesce((question ->> 'limit')::integer, 50), 1000),
    greatest(coalesce((question ->> 'offset')::integer, 0), 0)
  ) into answer using engine.hidden_columns(p_entity);
  return answer;
end;
$$;
comment on function config.records_as_of is
  'The records of an entity as they were at a moment: {total, rows}. p_question is JSON: condition, sort
[{"field", "descending"}], limit (50, at most 1,000), offset. Fields and rows by the caller''s rights of today. Reasons
action_not_granted, unknown_field (403), unknown_entity, invalid_condition.';

create function config.changes_between(p_entity text, p_from timestamptz, p_until timestamptz default now(), p_limit integer default 200)
returns jsonb
language plpgsql stable security definer set search_path = '' -- the log and the rows of then are read for the caller
as $$
declare
  scope constant jsonb := engine.reading_scope(p_entity);
  role_key constant text := engine.current_role_key();
  keys constant text := format(
    'select c.record_id from engine.audit_entries as c where c.table_name = %L and c.at > %L and c.at <= %L',
    p_entity, p_from, p_until
  );
  address record;
  answer jsonb;
begin
  select * into address from engine.row_address(p_entity);
  execute format(
    'select jsonb_build_object(''total'', count(*), ''rows'', coalesce(
       jsonb_agg(jsonb_build_object(''key'', key, ''old'', old, ''new'', new) order by position) filter (where position <= $2), ''[]''))
     from (
       select d.*, row_number() over (order by d.key) as position from (
         select coalesce(a.%1$I, b.%1$I) as key,
           case when a.%1$I is null then null when b.%1$I is null then o.old else engine.different(o.old, o.new) end as old,
           case when b.%1$I is null then null when a.%1$I is null then o.new else engine.different(o.new, o.old) end as new
         from (%2$s) as a full join (%3$s) as b on b.%1$I = a.%1$I
         cross join lateral (
           select to_jsonb(a) - ($1 || array[''version'', ''updated_at'']), to_jsonb(b) - ($1 || array[''version'', ''updated_at''])
         ) as o (old, new)
       ) as d
       where d.old <> ''{}'' or d.new <> ''{}''
     ) as found',
    address.key_column, engine.as_of_sql(p_entity, p_from, scope, role_key, keys),
    engine.as_of_sql(p_entity, p_until, scope, role_key, keys)
  ) into answer using engine.hidden_columns(p_entity), least(p_limit, 1000);
  return answer;
end;
$$;
comment on function config.changes_between is
  'How the records of an entity differ between two moments: {total, rows: [{key, old, new}]}, old null for a new record,
new null for one that is gone, else the fields that differ. By the caller''s rights of today, as config.records_as_of.';

create function engine.different(part jsonb, other jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(part) where value is distinct from other -> key;
$$;
comment on function engine.different is 'The values of the first object that the second does not have.';
