-- Parcels with tracking numbers, and what the carriers reported about them.

create temporary table demo_parcels on commit drop as
select nextval(pg_get_serial_sequence('public.shipments', 'id')) as parcel_id, d.part_id, d.order_id, d.i, d.status,
  d.weight_g, c.id as carrier_id, c.code as carrier, left_at.time as shipped_at,
  greatest(d.placed_at + interval '50 minutes', left_at.time - interval '1 hour') as packed_at,
  least(left_at.time + (30 + pg_temp.chance('travel' || d.seq, d.i) * 60) * interval '1 hour', now()) as arrives_at
from demo_parts as d
join public.carriers as c on c.code = case
  when d.warehouse = 'DEMO-LA' then 'DEMO-UP'
  when d.warehouse = 'DEMO-HZ' and d.weight_g <= 3000 then 'DEMO-SF'
  else 'DEMO-ZT'
end
cross join lateral (
  select least(
    d.placed_at + (8 + pg_temp.chance('leave' || d.seq, d.i) * 44) * interval '1 hour', now() - interval '1 hour'
  )
) as left_at (time)
where d.status in ('packed', 'shipped', 'delivered')
order by d.part_id;

insert into public.shipments (
  id, fulfillment_order_id, order_id, carrier_id, tracking_no, shipped_at, expected_at, delivered_at, weight_g, cost,
  created_at
)
overriding system value
select p.parcel_id, p.part_id, p.order_id, p.carrier_id, case p.carrier
    when 'DEMO-SF' then 'SF' || lpad(p.parcel_id::text, 13, '0')
    when 'DEMO-ZT' then '7' || lpad(p.parcel_id::text, 13, '0')
    else '1Z' || lpad(p.parcel_id::text, 16, '0')
  end,
  case when p.status <> 'packed' then p.shipped_at end, p.shipped_at + interval '72 hours',
  case when p.status = 'delivered' then p.arrives_at end, p.weight_g, 6 + round(p.weight_g / 1000.0 * 2, 2),
  p.packed_at
from demo_parcels as p
order by p.parcel_id;

analyze public.shipments, demo_parcels;

insert into public.shipment_items (shipment_id, fulfillment_line_id, order_line_id, order_id, qty)
select p.parcel_id, l.id, l.order_line_id, l.order_id, l.qty
from demo_parcels as p
join public.fulfillment_lines as l on l.fulfillment_order_id = p.part_id
order by p.parcel_id, l.id;

analyze public.shipment_items;

insert into public.tracking_events (shipment_id, at, code, location, description)
select p.parcel_id, p.shipped_at + e.part * (p.arrives_at - p.shipped_at), e.code, e.place, e.text
from demo_parcels as p
cross join lateral (values
  (0.0, 'picked_up', '始发站 Origin', '已揽收 Picked up', true),
  (0.5, 'in_transit', '转运中心 Hub', '运输中 In transit', p.i % 5 > 0),
  (0.7, 'delayed', '转运中心 Hub', '延误 Delayed', p.status = 'shipped' and p.i % 11 = 0),
  (1.0, 'delivered', '目的地 Destination', '已签收 Delivered', p.status = 'delivered')
) as e (part, code, place, text, has_happened)
where p.status <> 'packed' and e.has_happened
order by p.parcel_id, e.part;
