-- Undoing what was done in a batch, or by a member in some hours. Per record the net change is taken back, and only
-- where it still stands: what somebody changed since is a conflict. Whoever undoes writes with his own rights.

create unlogged table engine.undo_steps (
  undo_id uuid not null,
  entity text not null,
  record_id text not null,
  kind text not null constraint step_is_known check (kind in ('remove', 'put_back', 'restore')),
  last_entry_id bigint not null,
  is_own boolean not null,
  old_values jsonb,
  new_values jsonb,
  conflict jsonb,
  primary key (undo_id, entity, record_id)
);
comment on table engine.undo_steps is
  'A plan while it is carried out, gone at the end of the transaction. To remove: what was created; to put back: what was
deleted; to restore: old_values where new_values still stand.';
alter table engine.undo_steps enable row level security;

create function engine.entries_of(subject jsonb)
returns setof engine.audit_entries
language sql stable security definer set search_path = '' -- reads the log
as $$
  select e.* from engine.audit_entries as e where e.batch_id = (subject ->> 'batch')::uuid
  union all
  select e.* from engine.audit_entries as e
  where e.member_id = (subject ->> 'member')::uuid
    and e.at >= (subject ->> 'since')::timestamptz and e.at < (subject ->> 'until')::timestamptz;
$$;
comment on function engine.entries_of is 'What is to be undone: {"batch"} or {"member", "since", "until"}.';

