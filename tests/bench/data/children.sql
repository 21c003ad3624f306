-- What hangs on orders $1 to $2 by id: payments, sub-orders with lines, parcels, refunds, returns, complaints, tasks.

with numbered as (
  select o.id, o.placed_at, o.paid_at, o.grand_total, o.lifecycle, o.fulfillment_status, o.warehouse_ids[1] as warehouse_id,
    o.channel_id, o.customer_id, abs(hashint8extended(o.id, 7)) % 1000 as chance
  from public.orders as o
  where o.id between $1::bigint and $2::bigint and o.external_no like 'B%'
),
paid as (
  insert into public.payments (order_id, method, amount, state, paid_at, created_at)
  select id, (array['alipay', 'wechat', 'card'])[1 + chance % 3], grand_total,
    case when paid_at is null then 'pending' else 'succeeded' end, paid_at, placed_at
  from numbered
  where lifecycle <> 'cancelled'
),
planned as (
  insert into public.fulfillment_orders (
    order_id, seq, warehouse_id, status, goods, ship_by, released_at, created_at
  )
  select id, 1, warehouse_id,
    case fulfillment_status when 'delivered' then 'delivered' when 'shipped' then 'shipped'
      else (array['reserved', 'released', 'picking', 'packed'])[1 + chance % 4] end,
    grand_total, placed_at + interval '2 days', placed_at + interval '1 hour', placed_at
  from numbered
  where lifecycle in ('processing', 'completed')
  returning id, order_id, warehouse_id, status, created_at
),
listed as (
  insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, order_id, warehouse_id, qty, goods)
  select p.id, l.id, p.order_id, p.warehouse_id, l.qty, l.net
  from planned as p
  join public.order_lines as l on l.order_id = p.order_id
),
shipped as (
  insert into public.shipments (
    fulfillment_order_id, order_id, warehouse_id, tracking_no, shipped_at, delivered_at, created_at
  )
  select id, order_id, warehouse_id, 'BT' || id, created_at + interval '1 day',
    case when status = 'delivered' then created_at + interval '3 days' end, created_at + interval '1 day'
  from planned
  where status in ('shipped', 'delivered')
),
refunded as (
  insert into public.refunds (order_id, amount, reason, state, requested_at, done_at, created_at)
  select id, grand_total / 2, 'damaged', case when chance < 2 then 'requested' else 'done' end,
    placed_at + interval '5 days', placed_at + interval '6 days', placed_at + interval '5 days'
  from numbered
  where chance < 20 and paid_at is not null
),
returned as (
  insert into public.returns (order_id, state, requested_at, deadline, warehouse_id, created_at)
  select id, case when chance < 22 then 'requested' else 'closed' end, placed_at + interval '5 days',
    placed_at + interval '12 days', warehouse_id, placed_at + interval '5 days'
  from numbered
  where chance between 20 and 39
),
complained as (
  insert into public.complaints (order_id, customer_id, channel_id, type, state, subject, reply, due_at, created_at)
  select id, customer_id, channel_id, (array['quality', 'delivery', 'service', 'price'])[1 + chance % 4],
    case when chance < 42 then 'open' else 'closed' end, 'Bench', 'Bench', placed_at + interval '3 days',
    placed_at + interval '2 days'
  from numbered
  where chance between 40 and 59
)
insert into public.tasks (title, order_id, state, due_at, created_at)
select 'Bench', id, case when chance < 62 then 'open' else 'done' end, placed_at + interval '2 days', placed_at
from numbered
where chance between 60 and 99;
