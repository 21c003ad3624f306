-- Who buys, where and when: counts only, so that a role without amounts may ask.

create function public.report_repeat(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  customers bigint, returning_customers bigint, rate numeric, guest_orders bigint
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
  with buyers as (
    select o.customer_id, count(*) as orders
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by o.customer_id
  )
  select count(b.customer_id), count(b.customer_id) filter (where b.orders > 1),
    round(100.0 * count(b.customer_id) filter (where b.orders > 1) / nullif(count(b.customer_id), 0), 2),
    coalesce(sum(b.orders) filter (where b.customer_id is null), 0)::bigint
  from buyers as b;
end;
$$;
comment on function public.report_repeat is
  'Customers with a sale in the period, those with two or more, their share in percent, and orders of unknown buyers, which
are left out.';

create function public.report_hours(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  weekday integer, hour integer, orders bigint, per_day numeric
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
  with quarters as (
    -- Clocks differ by whole quarters of an hour, so few moments are left to be converted.
    select q.time_zone, q.at, count(*) as orders
    from (
      select coalesce(zone, c.time_zone) as time_zone, date_bin('15 minutes', o.placed_at, '2000-01-01 00:00:00+00') as at
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as q
    group by q.time_zone, q.at
  ),
  found as (
    select extract(isodow from here.at)::integer as weekday, extract(hour from here.at)::integer as hour,
      sum(q.orders)::bigint as orders
    from quarters as q
    cross join lateral (select q.at at time zone q.time_zone) as here (at)
    group by 1, 2
  ),
  weekdays as (
    select extract(isodow from d.day)::integer as weekday, count(*) as days
    from generate_series(since::timestamp, until::timestamp, interval '1 day') as d (day)
    group by 1
  )
  select w.weekday, h.hour, coalesce(f.orders, 0), round(coalesce(f.orders, 0)::numeric / nullif(d.days, 0), 2)
  from generate_series(1, 7) as w (weekday)
  cross join generate_series(0, 23) as h (hour)
  left join found as f on f.weekday = w.weekday and f.hour = h.hour
  left join weekdays as d on d.weekday = w.weekday
  order by w.weekday, h.hour;
end;
$$;
comment on function public.report_hours is
  'Sales placed per weekday (1 = Monday) and hour, in the time of the shop or of the zone, and per such day of the period.';

create function public.report_regions(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_least integer default 30
)
returns table (
  region text, category text, orders bigint, region_orders bigint, share numeric, index numeric
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
  with baskets as (
    -- Which categories an order has; few different ones are left to be counted.
    select b.region, b.categories, count(*) as orders
    from (
      select o.id, coalesce(nullif(o.ship_province, ''), nullif(o.ship_country, ''), '') as region,
        array_agg(distinct coalesce(p.category, '')) as categories
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join public.products as p on p.id = s.product_id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      group by o.id
    ) as b
    group by b.region, b.categories
  ),
  regions as (select b.region, sum(b.orders) as orders from baskets as b group by 1),
  pairs as (
    select b.region, k.category, sum(b.orders) as orders
    from baskets as b cross join unnest(b.categories) as k (category) group by 1, 2
  ),
  categories as (select p.category, sum(p.orders) as orders from pairs as p group by 1),
  whole as (select sum(r.orders) as orders from regions as r)
  select p.region, p.category, p.orders::bigint, r.orders::bigint, round(100.0 * p.orders / r.orders, 2),
    round(100.0 * p.orders * w.orders / (r.orders * k.orders), 1)
  from pairs as p
  join regions as r on r.region = p.region
  join categories as k on k.category = p.category
  cross join whole as w
  where r.orders >= at_least
  order by r.orders desc, p.region, p.orders desc, p.category;
end;
$$;
comment on function public.report_regions is
  'What regions buy: share of the orders of a region (province, else country) with goods of a category, in percent, and its
index: 100 is the share everywhere. Regions with fewer orders than asked for are left out.';
