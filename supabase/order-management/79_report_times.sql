-- How quickly orders go through, and whether promises are kept.

create function public.report_stages(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  stage text, orders bigint, median_hours numeric, p90_hours numeric, share numeric, is_bottleneck boolean,
  waiting bigint, waiting_median_hours numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with moments as (
    select o.lifecycle, array[
      o.placed_at, o.paid_at, o.confirmed_at, part.released_at, part.packed_at,
      case when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then parcel.shipped_at end,
      case when o.fulfillment_status = 'delivered' then parcel.delivered_at end, o.completed_at
    ] as at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    left join lateral (
      select min(f.released_at) as released_at,
        case when bool_and(f.packed_at is not null) then max(f.packed_at) end as packed_at
      from public.fulfillment_orders as f
      where f.order_id = o.id and f.status <> 'cancelled' and not f.is_superseded
    ) as part on true
    left join lateral (
      select max(s.shipped_at) as shipped_at, max(s.delivered_at) as delivered_at
      from public.shipments as s where s.order_id = o.id and not s.is_void
    ) as parcel on true
    where o.lifecycle <> 'draft' and o.placed_at > since - interval '2 days' and o.placed_at < until + interval '3 days'
      and (o.placed_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
  ),
  steps as (
    select n.position, extract(epoch from m.at[n.position] - m.at[n.position - 1]) / 3600 as hours,
      -- An order waits where it stands: the step before is done, nothing after it is.
      case when m.lifecycle not in ('cancelled', 'completed') and m.at[n.position - 1] is not null
        and num_nonnulls(variadic m.at[n.position:8]) = 0
      then extract(epoch from now() - m.at[n.position - 1]) / 3600 end as waiting
    from moments as m
    cross join generate_series(2, 8) as n (position)
  ),
  figures as (
    select s.position, count(s.hours) filter (where s.hours >= 0) as orders,
      percentile_cont(0.5) within group (order by s.hours) filter (where s.hours >= 0) as median,
      percentile_cont(0.9) within group (order by s.hours) filter (where s.hours >= 0) as p90,
      count(s.waiting) as waiting, percentile_cont(0.5) within group (order by s.waiting) as waiting_median
    from steps as s
    group by s.position
  )
  select ('{placed,paid,confirmed,released,packed,shipped,delivered,completed}'::text[])[n.position],
    coalesce(f.orders, 0), round(f.median::numeric, 2), round(f.p90::numeric, 2),
    round((100 * f.p90 / nullif(sum(f.p90) over (), 0))::numeric, 2),
    coalesce(f.orders >= 20 and f.p90 = max(f.p90) filter (where f.orders >= 20) over (), false),
    coalesce(f.waiting, 0), round(f.waiting_median::numeric, 2)
  from generate_series(2, 8) as n (position)
  left join figures as f on f.position = n.position
  order by n.position;
end;
$$;
comment on function public.report_stages is
  'For orders placed in the period: hours from the moment before (placed, paid, confirmed, released, packed, shipped, delivered,
completed) to each stage, where both are known: median, and what 90 percent stay below; its share of all 90-percent times;
the bottleneck is the greatest among stages of 20 orders or more. Orders that wait for a stage are counted apart.';

create function public.report_on_time(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  channel_id bigint, shop_name text, promised bigint, in_time bigint, late bigint, overdue bigint, rate numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with due as (
    select c.id, c.shop_name, o.promised_ship_at as promised_at,
      case when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then parcel.shipped_at end as shipped_at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id
    left join lateral (
      select max(s.shipped_at) as shipped_at from public.shipments as s where s.order_id = o.id and not s.is_void
    ) as parcel on true
    where o.lifecycle not in ('draft', 'cancelled')
      and o.promised_ship_at > since - interval '2 days' and o.promised_ship_at < until + interval '3 days'
      and (o.promised_ship_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
  )
  select d.id, d.shop_name, count(*),
    count(*) filter (where d.shipped_at <= d.promised_at),
    count(*) filter (where d.shipped_at > d.promised_at),
    count(*) filter (where d.shipped_at is null and d.promised_at < now()),
    round(100.0 * count(*) filter (where d.shipped_at <= d.promised_at)
      / nullif(count(*) filter (where d.shipped_at is not null or d.promised_at < now()), 0), 2)
  from due as d
  group by d.id, d.shop_name
  order by d.shop_name, d.id;
end;
$$;
comment on function public.report_on_time is
  'Per shop, for orders that were to leave in the period: left in time, left late, overdue (not left yet), and the percentage in
time of all whose time has come. An order has left when all of it has.';

create function public.report_carriers(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  carrier_id bigint, carrier text, parcels bigint, valid_tracking_rate numeric, delivered bigint, in_time bigint, late bigint,
  on_time_rate numeric, median_hours numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with sent as (
    select k.id, k.name, s.shipped_at, s.delivered_at, coalesce(s.expected_at, o.promised_deliver_at) as expected_at,
      coalesce(s.tracking_no ~ coalesce(k.tracking_pattern, '.'), false) as is_valid
    from public.shipments as s
    join public.orders as o on o.id = s.order_id
    join public.channels as c on c.id = o.channel_id
    left join public.carriers as k on k.id = s.carrier_id
    where not s.is_void and s.shipped_at > since - interval '2 days' and s.shipped_at < until + interval '3 days'
      and (s.shipped_at at time zone coalesce(zone, c.time_zone))::date between since and until
      and (channel_ids is null or o.channel_id = any (channel_ids))
  )
  select s.id, s.name, count(*), round(100.0 * count(*) filter (where s.is_valid) / count(*), 2), count(s.delivered_at),
    count(*) filter (where s.delivered_at <= s.expected_at), count(*) filter (where s.delivered_at > s.expected_at),
    round(100.0 * count(*) filter (where s.delivered_at <= s.expected_at)
      / nullif(count(*) filter (where s.delivered_at is not null and s.expected_at is not null), 0), 2),
    round((percentile_cont(0.5) within group (order by extract(epoch from s.delivered_at - s.shipped_at) / 3600))::numeric, 2)
  from sent as s
  group by s.id, s.name
  order by s.name nulls last, s.id;
end;
$$;
comment on function public.report_carriers is
  'Per carrier, for parcels that left in the period: how many have a tracking number of its format (percent), delivered ones,
in time and late against what was expected (else the promise to the customer), and the median of hours on the way.';
