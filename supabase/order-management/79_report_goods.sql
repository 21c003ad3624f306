-- What sells, and what does not. Pieces and amounts are two reports, so that a role without amounts has the first.

create function public.report_units(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_most integer default 20
)
returns table (
  sku_id bigint, sku_code text, name text, sold bigint, taken_back bigint, units bigint
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
  with paid_back as (
    select rl.order_line_id, sum(rl.qty) as qty
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state = 'done'
    group by 1
  ),
  goods as (
    -- Names are looked up once per SKU; only a line without one is told apart by what is written on it.
    select l.sku_id, l.other_code, min(l.title) as title, sum(l.qty) as sold, sum(l.back) as back
    from (
      select l.sku_id, case when s.id is null then coalesce(l.external_sku, l.title) end as other_code,
        case when s.id is null then l.title end as title, l.qty,
        least(l.qty, greatest(l.qty_cancelled + l.qty_returned, coalesce(b.qty, 0))) as back
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join paid_back as b on b.order_line_id = l.id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as l
    group by l.sku_id, l.other_code
  )
  select g.sku_id, coalesce(s.sku_code, g.other_code), coalesce(s.name, g.title), g.sold, g.back::bigint,
    (g.sold - g.back)::bigint
  from goods as g
  left join public.skus as s on s.id = g.sku_id
  order by 6 desc, 2, 1
  limit at_most;
end;
$$;
comment on function public.report_units is
  'The best sellers of sales in the period by pieces: sold, taken back (cancelled and returned, or paid back if that is more)
and what is left; equal ones by SKU.';

create function public.report_revenue(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_most integer default 20
)
returns table (
  sku_id bigint, sku_code text, name text, currency text, units bigint, gross numeric, net numeric
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
  with paid_back as (
    select rl.order_line_id, sum(rl.qty) as qty, sum(rl.amount) as amount
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state = 'done'
    group by 1
  ),
  goods as (
    select l.sku_id, l.other_code, l.currency, min(l.title) as title, sum(l.units) as units, sum(l.gross) as gross,
      sum(l.net) as net
    from (
      select l.sku_id, case when s.id is null then coalesce(l.external_sku, l.title) end as other_code,
        case when s.id is null then l.title end as title, o.currency,
        l.qty - least(l.qty, greatest(l.qty_cancelled + l.qty_returned, coalesce(b.qty, 0))) as units, l.net as gross,
        case
          when l.qty_cancelled = 0 and b.amount is null then l.net
          else greatest(0, least(round(l.net * (l.qty - l.qty_cancelled) / l.qty, 2), l.net - coalesce(b.amount, 0)))
        end as net
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join paid_back as b on b.order_line_id = l.id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as l
    group by l.sku_id, l.other_code, l.currency
  )
  select g.sku_id, coalesce(s.sku_code, g.other_code), coalesce(s.name, g.title), g.currency, g.units::bigint, g.gross, g.net
  from goods as g
  left join public.skus as s on s.id = g.sku_id
  order by 7 desc, 2, 1
  limit at_most;
end;
$$;
comment on function public.report_revenue is
  'The best sellers of sales in the period by net revenue: goods less discounts, less what was cancelled or paid back,
whichever takes more; equal ones by SKU.';

create function public.report_slow_stock(days integer default 90)
returns table (sku_id bigint, sku_code text, name text, on_hand bigint, last_sold_at timestamptz, value numeric)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
begin
  return query
  with sold_lately as (
    select distinct l.sku_id
    from public.orders as o
    join public.order_lines as l on l.order_id = o.id
    where o.is_sale and o.placed_at >= now() - make_interval(days => days)
  )
  select s.id, s.sku_code, s.name, here.on_hand, sold.at, round(here.on_hand * s.cost, 2)
  from (select st.sku_id, sum(st.on_hand) as on_hand from public.stock as st group by 1) as here
  join public.skus as s on s.id = here.sku_id
  left join lateral (
    select max(o.placed_at) as at
    from public.order_lines as l
    join public.orders as o on o.id = l.order_id and o.is_sale
    where l.sku_id = s.id
  ) as sold on true
  where here.on_hand > 0 and s.created_at < now() - make_interval(days => days)
    and not exists (select from sold_lately as l where l.sku_id = s.id)
  order by 6 desc nulls last, 2;
end;
$$;
comment on function public.report_slow_stock is
  'SKUs that lie in stock and were not sold for so many days, with the value that is tied up (pieces x cost); SKUs younger
than that are left out.';
