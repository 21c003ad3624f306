-- Who buys, where and when: counts only, so that a role without amounts may ask.

create function public.report_repeat(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  customers bigint, returning_customers bigint, rate numeric, guest_orders bigint
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with buyers as (
    select o.customer_id, count(*) as orders
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
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
as $$
#variable_conflict use_column
begin
  return query
  with found as (
    select extract(isodow from at.local)::integer as weekday, extract(hour from at.local)::integer as hour, count(*) as orders
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    cross join lateral (select o.placed_at at time zone coalesce(zone, c.time_zone)) as at (local)
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
    group by 1, 2
  ),
  days as (
    select extract(isodow from d.day)::integer as weekday, count(*) as days
    from generate_series(since::timestamp, until::timestamp, interval '1 day') as d (day)
    group by 1
  )
  select w.weekday, h.hour, coalesce(f.orders, 0), round(coalesce(f.orders, 0)::numeric / nullif(d.days, 0), 2)
  from generate_series(1, 7) as w (weekday)
  cross join generate_series(0, 23) as h (hour)
  left join found as f on f.weekday = w.weekday and f.hour = h.hour
  left join days as d on d.weekday = w.weekday
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
as $$
#variable_conflict use_column
begin
  return query
  with sold as (
    select distinct o.id, coalesce(nullif(o.ship_province, ''), nullif(o.ship_country, ''), '') as region,
      coalesce(p.category, '') as category
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    join public.order_lines as l on l.order_id = o.id
    left join public.skus as s on s.id = l.sku_id
    left join public.products as p on p.id = s.product_id
    where o.is_sale and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
  ),
  regions as (select s.region, count(distinct s.id) as orders from sold as s group by 1),
  categories as (select s.category, count(*) as orders from sold as s group by 1),
  whole as (select sum(r.orders) as orders from regions as r),
  pairs as (select s.region, s.category, count(*) as orders from sold as s group by 1, 2)
  select p.region, p.category, p.orders, r.orders, round(100.0 * p.orders / r.orders, 2),
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
