-- Picking: what lies where, and what was found there. What was not found waits as a sub-order of its own.

create function order_management.pick_list(sub_order_ids bigint[])
returns jsonb
language sql stable security definer set search_path = '' -- rights were asked at the door
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sub_order', f.id, 'fulfillment_no', f.fulfillment_no, 'status', f.status, 'is_picked', f.picked_at is not null,
    'ship_by', f.ship_by, 'warehouse', w.name, 'order', o.id, 'order_no', o.order_no, 'recipient', o.ship_name,
    'line', n.line_id, 'sku', n.sku_id, 'sku_code', k.sku_code, 'barcode', k.barcode, 'name', k.name, 'spec', k.spec,
    'bin', s.bin, 'qty', n.qty
  ) order by s.bin nulls last, k.sku_code, f.ship_by nulls last, f.id), '[]')
  from order_management.shelf_needs as n
  join public.fulfillment_orders as f on f.id = n.fulfillment_order_id and not f.is_superseded
  join public.orders as o on o.id = f.order_id
  join public.skus as k on k.id = n.sku_id
  join public.warehouses as w on w.id = n.warehouse_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where f.id = any (sub_order_ids);
$$;
comment on function order_management.pick_list is
  'What to take from which bin for these sub-orders, in the order of the bins; a set appears as its parts.';

create function order_management.start_picking(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released}');
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  update public.fulfillment_orders as f set status = 'picking' where f.id = sub_order_id;
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.start_picking is
  'Somebody goes to the shelves for a released sub-order. Reasons unknown_record (404), not_at_this_step, cannot_fulfil (409).';

create function order_management.found_pieces(sub_order_id bigint, picked jsonb)
returns table (line_id bigint, warehouse_id bigint, sku_id bigint, wanted integer, got integer, whole integer)
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
begin
  if jsonb_typeof(picked) <> 'array' or exists (
    select from jsonb_to_recordset(picked) as p (line bigint, sku bigint, qty numeric)
    left join order_management.shelf_needs as n
      on n.fulfillment_order_id = sub_order_id and (n.line_id, n.sku_id) = (p.line, p.sku)
    where n.line_id is null or p.qty is null or p.qty not between 0 and n.qty or p.qty <> trunc(p.qty)
  ) then
    perform engine.refuse(
      'invalid_quantity', 'The quantity is between nothing and what was wanted', '{"field": "picked", "least": 0}', '22023'
    );
  end if;
  return query
    select n.line_id, n.warehouse_id, n.sku_id, n.qty, p.qty, (min(p.qty / n.per_piece) over (partition by n.line_id))
    from order_management.shelf_needs as n
    cross join lateral (
      select case when picked is null then n.qty else coalesce((
        select sum(t.qty)::integer from jsonb_to_recordset(picked) as t (line bigint, sku bigint, qty numeric)
        where (t.line, t.sku) = (n.line_id, n.sku_id)
      ), 0) end
    ) as p (qty)
    where n.fulfillment_order_id = sub_order_id;
end;
$$;
comment on function order_management.found_pieces is
  'What was wanted and found of every SKU of a sub-order, and how many whole pieces of the line that makes. Null: all of
it. Reason invalid_quantity.';

create function order_management.confirm_pick(sub_order_id bigint, picked jsonb default null, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses and stock are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released,picking}');
  rest_id bigint;
begin
  if part.picked_at is not null then
    perform engine.refuse('already_picked', 'This has been picked already', errcode => 'PT409');
  elsif part.warehouse_id is null then
    perform engine.refuse('no_place', 'A supplier picks this', errcode => 'PT409');
  end if;
  perform order_management.require_fulfilment(array[part.order_id]);
  perform order_management.say(note);
  if exists (select from order_management.found_pieces(sub_order_id, picked) as f where f.got < f.wanted) then
    rest_id := order_management.leave_behind(part, picked);
  end if;
  update public.fulfillment_orders as f
  set status = 'picking', picked_at = now()
  where f.id = sub_order_id and f.status in ('released', 'picking');
  return order_management.sub_order_answer(sub_order_id) || jsonb_build_object('backorder', rest_id);
end;
$$;
comment on function order_management.confirm_pick is
  'Ends the picking of a sub-order. `picked` lists what was found as {line, sku, qty}; null: everything. What is missing is
booked as a loss of the shelf and waits in a backorder (its id in the answer). Reasons unknown_record (404),
not_at_this_step, already_picked, no_place, cannot_fulfil (409), invalid_quantity.';
