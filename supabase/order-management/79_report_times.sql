-- How quickly orders go through, and whether promises are kept.

create function public.report_stages(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  stage text, orders bigint, median_hours numeric, p90_hours numeric, share numeric, is_bottleneck boolean,
  waiting bigint, waiting_median_hours numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
  shares constant double precision[] := '{0.5,0.9}';
begin
  return query
  with parts as (
    select f.order_id, min(f.released_at) as released_at,
      case when bool_and(f.packed_at is not null) then max(f.packed_at) end as packed_at
    from public.orders as o
    join public.fulfillment_orders as f on f.order_id = o.id and f.status <> 'cancelled' and not f.is_superseded
    where o.placed_at > earliest and o.placed_at < latest
    group by f.order_id
  ),
  parcels as (
    select s.order_id, max(s.shipped_at) as shipped_at, max(s.delivered_at) as delivered_at
    from public.orders as o
    join public.shipments as s on s.order_id = o.id and not s.is_void
    where o.placed_at > earliest and o.placed_at < latest
    group by s.order_id
  ),
  moments as (
    select o.lifecycle, o.placed_at, o.paid_at, o.confirmed_at, part.released_at, part.packed_at,
      case when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then parcel.shipped_at end as shipped_at,
      case when o.fulfillment_status = 'delivered' then parcel.delivered_at end as delivered_at, o.completed_at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join parts as part on part.order_id = o.id
    left join parcels as parcel on parcel.order_id = o.id
    where o.lifecycle <> 'draft' and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
  ),
  hours as (
    select
      date_part('epoch', m.paid_at - m.placed_at) / 3600 as paid,
      date_part('epoch', m.confirmed_at - m.paid_at) / 3600 as confirmed,
      date_part('epoch', m.released_at - m.confirmed_at) / 3600 as released,
      date_part('epoch', m.packed_at - m.released_at) / 3600 as packed,
      date_part('epoch', m.shipped_at - m.packed_at) / 3600 as shipped,
      date_part('epoch', m.delivered_at - m.shipped_at) / 3600 as delivered,
      date_part('epoch', m.completed_at - m.delivered_at) / 3600 as completed,
      -- An order waits where it stands: the step before is done, nothing after it is.
      case
        when m.lifecycle in ('cancelled', 'completed') then null
        when m.completed_at is not null then null
        when m.delivered_at is not null then 7
        when m.shipped_at is not null then 6
        when m.packed_at is not null then 5
        when m.released_at is not null then 4
        when m.confirmed_at is not null then 3
        when m.paid_at is not null then 2
        else 1
      end as waits_for,
      date_part('epoch', now() - coalesce(
        m.completed_at, m.delivered_at, m.shipped_at, m.packed_at, m.released_at, m.confirmed_at, m.paid_at, m.placed_at
      )) / 3600 as waiting
    from moments as m
    offset 0 -- so that each is worked out once, not in every figure made of it
  ),
  -- All in one pass: a row per order and stage would be seven times as many.
  totals as (
    select
      count(*) filter (where h.paid >= 0) as paid_orders,
      percentile_cont(shares) within group (order by h.paid) filter (where h.paid >= 0) as paid,
      count(*) filter (where h.confirmed >= 0) as confirmed_orders,
      percentile_cont(shares) within group (order by h.confirmed) filter (where h.confirmed >= 0) as confirmed,
      count(*) filter (where h.released >= 0) as released_orders,
      percentile_cont(shares) within group (order by h.released) filter (where h.released >= 0) as released,
      count(*) filter (where h.packed >= 0) as packed_orders,
      percentile_cont(shares) within group (order by h.packed) filter (where h.packed >= 0) as packed,
      count(*) filter (where h.shipped >= 0) as shipped_orders,
      percentile_cont(shares) within group (order by h.shipped) filter (where h.shipped >= 0) as shipped,
      count(*) filter (where h.delivered >= 0) as delivered_orders,
      percentile_cont(shares) within group (order by h.delivered) filter (where h.delivered >= 0) as delivered,
      count(*) filter (where h.completed >= 0) as completed_orders,
      percentile_cont(shares) within group (order by h.completed) filter (where h.completed >= 0) as completed,
      count(*) filter (where h.waits_for = 1) as paid_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 1) as paid_wait,
      count(*) filter (where h.waits_for = 2) as confirmed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 2) as confirmed_wait,
      count(*) filter (where h.waits_for = 3) as released_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 3) as released_wait,
      count(*) filter (where h.waits_for = 4) as packed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 4) as packed_wait,
      count(*) filter (where h.waits_for = 5) as shipped_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 5) as shipped_wait,
      count(*) filter (where h.waits_for = 6) as delivered_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 6) as delivered_wait,
      count(*) filter (where h.waits_for = 7) as completed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 7) as completed_wait
    from hours as h
  ),
  figures as (
    select f.*
    from totals as t
    cross join lateral (values
      (1, 'paid', t.paid_orders, t.paid, t.paid_waiting, t.paid_wait),
      (2, 'confirmed', t.confirmed_orders, t.confirmed, t.confirmed_waiting, t.confirmed_wait),
      (3, 'released', t.released_orders, t.released, t.released_waiting, t.released_wait),
      (4, 'packed', t.packed_orders, t.packed, t.packed_waiting, t.packed_wait),
      (5, 'shipped', t.shipped_orders, t.shipped, t.shipped_waiting, t.shipped_wait),
      (6, 'delivered', t.delivered_orders, t.delivered, t.delivered_waiting, t.delivered_wait),
      (7, 'completed', t.completed_orders, t.completed, t.completed_waiting, t.completed_wait)
    ) as f (position, stage, orders, at, waiting, wait)
  )
  select f.stage, f.orders, round(f.at[1]::numeric, 2), round(f.at[2]::numeric, 2),
    round((100 * f.at[2] / nullif(sum(f.at[2]) over (), 0))::numeric, 2),
    coalesce(f.orders >= 20 and f.at[2] = max(f.at[2]) filter (where f.orders >= 20) over (), false),
    f.waiting, round(f.wait::numeric, 2)
  from figures as f
  order by f.position;
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
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with due as (
    select o.channel_id, o.promised_ship_at as promised_at,
      case
        when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then max(s.shipped_at)
      end as shipped_at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join public.shipments as s on s.order_id = o.id and not s.is_void
    where o.lifecycle not in ('draft', 'cancelled') and o.promised_ship_at > earliest and o.promised_ship_at < latest
      and coalesce(o.promised_ship_at >= days.starts and o.promised_ship_at < days.ends, false)
    group by o.id
  ),
  sums as (
    select d.channel_id, count(*) as promised, count(*) filter (where d.shipped_at <= d.promised_at) as in_time,
      count(*) filter (where d.shipped_at > d.promised_at) as late,
      count(*) filter (where d.shipped_at is null and d.promised_at < now()) as overdue,
      count(*) filter (where d.shipped_at is not null or d.promised_at < now()) as decided
    from due as d
    group by d.channel_id
  )
  select c.id, c.shop_name, s.promised, s.in_time, s.late, s.overdue, round(100.0 * s.in_time / nullif(s.decided, 0), 2)
  from sums as s
  join public.channels as c on c.id = s.channel_id
  order by c.shop_name, c.id;
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
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with sent as (
    select k.id, k.name, s.shipped_at, s.delivered_at, coalesce(s.expected_at, o.promised_deliver_at) as expected_at,
      coalesce(s.tracking_no ~ coalesce(k.tracking_pattern, '.'), false) as is_valid
    from public.shipments as s
    join public.orders as o on o.id = s.order_id
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join public.carriers as k on k.id = s.carrier_id
    where not s.is_void and s.shipped_at > earliest and s.shipped_at < latest
      and coalesce(s.shipped_at >= days.starts and s.shipped_at < days.ends, false)
  )
  select s.id, s.name, count(*), round(100.0 * count(*) filter (where s.is_valid) / count(*), 2), count(s.delivered_at),
    count(*) filter (where s.delivered_at <= s.expected_at), count(*) filter (where s.delivered_at > s.expected_at),
    round(100.0 * count(*) filter (where s.delivered_at <= s.expected_at)
      / nullif(count(*) filter (where s.delivered_at is not null and s.expected_at is not null), 0), 2),
    round((percentile_cont(0.5) within group (order by date_part('epoch', s.delivered_at - s.shipped_at) / 3600))::numeric, 2)
  from sent as s
  group by s.id, s.name
  order by s.name nulls last, s.id;
end;
$$;
comment on function public.report_carriers is
  'Per carrier, for parcels that left in the period: how many have a tracking number of its format (percent), delivered ones,
in time and late against what was expected (else the promise to the customer), and the median of hours on the way.';
