-- What each of the two thousand orders is going to be: when, where, by whom, and how far it has come.
-- The last eight days hold a fifth of them, so that every stage of work has something to do.

create temporary table demo_plan on commit drop as
with aged as (
  select i, case when i <= 1600 then 180 - i * 172 / 1600.0 else (2000 - i) / 50.0 end as days
  from generate_series(1, 2000) as i
),
staged as (
  select i, days, pg_temp.chance('stage', i) as chance, pg_temp.chance('channel', i) as place from aged
),
planned as (
  select i, days, case
      when days < 1.5 then (array['draft', 'to_pay', 'to_pay', 'partly_paid', 'review', 'review', 'on_hold',
        'confirmed', 'confirmed', 'planned', 'reserved', 'released', 'picking', 'packed'])[1 + floor(chance * 14)::integer]
      when days < 4 then (array['to_pay', 'cancelled_unpaid', 'cancelled_refunded', 'overpaid', 'backorder', 'released',
        'picking', 'packed', 'partly_shipped', 'shipped', 'shipped', 'shipped'])[1 + floor(chance * 12)::integer]
      when days < 9 then (array['cancelled_unpaid', 'cancelled_refunded', 'partly_shipped', 'partly_delivered',
        'shipped', 'shipped', 'shipped', 'shipped', 'delivered', 'delivered'])[1 + floor(chance * 10)::integer]
      when days < 20 then case
        when chance < 0.04 then 'cancelled_refunded' when chance < 0.60 then 'delivered'
        when chance < 0.66 then 'return_requested' when chance < 0.70 then 'return_approved'
        when chance < 0.75 then 'return_in_transit' when chance < 0.79 then 'return_received' else 'completed' end
      else case
        when chance < 0.04 then 'cancelled_unpaid' when chance < 0.07 then 'cancelled_refunded'
        when chance < 0.10 then 'returned' when chance < 0.14 then 'partly_returned'
        when chance < 0.16 then 'refund_only' when chance < 0.17 then 'return_rejected'
        when chance < 0.18 then 'return_inspected' else 'completed' end
    end as stage,
    case when place < 0.45 then 'demo-taobao' when place < 0.70 then 'demo-jd'
      when place < 0.86 then 'demo-amazon' else 'demo-shopify' end as channel
  from staged
),
routed as (
  -- Partly shipped orders leave from two places, which only the Chinese shops do.
  select i, days, stage, case when stage like 'partly_%ed' and channel in ('demo-amazon', 'demo-shopify')
      then 'demo-taobao' else channel end as channel
  from planned
)
select nextval(pg_get_serial_sequence('public.orders', 'id')) as order_id, r.i, r.stage, ch.id as channel_id,
  ch.code as channel, ch.currency, ch.currency = 'CNY' as is_chinese, buyer.id as customer_id,
  buyer.name, buyer.phone, buyer.email, place.*,
  least(
    (date_trunc('day', (now() - r.days * interval '1 day') at time zone ch.time_zone)
      + (pg_temp.pick('{9,10,10,11,12,12,13,14,15,16,19,20,20,20,21,21,22,23}', 'hour', r.i)::integer
        + pg_temp.chance('minute', r.i)) * interval '1 hour') at time zone ch.time_zone,
    now() - interval '2 hours' - (2001 - r.i) * interval '1 minute'
  ) as placed_at
from routed as r
join public.channels as ch on ch.code = r.channel
join lateral (
  select 1 + case when ch.currency = 'CNY' then 0 else 420 end + floor(
    power(pg_temp.chance('customer', r.i), 1.4) * case when ch.currency = 'CNY' then 420 else 180 end
  )::integer as number
) as drawn on true
join public.customers as buyer on buyer.email = 'demo' || drawn.number || '@example.com'
join demo_places as place on place.position
  = case when ch.currency = 'CNY' then drawn.number % 10 else 10 + drawn.number % 5 end
order by r.i;

-- Clothes first, so that the first line of an order split in two comes from Hangzhou and the second from Guangzhou.
create temporary table demo_stock_keeping on commit drop as
select s.id as sku_id, s.sku_code, s.name, s.spec, s.price, s.cost, s.weight_g,
  case when p.category ~ 'Shoes|Bags' then 'DEMO-GZ' else 'DEMO-HZ' end as home,
  row_number() over (order by md5(s.sku_code)) - 1 as popularity,
  row_number() over (partition by p.category ~ 'Shoes|Bags' order by md5(s.sku_code)) - 1 as popularity_at_home
from public.skus as s
join public.products as p on p.id = s.product_id
where s.sku_code like 'DEMO-%';
analyze demo_plan, demo_stock_keeping;
