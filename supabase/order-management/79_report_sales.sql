-- Sales over time. Reports run with the rights of who asks: his columns, his rows. They are plpgsql so that the planner
-- knows the period; days are those of each shop unless a time zone is given; the margin of days lets an index help.
-- Inside coalesce the exact period does not count in the planner's estimate, which would be far too low.

create function public.report_sales(
  since date, until date, bucket text default 'day', channel_ids bigint[] default null, zone text default null
)
returns table (
  period date, currency text, orders bigint, goods numeric, total numeric, average numeric, paid numeric, refunded numeric,
  net numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  -- `offset 0` hides the moment behind the period, of which the planner would expect as many as there are rows.
  return query
  with periods as (
    select step.at::date as period, (row_number() over (order by step.at))::integer as n
    from generate_series(date_trunc(bucket, since::timestamp), until::timestamp, ('1 ' || bucket)::interval) as step (at)
  ),
  facts as (
    select f.n, f.currency, count(*) as orders, sum(f.goods_total) as goods, sum(f.grand_total) as total,
      0::numeric as paid, 0::numeric as refunded
    from (
      select width_bucket(o.placed_at, days.steps) as n, o.currency, o.goods_total, o.grand_total
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
    union all
    select f.n, f.currency, 0, 0, 0, sum(f.amount), 0
    from (
      select width_bucket(p.paid_at, days.steps) as n, p.currency, p.amount
      from public.payments as p
      join public.orders as o on o.id = p.order_id
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where p.state = 'succeeded' and p.paid_at > earliest and p.paid_at < latest
        and coalesce(p.paid_at >= days.starts and p.paid_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
    union all
    select f.n, f.currency, 0, 0, 0, 0, sum(f.amount)
    from (
      select width_bucket(r.done_at, days.steps) as n, r.currency, r.amount
      from public.refunds as r
      join public.orders as o on o.id = r.order_id
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where r.state = 'done' and r.done_at > earliest and r.done_at < latest
        and coalesce(r.done_at >= days.starts and r.done_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
  ),
  sums as (
    select f.n, f.currency, sum(f.orders)::bigint as orders, sum(f.goods) as goods, sum(f.total) as total,
      sum(f.paid) as paid, sum(f.refunded) as refunded
    from facts as f
    group by f.n, f.currency
  )
  select p.period, known.currency, coalesce(s.orders, 0), coalesce(s.goods, 0), coalesce(s.total, 0),
    round(s.total / nullif(s.orders, 0), 2), coalesce(s.paid, 0), coalesce(s.refunded, 0),
    coalesce(s.paid, 0) - coalesce(s.refunded, 0)
  from periods as p
  cross join (select distinct currency from sums) as known
  left join sums as s on s.n = p.n and s.currency = known.currency
  order by known.currency, p.period;
end;
$$;
comment on function public.report_sales is
  'Per day, week (from Monday) or month and currency: sales placed in it (orders, goods, total with discount, shipping and
tax, average = total / orders), payments received in it, refunds paid out in it, and net = paid - refunded. Amounts are in
the currency of the row; periods without anything are there with zeros.';

create function public.report_order_values(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  currency text, orders bigint, goods numeric, total numeric, average numeric, p10 numeric, p25 numeric, p50 numeric, p75 numeric,
  p90 numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  select s.currency, s.orders, s.goods, s.total, round(s.total / s.orders, 2), round(s.at[1]::numeric, 2), round(s.at[2]::numeric, 2),
    round(s.at[3]::numeric, 2), round(s.at[4]::numeric, 2), round(s.at[5]::numeric, 2)
  from (
    select o.currency, count(*) as orders, sum(o.goods_total) as goods, sum(o.grand_total) as total,
      percentile_cont(array[0.1, 0.25, 0.5, 0.75, 0.9]) within group (order by o.grand_total::double precision) as at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by o.currency
  ) as s
  order by s.currency;
end;
$$;
comment on function public.report_order_values is
  'Per currency: sales of the period, their goods and totals, the average order value (total / orders), and the totals below
which 10, 25, 50, 75 and 90 percent of the orders lie (interpolated).';

create function public.report_order_amounts(
  since date, until date, channel_ids bigint[] default null, zone text default null, edges numeric[] default '{50,100,200,500,1000}'
)
returns table (
  currency text, bin integer, from_amount numeric, to_amount numeric, orders bigint
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with steps as (
    select array(select distinct e from unnest(edges) as e where e is not null order by e) as edges
  ),
  found as (
    select o.currency, width_bucket(o.grand_total, s.edges) as bin, count(*) as orders
    from steps as s, public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by 1, 2
  )
  select known.currency, b.bin, s.edges[b.bin], s.edges[b.bin + 1], coalesce(f.orders, 0)
  from steps as s
  cross join (select distinct currency from found) as known
  cross join generate_series(0, cardinality(s.edges)) as b (bin)
  left join found as f on f.currency = known.currency and f.bin = b.bin
  order by known.currency, b.bin;
end;
$$;
comment on function public.report_order_amounts is
  'Per currency: how many sales had a total from one edge up to below the next; below the first and from the last edge too.';
