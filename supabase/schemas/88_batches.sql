-- Batches: changes of many records that belong together, over any number of requests, so that they can be shown and
-- undone as one. The audit log notes the batch of each entry; what a batch did is read from there.

create table engine.batches (
  id uuid primary key default gen_random_uuid(),
  kind text not null
    constraint batch_kind_is_known check (kind in ('import', 'bulk_edit', 'bulk_delete', 'paste', 'undo', 'operation')),
  entity text,
  note text constraint batch_note_is_short check (length(note) <= 500),
  member_id uuid,
  member_name text,
  role_key text,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  created bigint not null default 0,
  updated bigint not null default 0,
  deleted bigint not null default 0,
  undoes uuid references engine.batches (id),
  undone_by uuid references engine.batches (id)
);
comment on table engine.batches is
  'Changes made together. Member, name and role are copies, as in the audit log. The counts are taken when it ends.';
comment on column engine.batches.undone_by is 'The batch that undid this one; null again when that was undone itself.';
create index batches_started_idx on engine.batches (started_at desc);
create index batches_member_idx on engine.batches (member_id, started_at desc);
create index batches_open_idx on engine.batches (started_at) where ended_at is null;
create index batches_undoes_idx on engine.batches (undoes);
create index batches_undone_by_idx on engine.batches (undone_by);
alter table engine.batches enable row level security;

create function config.begin_batch(p_kind text, p_entity text default null, p_note text default null)
returns uuid
language plpgsql volatile security definer set search_path = '' -- callers may not write batches
as $$
declare
  new_id uuid;
begin
  if p_entity is not null then
    perform engine.entity_id(p_entity);
  end if;
  insert into engine.batches (kind, entity, note, member_id, member_name, role_key)
  select p_kind, p_entity, p_note, acting.id,
    (select m.name from config.members as m where m.id = acting.id), engine.current_role_key()
  from (select engine.member_id()) as acting (id)
  returning id into new_id;
  perform set_config('kontor.batch', new_id::text, true);
  return new_id;
end;
$$;
comment on function config.begin_batch is
  'Opens a batch (import, bulk_edit, bulk_delete, paste, undo or operation) for the caller. Everything that this
transaction writes afterwards belongs to it; later requests join with the header x-batch. Reason unknown_entity.';

-- Whoever could join a batch of somebody else would write under his name.
create function engine.join_batch()
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read batches
as $$
declare
  header constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-batch';
  -- Cast on its own: the planner may cast a constant before the condition that guards it.
  batch constant uuid := case when pg_input_is_valid(header, 'uuid') then header end;
begin
  if header is null then
    return;
  elsif not exists (
    select from engine.batches as b
    where b.id = batch and b.ended_at is null and b.member_id = engine.signed_in_member_id()
  ) then
    perform engine.refuse(
      'batch_not_open', 'This batch is not yours, or it has ended', jsonb_build_object('batch', header), 'PT409'
    );
  end if;
  perform set_config('kontor.batch', batch::text, true);
end;
$$;
comment on function engine.join_batch is
  'Lets this request write in the batch of the header x-batch: an open one of the same member, else reason batch_not_open (409).';
grant execute on function engine.join_batch() to authenticated;

create function engine.batch_counts(batch_id uuid)
returns table (created bigint, updated bigint, deleted bigint)
language sql stable security definer set search_path = '' -- reads the log
as $$
  select count(*) filter (where e.action = 'create'), count(*) filter (where e.action = 'update'),
    count(*) filter (where e.action = 'delete')
  from engine.batches as b
  join engine.audit_entries as e on e.batch_id = b.id
  where b.id = batch_counts.batch_id and not e.is_consequence and e.table_name = coalesce(b.entity, e.table_name);
$$;
comment on function engine.batch_counts is
  'How many records a batch created, updated and deleted: of its entity, or of all when it names none.';

create function engine.close_batch(batch_id uuid)
returns void
language sql volatile security definer set search_path = '' -- callers may not write batches
as $$
  update engine.batches as b
  set ended_at = clock_timestamp(), created = c.created, updated = c.updated, deleted = c.deleted
  from engine.batch_counts(close_batch.batch_id) as c
  where b.id = close_batch.batch_id and b.ended_at is null;
$$;
comment on function engine.close_batch is 'Ends an open batch and keeps its counts.';

create function config.end_batch(id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write batches
as $$
declare
  ended engine.batches;
begin
  select b.* into ended from engine.batches as b
  where b.id = end_batch.id and b.member_id is not distinct from engine.member_id();
  if not found then
    perform engine.refuse('batch_not_open', 'This batch is not yours, or it has ended', errcode => 'PT409');
  end if;
  perform engine.close_batch(ended.id);
  if engine.current_batch_id() = ended.id then
    perform set_config('kontor.batch', '', true);
  end if;
  select b.* into ended from engine.batches as b where b.id = ended.id;
  return jsonb_build_object(
    'id', ended.id, 'created', ended.created, 'updated', ended.updated, 'deleted', ended.deleted
  );
end;
$$;
comment on function config.end_batch is
  'Ends a batch of the caller and says how many records it created, updated and deleted; harmless when it has ended. Reason batch_not_open.';

create function engine.close_old_batches()
returns void
language sql volatile security definer set search_path = '' -- a job
as $$
  select engine.close_batch(b.id) from engine.batches as b
  where b.ended_at is null and b.started_at < now() - interval '1 day';
$$;
comment on function engine.close_old_batches is 'Ends batches whose browser never came back, as a job.';
insert into engine.jobs (key, routine, every)
values ('close_old_batches', 'engine.close_old_batches()', '1 hour');
