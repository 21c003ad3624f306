-- Carrying out an undo: what was created goes, children first; what was deleted comes back, parents first; then old
-- values are restored. A record that is refused stays as it is and is named.

create function engine.table_depths()
returns table (table_name text, depth integer)
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  with recursive levels (table_name, depth) as (
    select e.name::text collate "C", 0 from config.entities as e
    union
    select f.table_name collate "C", l.depth + 1
    from levels as l
    join (
      select k.table_name, k.target_table from engine.foreign_keys as k where k.target_schema = 'public'
      union all
      select e.name, f.options -> 'links' ->> 'entity' from config.fields as f join config.entities as e on e.id = f.entity_id
      where f.options ? 'links'
    ) as f on f.target_table = l.table_name and f.table_name <> l.table_name
    where l.depth < 20
  )
  select l.table_name, max(l.depth) from levels as l group by l.table_name;
$$;
comment on function engine.table_depths is 'How many relations lie between a table and one that points nowhere.';

create function engine.begin_undo(subject jsonb, overwrites boolean)
returns uuid
language plpgsql volatile security definer set search_path = '' -- reads the log, writes the plan
as $$
declare
  undo_id uuid;
begin
  perform engine.require_undoable(subject);
  undo_id := config.begin_batch('undo', (
    select b.entity from engine.batches as b where b.id = (subject ->> 'batch')::uuid
  ));
  update engine.batches as b set undoes = (subject ->> 'batch')::uuid where b.id = undo_id;
  perform engine.write_plan(undo_id, subject, overwrites);
  perform engine.find_dependants(undo_id, subject);
  return undo_id;
end;
$$;
comment on function engine.begin_undo is 'Opens the batch of an undo and plans it.';

-- Columns that the caller may not write are left to the triggers that wrote them; engine.left_over looks afterwards.
create function engine.undo_parts(undo_id uuid, overwrites boolean)
returns table (kind text, entity text, columns text[], rows jsonb)
language sql stable security definer set search_path = '' -- reads the plan
as $$
  with writable as (
    select s.entity, array_agg(c.column_name) as columns
    from (select distinct s.entity from engine.undo_steps as s where s.undo_id = undo_parts.undo_id) as s
    join engine.columns as c on c.table_name = s.entity and not c.is_generated
    where engine.current_role_key() is null
      or has_column_privilege(engine.role_name(engine.current_role_key()), c.table_oid, c.column_number, 'update')
    group by s.entity
  ), steps as (
    select s.*, case when s.kind = 'restore' then array(
      select key from jsonb_object_keys(s.old_values) as key where key = any (w.columns) order by key
    ) end as columns
    from engine.undo_steps as s
    left join writable as w on w.entity = s.entity
    where s.undo_id = undo_parts.undo_id and case s.kind
      when 'restore' then s.old_values <> '{}' and s.conflict ->> 'problem' is distinct from 'gone'
      when 'remove' then s.conflict is null or overwrites and s.conflict ->> 'problem' in ('changed', 'related')
      else s.conflict is null
    end
  )
  select s.kind, s.entity, s.columns, jsonb_agg(
    jsonb_build_object('key', s.record_id)
      || case when s.kind = 'restore' then jsonb_build_object('values', s.old_values) else '{}' end
    order by s.last_entry_id desc
  )
  from steps as s
  left join engine.table_depths() as d on d.table_name = s.entity
  group by s.kind, s.entity, s.columns, d.depth
  order by array_position(array['remove', 'put_back', 'restore'], s.kind),
    case when s.kind = 'remove' then -coalesce(d.depth, 0) else coalesce(d.depth, 0) end, s.entity;
$$;
comment on function engine.undo_parts is 'The plan in the order of its execution, one part per table and set of columns.';

create function engine.may_put_back_sql(entity text, is_own boolean)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when engine.current_role_key() is null then 'true' else coalesce(string_agg(
    case when s.id is null then 'true' else format('(%s)', engine.policy_sql(entity, s.condition, r.key)) end, ' or '
  ), 'false') end
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
  join config.entities as e on e.id = p.entity_id and e.name = may_put_back_sql.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'create' or p.action = 'delete' and is_own;
$$;
comment on function engine.may_put_back_sql is
  'Condition over a deleted row: whoever may create it may put it back, and whoever may delete it, if he deleted it himself.';

