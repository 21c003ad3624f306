-- Packing: what was picked goes into parcels; a parcel that has not left can be unpacked again.

create view order_management.unpacked_lines with (security_invoker = true) as
select l.id as line_id, l.fulfillment_order_id, l.order_line_id, l.order_id,
  l.qty - coalesce((
    select sum(i.qty) from public.shipment_items as i
    join public.shipments as s on s.id = i.shipment_id and not s.is_void
    where i.fulfillment_line_id = l.id
  ), 0) as qty
from public.fulfillment_lines as l;
comment on view order_management.unpacked_lines is 'Pieces of sub-orders that are in no parcel yet.';

create function order_management.require_items(sub_order_ids bigint[], items jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
begin
  if jsonb_typeof(items) <> 'array' or items = '[]' or exists (
    select from jsonb_to_recordset(items) as i (line bigint, qty numeric)
    left join order_management.unpacked_lines as u
      on u.fulfillment_order_id = any (sub_order_ids) and u.line_id = i.line
    where u.line_id is null or i.qty is null or i.qty not between 1 and u.qty or i.qty <> trunc(i.qty)
  ) or exists (
    select from jsonb_to_recordset(items) as i (line bigint) group by i.line having count(*) > 1
  ) then
    perform engine.refuse(
      'invalid_quantity', 'Only what is picked and not yet packed goes into a parcel', '{"field": "items", "least": 1}', '22023'
    );
  end if;
end;
$$;
comment on function order_management.require_items is 'Refuses contents that are not there to be packed (reason invalid_quantity).';

create function order_management.pack_parcel(sub_order_id bigint, items jsonb default null, weight_g integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released,picking}');
  part_ids bigint[];
  parcel public.shipments;
  estimate bigint;
begin
  if part.parcel_group_id is not null then
    perform engine.refuse('ships_with_another', 'This is packed together with another sub-order', jsonb_build_object(
      'fulfillment_no', (select f.fulfillment_no from public.fulfillment_orders as f where f.id = part.parcel_group_id)
    ), 'PT409');
  end if;
  select array_agg(f.id order by f.id) into part_ids from public.fulfillment_orders as f
  where f.id = sub_order_id or f.parcel_group_id = sub_order_id and f.status <> 'cancelled' and not f.is_superseded;
  if exists (
    select from public.fulfillment_orders as f
    where f.id = any (part_ids) and f.warehouse_id is not null and (f.status <> 'picking' or f.picked_at is null)
  ) then
    perform engine.refuse('not_picked', 'Not all of it has been picked', errcode => 'PT409');
  end if;
  perform order_management.require_fulfilment(array(
    select distinct f.order_id from public.fulfillment_orders as f where f.id = any (part_ids)
  ));
  if items is null then
    items := (
      select jsonb_agg(jsonb_build_object('line', u.line_id, 'qty', u.qty) order by u.line_id)
      from order_management.unpacked_lines as u where u.fulfillment_order_id = any (part_ids) and u.qty > 0
    );
  end if;
  perform order_management.require_items(part_ids, coalesce(items, '[]'));

  estimate := coalesce(weight_g, (
    select nullif(sum(i.qty * coalesce(s.weight_g, 0)), 0)
    from jsonb_to_recordset(items) as i (line bigint, qty integer)
    join public.fulfillment_lines as l on l.id = i.line
    join public.order_lines as ol on ol.id = l.order_line_id
    join public.skus as s on s.id = ol.sku_id
  ));
  insert into public.shipments (fulfillment_order_id, carrier_id, weight_g)
  values (sub_order_id, order_management.carrier_for(sub_order_id, estimate), estimate)
  returning * into parcel;
  insert into public.shipment_items (shipment_id, fulfillment_line_id, qty)
  select parcel.id, i.line, i.qty from jsonb_to_recordset(items) as i (line bigint, qty integer) order by i.line;

  update public.fulfillment_orders as f
  set status = 'packed', packed_at = now(), picked_at = coalesce(f.picked_at, now())
  where f.id = any (part_ids) and not exists (
    select from order_management.unpacked_lines as u where u.fulfillment_order_id = f.id and u.qty > 0
  );
  return order_management.sub_order_answer(sub_order_id) || jsonb_build_object(
    'parcel', parcel.id, 'shipment_no', parcel.shipment_no, 'carrier', parcel.carrier_id, 'weight_g', parcel.weight_g
  );
end;
$$;
comment on function order_management.pack_parcel is
  'Puts picked pieces of a sub-order, and of those that ship with it, into a new parcel: `items` as {line, qty}, null: all
that is left. The carrier is chosen by rule. Answers {sub_order, status, parcel, shipment_no, carrier, weight_g}. Reasons
unknown_record (404), not_at_this_step, not_picked, ships_with_another, cannot_fulfil (409), invalid_quantity.';

create function order_management.unpack_parcel(shipment_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed}');
begin
  perform order_management.say(order_management.require_note(note));
  update public.shipments as s set is_void = true where s.id = shipment_id;
  update public.fulfillment_orders as f set status = 'picking', packed_at = null
  where f.status = 'packed' and f.id in (
    select l.fulfillment_order_id from public.shipment_items as i
    join public.fulfillment_lines as l on l.id = i.fulfillment_line_id
    where i.shipment_id = unpack_parcel.shipment_id
  );
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.unpack_parcel is
  'Takes a parcel that has not left apart again; its pieces are packed anew. Reasons unknown_record (404),
not_at_this_step (409), note_missing.';