create function engine.require_undoable(subject jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read batches
as $$
declare
  owner_id uuid := (subject ->> 'member')::uuid;
begin
  if subject ? 'batch' then
    select b.member_id into owner_id from engine.batches as b where b.id = (subject ->> 'batch')::uuid;
    if not found then
      perform engine.refuse('unknown_batch', 'There is no such batch', errcode => 'PT404');
    end if;
  end if;
  if owner_id is distinct from engine.member_id() and not engine.may_configure('roles') then
    perform engine.refuse('batch_not_yours', 'Only an administrator may undo what others did', errcode => '42501');
  end if;
end;
$$;
comment on function engine.require_undoable is
  'One''s own work, or the right roles, as for reading the audit log. Reasons unknown_batch, batch_not_yours (403).';

-- A record that came and went again needs nothing; of several changes the first old and the last new value count.
create function engine.plan_undo(undo_id uuid, subject jsonb)
returns setof engine.undo_steps
language sql stable security definer set search_path = '' -- reads the log
as $$
  select plan_undo.undo_id, r.table_name, r.record_id,
    case when r.first_action = 'create' then 'remove' when r.last_action = 'delete' then 'put_back' else 'restore' end,
    r.last_id, coalesce(r.is_own, false), (
      select jsonb_object_agg(v.key, v.value order by e.id desc)
      from unnest(r.entries) as e cross join lateral jsonb_each(e.old_values) as v
      where e.id <= coalesce(r.first_delete, e.id)
    ), (
      select jsonb_object_agg(v.key, v.value order by e.id)
      from unnest(r.entries) as e cross join lateral jsonb_each(e.new_values) as v
    ), null::jsonb
  from (
    select e.table_name, e.record_id, array_agg(e::engine.audit_entries) as entries, max(e.id) as last_id,
      min(e.id) filter (where e.action = 'delete') as first_delete, bool_and(e.member_id = own.id) as is_own,
      (array_agg(e.action order by e.id))[1] as first_action, (array_agg(e.action order by e.id desc))[1] as last_action
    from engine.entries_of(subject) as e
    join config.entities as n on n.name = e.table_name
    cross join (select engine.member_id() offset 0) as own (id)
    where not e.is_consequence
    group by e.table_name, e.record_id
  ) as r
  where not (r.first_action = 'create' and r.last_action = 'delete');
$$;
comment on function engine.plan_undo is 'What has to happen to each record.';

create function engine.settled_columns(entity text)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  select array_agg(c.column_name) from engine.columns as c
  where c.table_name = entity and not c.is_generated and c.column_name not in ('version', 'updated_at');
$$;
comment on function engine.settled_columns is 'Columns of an entity that keep what is written into them.';

-- Compares the plan with what stands there now. What already is as it was is left out. The plan comes as an array,
-- because Postgres knows how long that is; of a table just filled it would guess one row, and try each with each.
create function engine.write_plan(undo_id uuid, subject jsonb, overwrites boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- compares rows that the caller may not see
as $$
declare
  part record;
begin
  for part in
    select s.entity, a.key_column, a.key_type, engine.settled_columns(s.entity) as columns, s.steps
    from (
      select p.entity, array_agg(p) as steps from engine.plan_undo(undo_id, subject) as p group by p.entity
    ) as s
    cross join lateral engine.row_address(s.entity) as a
  loop
    execute format(
      'insert into engine.undo_steps
       select p.undo_id, p.entity, p.record_id, p.kind, p.last_entry_id, p.is_own,
         case when p.kind <> ''restore'' then p.old_values when $3 then d.safe || d.disputed else d.safe end,
         p.new_values,
         case
           when (p.kind = ''put_back'') <> (t.%2$I is null) then jsonb_build_object(
             ''problem'', case when p.kind = ''put_back'' then ''exists'' else ''gone'' end
           )
           when d.disputed <> ''{}'' and p.kind <> ''put_back'' then jsonb_build_object(
             ''problem'', ''changed'', ''now'', d.now,
             ''wrote'', case when p.kind = ''restore'' then engine.only(p.new_values, d.now) else d.disputed end
           )
         end
       from unnest($1) as p
       left join public.%1$I as t on t.%2$I = p.record_id::%3$s
       left join lateral (
         select jsonb_object_agg(v.key, v.value order by e.id desc) as values
         from engine.audit_entries as e cross join lateral jsonb_each(e.old_values) as v
         where p.kind = ''remove'' and e.table_name = p.entity and e.record_id = p.record_id
           and e.id > p.last_entry_id and e.action = ''update'' and not e.is_consequence
       ) as later on true
       cross join lateral (
         select coalesce(jsonb_object_agg(o.key, o.value) filter (where o.is_safe), ''{}'') as safe,
           coalesce(jsonb_object_agg(o.key, o.value) filter (where not o.is_safe), ''{}'') as disputed,
           coalesce(jsonb_object_agg(o.key, o.now) filter (where not o.is_safe), ''{}'') as now
         from (
           select v.key, v.value, w.row -> v.key as now,
             p.kind = ''restore'' and w.row -> v.key is not distinct from p.new_values -> v.key as is_safe
           from (select to_jsonb(t)) as w (row),
             jsonb_each(case p.kind when ''restore'' then p.old_values when ''remove'' then later.values end) as v
           where v.key = any ($2) and w.row -> v.key is distinct from v.value
         ) as o
       ) as d',
      part.entity, part.key_column, part.key_type
    ) using part.steps, part.columns, overwrites;
  end loop;
end;
$$;
comment on function engine.write_plan is
  'Writes the plan down, with conflicts: where somebody changed, deleted or made again what is to be undone. What is to
be overwritten is restored all the same.';

create function engine.only(part jsonb, keys_of jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(part) where keys_of ? key;
$$;
comment on function engine.only is 'The values of the first object under the keys of the second.';

-- Removing a record takes along, or cuts off, what somebody hung below it since.
create function engine.find_dependants(undo_id uuid, subject jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- looks at rows that the caller may not see
as $$
declare
  link record;
begin
  for link in
    select distinct s.entity, a.key_type, source.relname::text as child, c.column_name as child_column,
      engine.primary_key(source.relname::text) as child_key
    from (
      select distinct s.entity from engine.undo_steps as s
      where s.undo_id = find_dependants.undo_id and s.kind = 'remove'
    ) as s
    cross join lateral engine.row_address(s.entity) as a
    join pg_catalog.pg_constraint as k
      on k.contype = 'f' and k.confrelid = format('public.%I', s.entity)::regclass and k.confdeltype in ('c', 'n', 'd')
    join pg_catalog.pg_class as source on source.oid = k.conrelid
    join config.entities as n on n.name = source.relname and n.is_audited
    join engine.columns as c on c.table_oid = k.conrelid and c.column_number = k.conkey[1]
    where cardinality(k.conkey) = 1
  loop
    execute format(
      'update engine.undo_steps as s set conflict = jsonb_build_object(''problem'', ''related'', ''related'', %2$L)
       where s.undo_id = $1 and s.entity = %1$L and s.kind = ''remove'' and s.conflict is null and exists (
         select from public.%2$I as c
         where c.%3$I = s.record_id::%4$s and not exists (
           select from engine.audit_entries as e
           where e.table_name = %2$L and e.record_id = c.%5$I::text and e.action = ''create''
             and (e.batch_id = ($2 ->> ''batch'')::uuid
               or e.member_id = ($2 ->> ''member'')::uuid and e.at >= ($2 ->> ''since'')::timestamptz)
         )
       )',
      link.entity, link.child, link.child_column, link.key_type, link.child_key
    ) using undo_id, subject;
  end loop;
end;
$$;
comment on function engine.find_dependants is 'Notes records to be removed below which others made records of their own.';
