-- A parcel leaves: stock goes down, the reservation is used up and the customer is told, all at once.

create function order_management.take_parcel(shipment_id bigint, states text[])
returns public.shipments
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  parcel public.shipments;
begin
  perform order_management.lock_orders(array(
    select s.order_id from public.shipments as s where s.id = shipment_id
    union
    select i.order_id from public.shipment_items as i where i.shipment_id = take_parcel.shipment_id
  ));
  select s.* into parcel from public.shipments as s where s.id = shipment_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such parcel', '{"entity": "shipments"}', 'PT404');
  elsif parcel.status <> all (states) then
    perform engine.refuse(
      'not_at_this_step', format('%s is not at this step any more, or not yet', parcel.shipment_no), jsonb_build_object(
        'fulfillment_no', parcel.shipment_no, 'status', parcel.status, 'needs', states
      ), 'PT409'
    );
  end if;
  return parcel;
end;
$$;
comment on function order_management.take_parcel is
  'A parcel that is in one of these states, locked with its orders. Reasons unknown_record (404), not_at_this_step (409).';

create function order_management.parcel_answer(shipment_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- operations answer in the name of the system
as $$
  select jsonb_build_object(
    'parcel', s.id, 'shipment_no', s.shipment_no, 'status', s.status, 'carrier', s.carrier_id, 'tracking_no', s.tracking_no,
    'expected_at', s.expected_at, 'order', s.order_id
  )
  from public.shipments as s where s.id = shipment_id;
$$;
comment on function order_management.parcel_answer is
  'What the steps of a parcel answer: {parcel, shipment_no, status, carrier, tracking_no, expected_at, order}.';

-- The promise goes first, then the goods: never may less lie there than is reserved.
create function order_management.move_parcel_out(parcel public.shipments)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
declare
  short record;
begin
  with needs as materialized (
    select n.line_id, n.sku_id, i.qty * n.per_piece as qty
    from public.shipment_items as i
    join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
    where i.shipment_id = parcel.id
  ), used as (
    update public.reservations as r
    set qty = case when r.qty > n.qty then r.qty - n.qty else r.qty end,
      state = case when r.qty > n.qty then r.state else 'consumed' end
    from needs as n
    where r.fulfillment_line_id = n.line_id and r.sku_id = n.sku_id and r.state = 'active'
    returning r.fulfillment_line_id, r.warehouse_id, r.sku_id, n.qty, r.state
  )
  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty, state)
  select u.fulfillment_line_id, u.warehouse_id, u.sku_id, u.qty, 'consumed' from used as u where u.state = 'active';

  select k.sku_code, sum(i.qty * n.per_piece) as wanted, coalesce(max(s.available), 0) as available into short
  from public.shipment_items as i
  join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
  join public.skus as k on k.id = n.sku_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where i.shipment_id = parcel.id
  group by k.id, k.sku_code having sum(i.qty * n.per_piece) > coalesce(max(s.available), 0)
  order by k.sku_code limit 1;
  if found then
    perform engine.refuse(
      'out_of_stock', format('There is not enough of %s here', short.sku_code),
      jsonb_build_object('sku', short.sku_code, 'wanted', short.wanted, 'available', short.available), 'PT409'
    );
  end if;
  insert into public.stock_movements (warehouse_id, sku_id, qty, kind, ref_table, ref_id, unit_cost, actor_id)
  select n.warehouse_id, n.sku_id, -sum(i.qty * n.per_piece), 'ship', 'shipments', parcel.id, max(k.cost), engine.member_id()
  from public.shipment_items as i
  join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
  join public.skus as k on k.id = n.sku_id
  where i.shipment_id = parcel.id
  group by n.warehouse_id, n.sku_id
  order by n.warehouse_id, n.sku_id;
end;
$$;
comment on function order_management.move_parcel_out is
  'Uses the reservations of a parcel up and books its pieces out of stock. Reason out_of_stock (409).';

create function order_management.ship_parcel(
  shipment_id bigint, tracking_no text, carrier_id bigint default null, expected_at timestamptz default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels and stock are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed}');
  number constant text := order_management.require_tracking_no(tracking_no);
  carrier constant public.carriers := order_management.require_carrier(coalesce(carrier_id, parcel.carrier_id), number, parcel.id);
begin
  perform order_management.require_fulfilment(array(
    select distinct i.order_id from public.shipment_items as i where i.shipment_id = parcel.id
  ));
  perform order_management.move_parcel_out(parcel);
  update public.order_lines as l set unit_cost = k.cost
  from public.skus as k
  where k.id = l.sku_id and l.unit_cost is null and k.cost is not null and l.id in (
    select i.order_line_id from public.shipment_items as i where i.shipment_id = parcel.id
  );
  update public.shipments as s
  set carrier_id = carrier.id, tracking_no = number, shipped_at = now(),
    expected_at = coalesce(ship_parcel.expected_at, s.expected_at, now() + make_interval(days => carrier.transit_days))
  where s.id = parcel.id;
  perform order_management.tell_customer(parcel.id);
  return order_management.parcel_answer(parcel.id);
end;
$$;
comment on function order_management.ship_parcel is
  'Hands a packed parcel to its carrier: books the stock out, uses the reservation up and queues one message to the customer.
Without a carrier it is the one that was chosen. Reasons unknown_record (404), not_at_this_step, cannot_fulfil,
out_of_stock, tracking_number_taken (409), carrier_missing, tracking_number_missing, invalid_tracking_number.';
