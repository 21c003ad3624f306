-- Orders $1 to $2 of the benchmark with one or two lines each, spread over three years; most of them are done.

with numbered as (
  select i, abs(hashint8extended(i, 4)) as chance, abs(hashint8extended(i, 5)) as other,
    timestamptz '2023-01-01 00:00:00+00' + i * (interval '1000 days' / $3::bigint) as placed_at
  from generate_series($1::bigint, $2::bigint) as i
),
first_of as (
  select (select min(id) from public.channels where code like 'bench-%') as channel,
    (select min(id) from public.warehouses where code like 'BENCH-%') as warehouse,
    (select min(id) from public.skus where sku_code like 'BENCH-%') as sku,
    (select min(id) from public.customers) as customer
),
drafted as (
  select n.i, n.placed_at, f.channel + n.other % 4 as channel_id, f.customer + n.chance % 100000 as customer_id,
    f.sku + n.other % 5000 as sku_id, 1 + n.other % 3 as qty, 10 + n.chance % 500 as price, n.chance % 100 as stage,
    -- The eleventh warehouse ships ten orders in all.
    case when n.i % ($3::bigint / 10) = 7 then array[f.warehouse + 10]
      when n.other % 20 = 0 then array[f.warehouse + n.chance % 10, f.warehouse + (n.chance + 3) % 10]
      else array[f.warehouse + n.chance % 10] end as warehouse_ids
  from numbered as n
  cross join first_of as f
),
added as (
  insert into public.orders (
    channel_id, external_no, customer_id, placed_at, received_at, lifecycle, fulfillment_status, currency, goods_total,
    grand_total, paid_total, paid_at, promised_ship_at, ship_name, ship_phone, ship_country, ship_province, ship_city,
    ship_street, warehouse_ids
  )
  select d.channel_id, 'B' || (10000000 + d.i), d.customer_id, d.placed_at, d.placed_at,
    case when d.stage < 3 then 'cancelled' when d.stage < 6 then 'confirmed' when d.stage < 8 then 'pending_review'
      when d.stage < 12 then 'processing' else 'completed' end,
    case when d.stage < 10 then 'unfulfilled' when d.stage < 12 then 'shipped' else 'delivered' end,
    'CNY', t.total, t.total, case when d.stage in (0, 1, 6) then 0 else t.total end,
    case when d.stage in (0, 1, 6) then null else d.placed_at end, d.placed_at + interval '2 days',
    order_management.bench_name(d.customer_id), '13' || lpad((abs(hashint8extended(d.i, 6)) % 1000000000)::text, 9, '0'),
    'CN', '浙江省', '杭州市', '演示路 ' || d.i % 500 || ' 号', d.warehouse_ids
  from drafted as d
  cross join lateral (select d.qty * d.price * case when d.i % 5 < 2 then 2 else 1 end) as t (total)
  returning id, external_no
)
insert into public.order_lines (
  order_id, line_no, sku_id, title, qty, unit_price, qty_shipped, qty_delivered, warehouse_ids
)
select a.id, n.line_no, d.sku_id, '商品 Product ' || d.sku_id, d.qty, d.price,
  case when d.stage < 10 then 0 else d.qty end, case when d.stage < 12 then 0 else d.qty end, d.warehouse_ids
from drafted as d
join added as a on a.external_no = 'B' || (10000000 + d.i)
cross join lateral generate_series(1, case when d.i % 5 < 2 then 2 else 1 end) as n (line_no);
