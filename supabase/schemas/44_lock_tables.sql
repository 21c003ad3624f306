-- DDL waits for its table a moment at a time. A wait for an exclusive lock makes everybody queue behind it, so it is
-- given up long before anybody notices, and before Postgres would look for a deadlock and pick a reader as its victim.

create function engine.lock_tables(table_names text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  patience constant text := current_setting('lock_timeout');
  tables constant text := (
    select string_agg(format('public.%I', name), ', ' order by name)
    from (select distinct unnest(table_names)) as t (name) where to_regclass(format('public.%I', name)) is not null
  );
begin
  if tables is null then
    return;
  end if;
  for attempt in 1..40 loop
    begin
      perform set_config('lock_timeout', '100ms', true);
      execute format('lock table %s in access exclusive mode', tables);
      perform set_config('lock_timeout', patience, true);
      return;
    exception when lock_not_available then
      perform pg_sleep(0.02 + 0.08 * random());
    end;
  end loop;
  perform engine.refuse('busy', 'Too much is going on in these tables; try again in a moment', errcode => 'PT503');
end;
$$;
comment on function engine.lock_tables is
  'Takes all tables of public named for DDL, all or none, in short attempts. Reason busy (503) after some seconds.';

-- One publish at a time; whoever comes second waits as long as his lock_timeout lets him.
create function engine.lock_configuration()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('engine.sync_roles'));
exception when lock_not_available then
  perform engine.refuse('busy', 'Somebody else is publishing; try again in a moment', errcode => 'PT503');
end;
$$;
comment on function engine.lock_configuration is 'Makes publishes queue. Reason busy (503) when the queue does not move.';