-- The owner writes, for a deleted record comes back with its key and with what only triggers may write. It is exactly
-- what the log kept of the plan's records: no caller can slip in another row.
create function engine.put_back(undo_id uuid, entity text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- see above
as $$
declare
  address record;
  stored_columns constant text[] := array(
    select c.column_name from engine.columns as c where c.table_name = entity and c.generation_expression is null
  );
  allowed jsonb;
  forbidden jsonb;
  answer jsonb;
begin
  perform engine.require_open_undo(undo_id);
  select * into address from engine.row_address(entity);
  execute format(
    'select jsonb_agg(jsonb_build_object(''key'', s.record_id, ''values'', s.old_values) order by s.last_entry_id) filter (where may),
       coalesce(jsonb_agg(jsonb_build_object(''key'', s.record_id, ''code'', ''42501'', ''message'', ''put_back_refused'',
         ''details'', ''{"reason": "put_back_refused"}'')) filter (where not may), ''[]'')
     from engine.undo_steps as s
     cross join lateral jsonb_populate_record(null::public.%1$I, s.old_values) as %1$I
     cross join lateral (select coalesce(case when s.is_own then %2$s else %3$s end, false)) as r (may)
     where s.undo_id = $1 and s.entity = %1$L and s.kind = ''put_back'' and s.conflict is null',
    entity, engine.may_put_back_sql(entity, true), engine.may_put_back_sql(entity, false)
  ) into allowed, forbidden using undo_id;
  answer := case when allowed is null then '{"written": [], "refused": []}' else engine.write_in_parts(format(
    'insert into public.%1$I (%2$s) overriding system value
     select %3$s from jsonb_array_elements($1) as r
     cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
     returning %4$I as key',
    entity,
    (select string_agg(format('%I', c), ', ') from unnest(stored_columns) as c),
    (select string_agg(format('n.%I', c), ', ') from unnest(stored_columns) as c),
    address.key_column
  ), allowed, false) end;
  perform engine.put_back_links(undo_id, entity);
  return jsonb_build_object('written', answer -> 'written', 'refused', (answer -> 'refused') || forbidden);
end;
$$;
comment on function engine.put_back is 'Inserts the deleted rows of one table as they were. Reason of a row: put_back_refused.';

create function engine.require_open_undo(undo_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read batches
as $$
begin
  if not exists (
    select from engine.batches as b
    where b.id = undo_id and b.kind = 'undo' and b.ended_at is null and b.id = engine.current_batch_id()
      and b.member_id is not distinct from engine.member_id()
  ) then
    perform engine.refuse('batch_not_open', 'This batch is not yours, or it has ended', errcode => 'PT409');
  end if;
end;
$$;
comment on function engine.require_open_undo is 'Refuses what is not the undo of this very request.';

create function engine.left_over(undo_id uuid, refused jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- compares rows that the caller may not see
as $$
declare
  part record;
  found jsonb;
  answer jsonb := '[]';
begin
  for part in
    select s.entity, a.key_column, a.key_type, engine.settled_columns(s.entity) as columns
    from (
      select distinct s.entity from engine.undo_steps as s where s.undo_id = left_over.undo_id and s.kind <> 'remove'
    ) as s
    cross join lateral engine.row_address(s.entity) as a
  loop
    execute format(
      'select jsonb_agg(jsonb_build_object(''entity'', s.entity, ''key'', s.record_id, ''fields'', d.fields))
       from engine.undo_steps as s
       join public.%1$I as t on t.%2$I = s.record_id::%3$s
       cross join lateral (
         select jsonb_agg(v.key) as fields from jsonb_each(s.old_values) as v
         where v.key = any ($2) and to_jsonb(t) -> v.key is distinct from v.value
       ) as d
       where s.undo_id = $1 and s.entity = %1$L and d.fields is not null
         and (s.kind = ''restore'' or s.kind = ''put_back'' and s.conflict is null)
         and s.record_id not in (
           select r.value ->> ''key'' from jsonb_array_elements($3) as r where r.value ->> ''entity'' = %1$L
         )',
      part.entity, part.key_column, part.key_type
    ) into found using undo_id, part.columns, refused;
    answer := answer || coalesce(found, '[]');
  end loop;
  return answer;
end;
$$;
comment on function engine.left_over is
  'Records that were undone, but do not stand there quite as before: the role may not write a field, or a trigger wrote it anew.';
