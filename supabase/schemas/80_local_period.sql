-- A period of days as moments: worked out once for a time zone, so that no row has to be converted to local time.

create function engine.first_moment(day date, zone text)
returns timestamptz
language sql stable strict parallel safe security invoker set search_path = ''
as $$
  -- Where clocks are put back at midnight, the day begins with the first of its two midnights.
  select case when (n.at - interval '1 hour') at time zone zone >= day then n.at - interval '1 hour' else n.at end
  from (select day::timestamp at time zone zone) as n (at);
$$;
comment on function engine.first_moment is 'The first moment that belongs to a day in a time zone.';
select engine.add_helper('engine.first_moment(date, text)');

-- Its cost tells the planner never to ask again for every row.
create function engine.local_period(since date, until date, zone text, bucket text default null)
returns table (starts timestamptz, ends timestamptz, steps timestamptz[])
language sql stable parallel safe security invoker cost 10000 rows 1 set search_path = ''
as $$
  select engine.first_moment(since, zone), engine.first_moment(until + 1, zone), array(
    select engine.first_moment(greatest(step.at::date, since), zone)
    from generate_series(date_trunc(bucket, since::timestamp), until::timestamp, ('1 ' || bucket)::interval) as step (at)
    order by 1
  );
$$;
comment on function engine.local_period is
  'Where a period begins and ends in a time zone, and where each day, week or month of it begins when a bucket is given.';
select engine.add_helper('engine.local_period(date, date, text, text)');
