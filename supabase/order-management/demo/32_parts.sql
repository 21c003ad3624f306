-- Which warehouse ships which lines of an order, and how far each part has come.
-- What follows writes rows in their final state: triggers check them all the same, and find nothing left to update.

create temporary table demo_parts on commit drop as
select nextval(pg_get_serial_sequence('public.fulfillment_orders', 'id')) as part_id, d.*,
  -- Of an order that is partly on its way only the first part has left.
  case
    when d.stage in ('planned', 'reserved', 'released', 'picking', 'packed', 'backorder') then d.stage
    when d.stage = 'partly_shipped' and d.seq > 1 then 'picking'
    when d.stage = 'partly_delivered' and d.seq > 1 then 'shipped'
    when d.stage in ('partly_shipped', 'shipped') then 'shipped'
    else 'delivered'
  end as status
from (
  select p.order_id, p.i, p.stage, p.placed_at, p.is_chinese, w.id as warehouse_id, w.code as warehouse,
    row_number() over (partition by p.order_id order by w.priority)::integer as seq,
    sum(l.qty * l.weight_g) as weight_g, array_agg(l.line_no) as line_nos
  from demo_plan as p
  join demo_lines as l using (order_id)
  join public.warehouses as w on w.code = case when p.is_chinese then l.home else 'DEMO-LA' end
  where p.stage not in (
    'draft', 'to_pay', 'partly_paid', 'review', 'on_hold', 'confirmed', 'overpaid', 'cancelled_unpaid',
    'cancelled_refunded'
  ) or (p.stage = 'cancelled_refunded' and p.i % 2 = 0)
  group by p.order_id, p.i, p.stage, p.placed_at, p.is_chinese, w.id, w.code, w.priority
  order by p.i, w.priority
) as d;
update demo_parts set status = 'cancelled' where stage = 'cancelled_refunded';
analyze demo_parts;

create temporary table demo_progress on commit drop as
select l.order_id, l.line_no, part.part_id, part.warehouse_id,
  case when part.status in ('shipped', 'delivered') then l.qty else 0 end as shipped,
  case when part.status = 'delivered' then l.qty else 0 end as delivered
from demo_lines as l
left join demo_parts as part on part.order_id = l.order_id and l.line_no = any (part.line_nos);
analyze demo_progress;
