-- The orders themselves.

insert into public.orders (
  id, channel_id, external_no, customer_id, placed_at, received_at, confirmed_at, completed_at, cancelled_at,
  promised_ship_at, promised_deliver_at, lifecycle, fulfillment_status, warehouse_ids, hold_reasons,
  attention_reasons, cancelled_by, cancel_reason,
  currency, goods_total, discount_total, shipping_total, tax_total, grand_total, paid_total, paid_at,
  platform_fee, ship_name, ship_phone,
  ship_country, ship_province, ship_city, ship_district, ship_street, ship_zip, region_code, buyer_note, tags
)
overriding system value
select p.order_id, p.channel_id, case p.channel
    when 'demo-taobao' then (3900000000000000000 + p.i * 1000003::bigint)::text
    when 'demo-jd' then (290000000000 + p.i * 7919::bigint)::text
    when 'demo-amazon' then format('900-%s-%s', lpad((p.i * 7919 % 10000000)::text, 7, '0'), lpad(p.i::text, 7, '0'))
    else '#D' || 1000 + p.i
  end,
  p.customer_id, p.placed_at, p.placed_at + interval '1 minute',
  case when life.cycle in ('confirmed', 'processing', 'completed') then p.placed_at + interval '40 minutes' end,
  case when life.cycle = 'completed' then least(p.placed_at + interval '12 days', now()) end,
  case when life.cycle = 'cancelled' then least(p.placed_at + interval '20 hours', now()) end,
  p.placed_at + interval '48 hours', p.placed_at + interval '7 days', life.cycle,
  done.status, done.warehouse_ids,
  case when p.stage = 'on_hold' then '{address}'::text[] else '{}' end,
  case when p.stage = 'on_hold' then '{address_incomplete}'::text[] else '{}' end,
  case p.stage when 'cancelled_unpaid' then 'buyer' when 'cancelled_refunded' then 'seller' end,
  case p.stage when 'cancelled_unpaid' then '未付款取消 Not paid' when 'cancelled_refunded' then '缺货 Out of stock' end,
  p.currency, s.goods, s.discount, s.shipping, s.tax, s.total, paid.amount,
  case when paid.amount >= s.total then paid.last_at end, round(s.total * 0.03, 2), p.name, p.phone, p.country,
  p.province, p.city, p.district,
  case when p.stage = 'on_hold' then null when p.is_chinese then format('演示路 %s 号', 1 + p.i % 300)
    else format('%s Example Street', 1 + p.i % 300) end,
  p.zip, p.region_code,
  case when p.i % 9 = 0 then case when p.is_chinese then '请尽快发货' else 'Please leave at the door' end end,
  '{演示 demo}'
from demo_plan as p
join demo_sums as s using (order_id)
join demo_paid as paid using (order_id)
join (
  select d.order_id, order_management.fulfillment_status(sum(l.qty), sum(d.shipped), sum(d.delivered)) as status,
    array_remove(array_agg(distinct d.warehouse_id order by d.warehouse_id), null) as warehouse_ids
  from demo_progress as d
  join demo_lines as l using (order_id, line_no)
  group by d.order_id
) as done using (order_id)
cross join lateral (
  select case
    when p.stage = 'draft' then 'draft'
    when p.stage in ('to_pay', 'partly_paid', 'review') then 'pending_review'
    when p.stage in ('on_hold', 'confirmed', 'overpaid') then 'confirmed'
    when p.stage like 'cancelled%' then 'cancelled'
    when p.stage in ('completed', 'returned', 'partly_returned', 'refund_only', 'return_rejected', 'return_inspected')
      then 'completed'
    else 'processing'
  end
) as life (cycle)
order by p.i;

analyze public.orders;

insert into public.order_lines (
  order_id, line_no, sku_id, external_sku, title, spec, qty, unit_price, discount_share, shipping_share, tax, unit_cost,
  qty_shipped, qty_delivered
)
select l.order_id, l.line_no, l.sku_id, l.sku_code, l.name, l.spec, l.qty, l.unit_price,
  (public.prorate(s.discount, s.weights))[l.line_no], (public.prorate(s.shipping, s.weights))[l.line_no],
  (public.prorate(s.tax, s.weights))[l.line_no], k.cost, d.shipped, d.delivered
from demo_lines as l
join demo_sums as s using (order_id)
join demo_progress as d using (order_id, line_no)
join demo_stock_keeping as k using (sku_id)
order by l.order_id, l.line_no;
analyze public.orders, public.order_lines;
