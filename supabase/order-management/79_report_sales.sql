-- Sales over time. Reports run with the rights of who asks: his columns, his rows. They are plpgsql so that the planner
-- knows the period; days are those of each shop unless a time zone is given; the margin of days lets an index help.

create function public.report_sales(
  since date, until date, bucket text default 'day', channel_ids bigint[] default null, zone text default null
)
returns table (
  period date, currency text, orders bigint, goods numeric, total numeric, average numeric, paid numeric, refunded numeric,
  net numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with chosen as (
    select c.id, coalesce(zone, c.time_zone) as time_zone from public.channels as c
    where channel_ids is null or c.id = any (channel_ids)
  ),
  facts as (
    select (o.placed_at at time zone c.time_zone) as at, o.currency, 1 as orders, o.goods_total as goods,
      o.grand_total as total, 0::numeric as paid, 0::numeric as refunded
    from public.orders as o
    join chosen as c on c.id = o.channel_id
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
    union all
    select p.paid_at at time zone c.time_zone, p.currency, 0, 0, 0, p.amount, 0
    from public.payments as p
    join public.orders as o on o.id = p.order_id
    join chosen as c on c.id = o.channel_id
    where p.state = 'succeeded' and p.paid_at > since - interval '2 days' and p.paid_at < until + interval '3 days'
    union all
    select r.done_at at time zone c.time_zone, r.currency, 0, 0, 0, 0, r.amount
    from public.refunds as r
    join public.orders as o on o.id = r.order_id
    join chosen as c on c.id = o.channel_id
    where r.state = 'done' and r.done_at > since - interval '2 days' and r.done_at < until + interval '3 days'
  ),
  sums as (
    select date_trunc(bucket, f.at)::date as period, f.currency, sum(f.orders) as orders, sum(f.goods) as goods,
      sum(f.total) as total, sum(f.paid) as paid, sum(f.refunded) as refunded
    from facts as f
    where f.at::date between since and until
    group by 1, 2
  )
  select grid.period, grid.currency, coalesce(s.orders, 0)::bigint, coalesce(s.goods, 0), coalesce(s.total, 0),
    round(s.total / nullif(s.orders, 0), 2), coalesce(s.paid, 0), coalesce(s.refunded, 0),
    coalesce(s.paid, 0) - coalesce(s.refunded, 0)
  from (
    select step.at::date as period, known.currency
    from generate_series(date_trunc(bucket, since::timestamp), until::timestamp, ('1 ' || bucket)::interval) as step (at)
    cross join (select distinct currency from sums) as known
  ) as grid
  left join sums as s on s.period = grid.period and s.currency = grid.currency
  order by grid.currency, grid.period;
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
as $$
#variable_conflict use_column
begin
  return query
  select s.currency, s.orders, s.goods, s.total, round(s.total / s.orders, 2), round(s.at[1]::numeric, 2), round(s.at[2]::numeric, 2),
    round(s.at[3]::numeric, 2), round(s.at[4]::numeric, 2), round(s.at[5]::numeric, 2)
  from (
    select o.currency, count(*) as orders, sum(o.goods_total) as goods, sum(o.grand_total) as total,
      percentile_cont(array[0.1, 0.25, 0.5, 0.75, 0.9]) within group (order by o.grand_total::double precision) as at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
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
as $$
#variable_conflict use_column
begin
  return query
  with steps as (
    select array(select distinct e from unnest(edges) as e where e is not null order by e) as edges
  ),
  found as (
    select o.currency, width_bucket(o.grand_total, s.edges) as bin, count(*) as orders
    from steps as s, public.orders as o
    join public.channels as c on c.id = o.channel_id
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
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
