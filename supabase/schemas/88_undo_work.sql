-- The undo itself, and the same thing as a rehearsal. It is one transaction and a batch of its own, so that it can be
-- undone like any other.

-- A conflict speaks of values: only of fields and records that the caller may read.
create function engine.conflicts_of(undo_id uuid, entry_limit integer)
returns table (entity text, key text, conflict jsonb)
language sql stable security definer set search_path = '' -- reads plan and log
as $$
  select s.entity, s.record_id, s.conflict || jsonb_build_object(
    'entity', s.entity, 'key', s.record_id, 'member', e.member_name, 'at', e.at,
    'wrote', engine.readable_values(s.entity, s.conflict -> 'wrote'),
    'now', engine.readable_values(s.entity, s.conflict -> 'now')
  )
  from engine.undo_steps as s
  left join lateral (
    select l.member_name, l.at from engine.audit_entries as l
    where l.table_name = s.entity and l.record_id = s.record_id and l.id > s.last_entry_id and not l.is_consequence
    order by l.id desc limit 1
  ) as e on true
  where s.undo_id = conflicts_of.undo_id and s.conflict is not null
  order by s.last_entry_id
  limit entry_limit;
$$;
comment on function engine.conflicts_of is 'Conflicts of a plan, in the order of the work, with who changed the record last and when.';

create function engine.visible_conflicts(undo_id uuid)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  part record;
  seen jsonb;
  answer jsonb := '[]';
begin
  for part in
    select c.entity, c.conflicts, a.key_column, a.key_type
    from (
      select f.entity, jsonb_agg(f.conflict) as conflicts from engine.conflicts_of(undo_id, 200) as f group by f.entity
    ) as c
    cross join lateral engine.row_address(c.entity) as a
  loop
    begin
      execute format(
        'select jsonb_agg(case when t.%2$I is null then c.value - ''now'' - ''wrote'' else c.value end)
         from jsonb_array_elements($1) as c
         left join public.%1$I as t on t.%2$I = (c.value ->> ''key'')::%3$s',
        part.entity, part.key_column, part.key_type
      ) into seen using part.conflicts;
    exception when insufficient_privilege then
      select jsonb_agg(c - 'now' - 'wrote') into seen from jsonb_array_elements(part.conflicts) as c;
    end;
    answer := answer || seen;
  end loop;
  return answer;
end;
$$;
comment on function engine.visible_conflicts is 'The first 200 conflicts as the caller may see them.';

