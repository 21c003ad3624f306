-- What customers complain about, and how well it is answered.

create function public.report_complaints(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  month date, type text, complaints bigint, solved bigint, in_time bigint, in_time_rate numeric,
  median_hours_to_reply numeric, median_hours_to_solve numeric, satisfaction numeric
)
language plpgsql stable security invoker set search_path = ''
set statement_timeout = '30s'
as $$
#variable_conflict use_column
begin
  return query
  with received as (
    select k.*, k.created_at at time zone coalesce(zone, c.time_zone, 'UTC') as local
    from (
      select p.channel_id, p.type, p.created_at, p.due_at, p.first_response_at, p.resolved_at, p.csat
      from public.complaints as p
      where p.created_at > since - interval '2 days' and p.created_at < until + interval '3 days'
        and (channel_ids is null or p.channel_id = any (channel_ids))
    ) as k
    left join public.channels as c on c.id = k.channel_id
  )
  select date_trunc('month', r.local)::date, r.type, count(*), count(r.resolved_at),
    count(*) filter (where r.resolved_at <= r.due_at),
    round(100.0 * count(*) filter (where r.resolved_at <= r.due_at)
      / nullif(count(*) filter (where r.due_at is not null and (r.resolved_at is not null or r.due_at < now())), 0), 2),
    round((percentile_cont(0.5) within group (order by extract(epoch from r.first_response_at - r.created_at) / 3600))::numeric, 2),
    round((percentile_cont(0.5) within group (order by extract(epoch from r.resolved_at - r.created_at) / 3600))::numeric, 2),
    round(avg(r.csat), 2)
  from received as r
  where r.local::date between since and until
  group by 1, 2
  order by 1, 3 desc, 2;
end;
$$;
comment on function public.report_complaints is
  'Per month and type: complaints received, solved, solved within their time, and that as a percentage of those whose time has
come; medians of hours to the first reply and to the solution; average satisfaction from 1 to 5. Without a shop: UTC.';
