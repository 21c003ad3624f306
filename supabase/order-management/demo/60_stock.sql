-- Stock that adds up: what came in, what left with the parcels, what came back, and what is reserved.

create temporary table demo_needs on commit drop as
select place.warehouse_id, place.warehouse, k.sku_id, k.cost, k.popularity,
  coalesce(sum(part.qty) filter (where part.part_status in ('shipped', 'delivered')), 0) as shipped,
  coalesce(sum(part.qty) filter (where part.part_status in ('reserved', 'released', 'picking', 'packed')), 0)
    as reserved
from demo_stock_keeping as k
join (
  select w.id as warehouse_id, w.code as warehouse from public.warehouses as w where w.code like 'DEMO-%'
) as place on place.warehouse in (k.home, 'DEMO-LA')
left join (
  select d.warehouse_id, l.sku_id, l.qty, d.status as part_status
  from demo_parts as d
  join demo_lines as l on l.order_id = d.order_id and l.line_no = any (d.line_nos)
) as part on part.warehouse_id = place.warehouse_id and part.sku_id = k.sku_id
group by place.warehouse_id, place.warehouse, k.sku_id, k.cost, k.popularity;

-- Two deliveries: before the first order, and half-way. Some SKUs run low, so that alerts have something to say.
insert into public.stock_movements (warehouse_id, sku_id, qty, kind, unit_cost, at, note)
select n.warehouse_id, n.sku_id, delivery.qty, 'receive', n.cost, delivery.at, '演示入库 Demo delivery'
from demo_needs as n
cross join lateral (select case when n.popularity % 7 = 3 then 8 else 40 + n.popularity % 30 end) as rest (qty)
cross join lateral (values
  (n.shipped + n.reserved, now() - interval '185 days'), (rest.qty, now() - interval '90 days')
) as delivery (qty, at)
where delivery.qty > 0
order by delivery.at, n.warehouse_id, n.sku_id;

insert into public.stock_movements (warehouse_id, sku_id, qty, kind, ref_table, ref_id, unit_cost, at)
select i.warehouse_id, l.sku_id, -i.qty, 'ship', 'shipment_items', i.id, l.unit_cost, s.shipped_at
from public.shipment_items as i
join public.shipments as s on s.id = i.shipment_id
join demo_parcels as p on p.parcel_id = s.id
join public.order_lines as l on l.id = i.order_line_id
where p.status <> 'packed'
order by i.id;

insert into public.stock_movements (warehouse_id, sku_id, qty, kind, ref_table, ref_id, at)
select rl.warehouse_id, l.sku_id, rl.qty, 'return_in', 'return_lines', rl.id, r.received_at
from public.return_lines as rl
join public.returns as r on r.id = rl.return_id
join demo_returns as d on d.return_id = r.id
join public.order_lines as l on l.id = rl.order_line_id
where r.received_at is not null and rl.condition = 'sellable'
order by rl.id;

insert into public.stock_movements (warehouse_id, sku_id, qty, kind, at, note)
select n.warehouse_id, n.sku_id, change.qty, change.kind, now() - interval '20 days', change.note
from demo_needs as n
join (values
  (5, -1, 'count', '盘点差异 Count difference'), (12, -2, 'damage', '破损 Damaged'),
  (18, 3, 'count', '盘点差异 Count difference')
) as change (popularity, qty, kind, note) using (popularity)
where n.warehouse <> 'DEMO-LA'
order by n.sku_id;

insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty, state, created_at)
select f.id, d.warehouse_id, l.sku_id, f.qty,
  case when d.status in ('shipped', 'delivered') then 'consumed' else 'active' end, d.placed_at + interval '45 minutes'
from demo_parts as d
join public.fulfillment_lines as f on f.fulfillment_order_id = d.part_id
join public.order_lines as l on l.id = f.order_line_id
where d.status not in ('planned', 'backorder', 'cancelled')
order by f.id;

update public.stock as b
set bin = format(
    '%s-%s-%s', chr(65 + (n.popularity % 6)::integer), lpad((n.popularity % 12 + 1)::text, 2, '0'), 1 + n.popularity % 4
  ),
  safety_stock = 20, counted_at = now() - interval '20 days'
from demo_needs as n
where n.warehouse_id = b.warehouse_id and n.sku_id = b.sku_id;

-- The alerts were raised by the line above; yesterday looks more like work.
update public.stock_alerts as a set raised_at = now() - interval '1 day'
from demo_needs as n
where (a.warehouse_id, a.sku_id) = (n.warehouse_id, n.sku_id) and a.cleared_at is null;