create function engine.run_undo_part(kind text, entity text, columns text[], rows jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  refusal constant text := case kind when 'remove' then 'delete_refused' else 'update_refused' end;
  address record;
  answer jsonb := '{"written": [], "refused": []}';
begin
  select * into address from engine.row_address(entity);
  if kind = 'remove' then
    answer := engine.write_in_parts(format(
      'delete from public.%1$I as t using jsonb_array_elements($1) as r
       where t.%2$I = (r.value ->> ''key'')::%3$s returning t.%2$I as key', entity, address.key_column, address.key_type
    ), rows, false);
  elsif cardinality(columns) > 0 then
    answer := engine.write_in_parts(format(
      'update public.%1$I as t set %2$s from jsonb_array_elements($1) as r
       cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
       where t.%3$I = (r.value ->> ''key'')::%4$s returning t.%3$I as key',
      entity, (select string_agg(format('%1$I = n.%1$I', c), ', ') from unnest(columns) as c),
      address.key_column, address.key_type
    ), rows, false);
  end if;
  return engine.refuse_untouched(entity, rows, answer, refusal);
exception when insufficient_privilege then
  return jsonb_build_object('written', 0, 'refused', (
    select jsonb_agg(jsonb_build_object('key', r -> 'key', 'code', '42501', 'message', refusal,
      'details', jsonb_build_object('reason', refusal)::text))
    from jsonb_array_elements(rows) as r
  ));
end;
$$;
comment on function engine.run_undo_part is 'Removes or restores the records of one part, with the rights of the caller.';

create function engine.finish_undo(undo_id uuid, refused jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes batches
as $$
declare
  left_over jsonb;
  undone uuid;
begin
  perform engine.require_open_undo(undo_id);
  left_over := engine.left_over(undo_id, refused);
  delete from engine.undo_steps as s where s.undo_id = finish_undo.undo_id;
  perform config.end_batch(undo_id);
  select b.undoes into undone from engine.batches as b where b.id = undo_id;
  if exists (select from engine.audit_entries as e where e.batch_id = undo_id) then
    update engine.batches as b set undone_by = undo_id where b.id = undone;
    update engine.batches as b set undone_by = null where b.undone_by = undone;
  end if;
  return jsonb_build_object(
    'batch', undo_id, 'refused', jsonb_path_query_array(refused, '$[0 to 199]'), 'refusedCount', jsonb_array_length(refused),
    'leftOver', jsonb_path_query_array(left_over, '$[0 to 199]'), 'leftOverCount', jsonb_array_length(left_over)
  );
end;
$$;
comment on function engine.finish_undo is 'Ends the batch of an undo and marks the one that it undid.';

create function engine.undo(subject jsonb, conflicts text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  overwrites constant boolean := conflicts = 'overwrite';
  undo_id uuid;
  part record;
  done jsonb;
  counts jsonb := '{"remove": 0, "put_back": 0, "restore": 0}';
  refused jsonb := '[]';
  found_conflicts jsonb;
  conflict_count bigint;
begin
  if conflicts is null or conflicts not in ('keep', 'overwrite') then
    perform engine.refuse('invalid_choice', 'Conflicts are kept or overwritten', errcode => '22023');
  end if;
  undo_id := engine.begin_undo(subject, overwrites);
  found_conflicts := engine.visible_conflicts(undo_id);
  select count(*) into conflict_count from engine.conflicts_of(undo_id, null);
  for part in select * from engine.undo_parts(undo_id, overwrites) loop
    if part.kind = 'put_back' then
      done := engine.put_back(undo_id, part.entity);
      done := done || jsonb_build_object('written', jsonb_array_length(done -> 'written'));
    else
      done := engine.run_undo_part(part.kind, part.entity, part.columns, part.rows);
    end if;
    counts := counts || jsonb_build_object(part.kind, (counts ->> part.kind)::bigint + (done ->> 'written')::bigint);
    refused := refused || coalesce((
      select jsonb_agg(r || jsonb_build_object('entity', part.entity)) from jsonb_array_elements(done -> 'refused') as r
    ), '[]');
  end loop;
  set constraints all immediate; -- so that a rehearsal meets what the end of the transaction would
  return engine.finish_undo(undo_id, refused) || jsonb_build_object(
    'removed', counts -> 'remove', 'putBack', counts -> 'put_back', 'restored', counts -> 'restore',
    'conflicts', found_conflicts, 'conflictCount', conflict_count
  );
end;
$$;
comment on function engine.undo is 'Undoes a subject (engine.entries_of); conflicts is keep or overwrite.';

create function engine.rehearse_undo(subject jsonb, conflicts text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  begin
    answer := engine.undo(subject, conflicts);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return answer - 'batch';
end;
$$;
comment on function engine.rehearse_undo is 'What engine.undo would answer. Changes nothing.';

-- Half of the usual time limit is soon over with a hundred thousand records.
create function config.review_undo(p_batch uuid, p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.rehearse_undo(jsonb_build_object('batch', p_batch), p_conflicts);
$$;
comment on function config.review_undo is
  'What undoing a batch would do: {removed, putBack, restored, conflicts, conflictCount, refused, refusedCount, leftOver,
leftOverCount}; of conflicts, refused and left over records the first 200. Changes nothing. As config.undo_batch.';

create function config.undo_batch(p_batch uuid, p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.undo(jsonb_build_object('batch', p_batch), p_conflicts);
$$;
comment on function config.undo_batch is
  'Undoes a batch with the caller''s rights, as a batch of its own; what others changed since is kept or overwritten.
Answers as config.review_undo, with the new batch. Reasons unknown_batch, batch_not_yours (403).';

create function config.review_undo_work(p_member uuid, p_since timestamptz, p_until timestamptz default now(), p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.rehearse_undo(jsonb_build_object('member', p_member, 'since', p_since, 'until', p_until), p_conflicts);
$$;
comment on function config.review_undo_work is 'What undoing all that a member did in some time would do. As config.review_undo.';

create function config.undo_work(p_member uuid, p_since timestamptz, p_until timestamptz default now(), p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.undo(jsonb_build_object('member', p_member, 'since', p_since, 'until', p_until), p_conflicts);
$$;
comment on function config.undo_work is 'Undoes all that a member did in some time. As config.undo_batch.';

select engine.add_helper(signature)
from unnest(array[
  'engine.undo(jsonb, text)', 'engine.rehearse_undo(jsonb, text)', 'engine.begin_undo(jsonb, boolean)',
  'engine.undo_parts(uuid, boolean)', 'engine.put_back(uuid, text)', 'engine.run_undo_part(text, text, text[], jsonb)',
  'engine.finish_undo(uuid, jsonb)', 'engine.visible_conflicts(uuid)', 'engine.conflicts_of(uuid, integer)'
]) as signature;
