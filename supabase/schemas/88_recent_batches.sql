-- Which changes in bulk there were lately, and whose.

create function engine.batch_json(batch engine.batches)
returns jsonb
language sql stable security definer set search_path = '' -- reads batches and log
as $$
  select jsonb_build_object(
    'id', batch.id, 'kind', batch.kind, 'entity', batch.entity, 'note', batch.note, 'member', batch.member_id,
    'memberName', batch.member_name, 'roleLabel', (select r.label from config.roles as r where r.key = batch.role_key),
    'startedAt', batch.started_at, 'endedAt', batch.ended_at, 'undoneBy', batch.undone_by, 'undoes', batch.undoes,
    'created', c.created, 'updated', c.updated, 'deleted', c.deleted
  )
  from (
    select batch.created, batch.updated, batch.deleted where batch.ended_at is not null
    union all
    select n.* from engine.batch_counts(batch.id) as n where batch.ended_at is null
  ) as c (created, updated, deleted);
$$;
comment on function engine.batch_json is 'A batch as the app gets it.';

create function config.recent_batches(p_before timestamptz default null, p_limit integer default 50)
returns jsonb
language sql stable security definer set search_path = '' -- reads batches and log
as $$
  select coalesce(jsonb_agg(engine.batch_json(b) order by b.started_at desc), '[]')
  from (
    select b.* from engine.batches as b
    where (b.member_id = engine.member_id() or engine.may_configure('roles'))
      and (p_before is null or b.started_at < p_before)
      and (b.ended_at is null or b.created + b.updated + b.deleted > 0)
    order by b.started_at desc
    limit least(p_limit, 200)
  ) as b;
$$;
comment on function config.recent_batches is
  'The caller''s own batches, newest first; everybody''s with the right roles. Empty ones are left out.';
