-- Indexes that somebody accepted for a slow list. They are built and removed outside of transactions, so that nobody
-- waits: by the local server's timer, on Supabase by pg_cron. Only what is wanted is stored; what is there, the catalog knows.

create table config.own_indexes (
  name engine.identifier primary key,
  entity_id uuid not null references config.entities (id) on delete cascade,
  columns jsonb not null,
  is_wanted boolean not null default true,
  attempts integer not null default 0,
  problem text,
  created_by uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now()
);
comment on table config.own_indexes is 'Indexes offered by the cost check and accepted; a removed one stays until it is gone.';
comment on column config.own_indexes.columns is 'Up to four of {"field", "descending"}.';
create index own_indexes_entity_id_idx on config.own_indexes (entity_id);
create index own_indexes_created_by_idx on config.own_indexes (created_by);
alter table config.own_indexes enable row level security;

do $$
declare
  event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute engine.audit_trigger_sql('config.own_indexes', event, '{name}');
  end loop;
end;
$$;

create function config.create_index(entity text, columns jsonb)
returns text
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity uuid;
  its_name text;
begin
  perform engine.require_right('views');
  its_entity := engine.entity_id(entity);
  perform engine.require_readable(its_entity);
  if jsonb_typeof(columns) is distinct from 'array' or jsonb_array_length(columns) not between 1 and 4 or exists (
    select from jsonb_array_elements(columns) as item
    where jsonb_typeof(item) <> 'object' or not coalesce(
      engine.readable_fields(engine.role_name(engine.current_role_key())) -> entity ? (item ->> 'field'), false
    )
  ) then
    perform engine.refuse('invalid_index', 'An index has one to four fields that you may read', errcode => '22023');
  elsif engine.has_index(entity, columns) then
    perform engine.refuse('index_exists', 'There is such an index already');
  elsif (select count(*) from config.own_indexes as i where i.entity_id = its_entity and i.is_wanted) >= 10 then
    perform engine.refuse('too_many_indexes', 'Ten indexes were made for this already: remove one that is not used');
  end if;
  -- The same columns have the same name, so that two people ask for one index.
  its_name := left(entity, 30) || '_own_' || left(md5(columns::text), 12);
  insert into config.own_indexes (name, entity_id, columns, created_by)
  values (its_name, its_entity, columns, engine.member_id())
  on conflict (name) do update set is_wanted = true, attempts = 0, problem = null;
  return its_name;
end;
$$;
comment on function config.create_index is
  'Asks for an index; it is built within a minute or two while everybody goes on working. Returns its name.
Reasons right_missing, invalid_index, index_exists, too_many_indexes.';

create function config.remove_index(index_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('views');
  update config.own_indexes as i set is_wanted = false, attempts = 0, problem = null where i.name = index_name;
  if not found then
    perform engine.refuse('unknown_index', 'This index was not made here', errcode => 'PT404');
  end if;
end;
$$;
comment on function config.remove_index is 'Lets go of an index that was made here. Reasons right_missing, unknown_index.';

create function engine.index_state(index_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when i.indexrelid is null then 'absent'
    when exists (select from pg_catalog.pg_stat_progress_create_index as p where p.index_relid = i.indexrelid) then 'building'
    when i.indisvalid then 'ready'
    else 'broken' -- a build that was interrupted leaves it behind
  end
  from (select to_regclass(format('public.%I', index_name)) as found) as f
  left join pg_catalog.pg_index as i on i.indexrelid = f.found;
$$;
comment on function engine.index_state is 'absent, building, ready or broken.';

create function engine.next_index_statement()
returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  next record;
begin
  delete from config.own_indexes as i where not i.is_wanted and engine.index_state(i.name) = 'absent';
  select i.*, e.name as entity, engine.index_state(i.name) as state into next
  from config.own_indexes as i join config.entities as e on e.id = i.entity_id
  where i.attempts < 3 and to_regclass(format('public.%I', e.name)) is not null
    and engine.index_state(i.name) = any (case when i.is_wanted then '{absent,broken}'::text[] else '{ready,broken}' end)
  order by i.created_at limit 1;
  if not found then
    return null;
  elsif next.state <> 'absent' then
    if not next.is_wanted then
      update config.own_indexes as i set attempts = attempts + 1 where i.name = next.name;
    end if;
    return format('drop index concurrently if exists public.%I', next.name);
  end if;
  update config.own_indexes as i set attempts = attempts + 1, problem = null where i.name = next.name;
  return format('create index concurrently if not exists %I on public.%I (%s)', next.name, next.entity, (
    select string_agg(format('%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
      ', ' order by position)
    from jsonb_array_elements(next.columns) with ordinality as c (item, position)
  ));
end;
$$;
comment on function engine.next_index_statement is
  'What has to be run next, outside of a transaction, so that the indexes are those that are wanted; null when all is
done. An interrupted build is dropped first; after three attempts an index is given up.';

create function engine.note_index_problem(problem text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  update config.own_indexes as i set problem = left(note_index_problem.problem, 500)
  where i.attempts > 0 and engine.index_state(i.name) <> 'ready' and i.is_wanted
    or i.attempts > 0 and not i.is_wanted;
$$;
comment on function engine.note_index_problem is 'Keeps why the last statement failed.';

create function config.indexes_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads config and statistics for those who configure
as $$
begin
  perform engine.require_right('views');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', i.name, 'entity', e.name, 'columns', i.columns, 'createdAt', i.created_at, 'createdBy', m.name,
      'state', case when not i.is_wanted then 'removing'
        when engine.index_state(i.name) = 'ready' then 'ready'
        when i.attempts >= 3 then 'failed' else 'building' end,
      'problem', i.problem, 'bytes', pg_catalog.pg_relation_size(s.indexrelid), 'uses', coalesce(s.idx_scan, 0),
      'lastUse', s.last_idx_scan,
      'isUnused', s.indexrelid is not null and coalesce(s.last_idx_scan, i.created_at) < now() - interval '30 days'
    ) order by e.name, i.created_at), '[]')
    from config.own_indexes as i
    join config.entities as e on e.id = i.entity_id
    left join config.members as m on m.id = i.created_by
    left join pg_catalog.pg_stat_user_indexes as s on s.schemaname = 'public' and s.indexrelname = i.name
  );
end;
$$;
comment on function config.indexes_page is
  'Indexes that were made here, with size and use; isUnused = not read for 30 days. Reason right_missing.';

-- pg_cron runs each statement by itself; one schedule at a time, taken away once there is nothing to do.
create function engine.schedule_indexes()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  statement text;
begin
  if to_regnamespace('cron') is null then
    return;
  end if;
  execute 'select cron.unschedule(jobid) from cron.job where jobname = ''kontor_index''';
  statement := engine.next_index_statement();
  if statement is not null then
    execute 'select cron.schedule(''kontor_index'', ''* * * * *'', $1)' using statement;
  end if;
end;
$$;
comment on function engine.schedule_indexes is 'Has pg_cron run what engine.next_index_statement asks for; a job.';

insert into engine.jobs (key, routine, every)
values ('schedule_indexes', 'engine.schedule_indexes()', '2 minutes');
