-- Work that runs by itself. On Supabase pg_cron calls it each minute; the local server has a timer.

create table engine.jobs (
  key engine.identifier primary key,
  routine text not null,
  every interval not null constraint interval_is_positive check (every > interval '0'),
  next_run_at timestamptz not null default now(),
  last_error text,
  last_run_at timestamptz
);
comment on table engine.jobs is 'Functions without arguments that run again and again; the app adds its own.';
alter table engine.jobs enable row level security;
insert into engine.jobs (key, routine, every)
values ('seal_audit', 'engine.seal_audit_log()', '1 minute');

create function engine.seal_audit_log()
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.seal_audit();
$$;
comment on function engine.seal_audit_log is 'One round of sealing, as a job.';

create function engine.run_due_jobs()
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  job engine.jobs;
  problem text;
  runs integer := 0;
begin
  for job in
    select j.* from engine.jobs as j where j.next_run_at <= now() order by j.next_run_at for update skip locked
  loop
    problem := null;
    begin
      execute format('select %s', job.routine::regprocedure::regproc || '()');
    exception when others then
      problem := sqlerrm; -- one failing job must not keep the others from running
    end;
    update engine.jobs as j
    set last_run_at = clock_timestamp(), last_error = problem, next_run_at = clock_timestamp() + j.every
    where j.key = job.key;
    runs := runs + 1;
  end loop;
  return runs;
end;
$$;
comment on function engine.run_due_jobs is 'Runs every job that is due; returns how many. A failure is kept in last_error.';

do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron with schema pg_catalog;
    perform cron.schedule('kontor_jobs', '* * * * *', 'select engine.run_due_jobs()');
  end if;
end;
$$;
