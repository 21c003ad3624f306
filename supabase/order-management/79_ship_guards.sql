-- What every step of fulfilment asks first: is the sub-order where it should be, may its order leave at all, and what is
-- needed from the shelf.

-- The order first, then the sub-order: the order in which everybody takes them.
create function order_management.take_sub_order(sub_order_id bigint, states text[])
returns public.fulfillment_orders
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  part public.fulfillment_orders;
begin
  perform order_management.lock_orders(array(
    select f.order_id from public.fulfillment_orders as f where f.id = sub_order_id or f.parcel_group_id = sub_order_id
  ));
  select f.* into part from public.fulfillment_orders as f where f.id = sub_order_id for no key update;
  if not found then
    perform engine.refuse(
      'unknown_record', 'There is no such sub-order', '{"entity": "fulfillment_orders"}', 'PT404'
    );
  elsif part.is_superseded or part.status <> all (states) then
    perform engine.refuse(
      'not_at_this_step', format('%s is not at this step any more, or not yet', part.fulfillment_no), jsonb_build_object(
        'fulfillment_no', part.fulfillment_no, 'status', part.status, 'needs', states
      ), 'PT409'
    );
  end if;
  return part;
end;
$$;
comment on function order_management.take_sub_order is
  'A sub-order that is in one of these states, locked with its order and those that ship with it. Reasons unknown_record
(404), not_at_this_step with status and needs (409).';

create function order_management.fulfilment_obstacle(order_id bigint)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when o.lifecycle not in ('confirmed', 'processing') then 'not_confirmed'
    when o.hold_reasons <> '{}' then 'on_hold'
    when o.attention_reasons <> '{}' then 'needs_attention'
  end
  from public.orders as o where o.id = fulfilment_obstacle.order_id;
$$;
comment on function order_management.fulfilment_obstacle is
  'Why nothing of an order may leave now, as a code; null when it may.';

create function order_management.require_fulfilment(order_ids bigint[])
returns void
language plpgsql stable security definer set search_path = '' -- the warehouse may not read the reasons of all orders
as $$
declare
  stopped record;
begin
  select o.order_no, why.code into stopped
  from public.orders as o
  cross join lateral order_management.fulfilment_obstacle(o.id) as why (code)
  where o.id = any (order_ids) and why.code is not null
  order by o.id limit 1;
  if found then
    perform engine.refuse(
      'cannot_fulfil', format('Order %s may not leave now', stopped.order_no),
      jsonb_build_object('order_no', stopped.order_no, 'why', stopped.code), 'PT409'
    );
  end if;
end;
$$;
comment on function order_management.require_fulfilment is
  'Refuses orders that may not leave now: reason cannot_fulfil with why (409): not_confirmed, on_hold, needs_attention.';

create function order_management.sub_order_answer(sub_order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- operations answer in the name of the system
as $$
  select jsonb_build_object('sub_order', f.id, 'fulfillment_no', f.fulfillment_no, 'status', f.status)
  from public.fulfillment_orders as f where f.id = sub_order_id;
$$;
comment on function order_management.sub_order_answer is 'What the steps of a sub-order answer: {sub_order, fulfillment_no, status}.';

create view order_management.shelf_needs with (security_invoker = true) as
select l.fulfillment_order_id, l.id as line_id, l.order_line_id, l.warehouse_id, g.part_id as sku_id, g.qty as per_piece,
  l.qty * g.qty as qty
from public.fulfillment_lines as l
join public.order_lines as o on o.id = l.order_line_id
cross join lateral order_management.parts_of_goods(array[o.sku_id]) as g
where o.requires_shipping and o.sku_id is not null and l.warehouse_id is not null;
comment on view order_management.shelf_needs is
  'What the lines of sub-orders take from the shelf: a set is taken piece by piece of its parts.';
