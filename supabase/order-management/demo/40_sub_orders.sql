-- Sub-orders: what each warehouse ships.

insert into public.fulfillment_orders (
  id, order_id, seq, warehouse_id, status, goods, discount, shipping, tax, ship_by, expected_on, released_at, picked_at,
  packed_at, created_at
)
overriding system value
select d.part_id, d.order_id, d.seq, d.warehouse_id,
  d.status, sums.goods, sums.discount, sums.shipping, sums.tax,
  d.placed_at + interval '48 hours', case when d.status = 'backorder' then current_date + 6 end,
  case when is_at.work >= 3 then d.placed_at + interval '1 hour' end,
  case when is_at.work >= 5 then d.placed_at + interval '5 hours' end,
  case when is_at.work >= 5 then d.placed_at + interval '6 hours' end, d.placed_at + interval '45 minutes'
from demo_parts as d
cross join lateral (
  select sum(l.goods) as goods, sum(l.discount_share) as discount, sum(l.shipping_share) as shipping, sum(l.tax) as tax
  from public.order_lines as l
  where l.order_id = d.order_id and l.line_no = any (d.line_nos)
) as sums
cross join lateral (
  select coalesce(array_position('{planned,reserved,released,picking,packed,shipped,delivered}', d.status), 0)
) as is_at (work)
order by d.part_id;

analyze public.fulfillment_orders;

insert into public.fulfillment_lines (
  fulfillment_order_id, order_line_id, order_id, qty, goods, discount, shipping, tax, qty_shipped, qty_delivered
)
select d.part_id, l.id, l.order_id, l.qty, l.goods, l.discount_share, l.shipping_share, l.tax, d.shipped, d.delivered
from demo_progress as d
join public.order_lines as l using (order_id, line_no)
where d.part_id is not null
order by d.part_id, l.line_no;

analyze public.fulfillment_lines;
