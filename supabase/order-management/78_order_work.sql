-- What people do with an order as a whole: hand it in, approve it, stop it, let it go on, complete it.

create function order_management.start_work(order_id bigint, note text default null, expected_version integer default null)
returns public.orders
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole public.orders;
begin
  perform order_management.require_version(order_id, expected_version);
  perform order_management.say(note);
  select o.* into whole from public.orders as o where o.id = start_work.order_id;
  return whole;
end;
$$;
comment on function order_management.start_work is
  'The order, locked; the note goes with everything that happens to it now. Reasons unknown_order (404), version_conflict (409).';

create function order_management.order_answer(order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- an operation tells what it did
as $$
  select jsonb_build_object(
    'order', o.id, 'version', o.version, 'lifecycle', o.lifecycle, 'hold_reasons', o.hold_reasons,
    'attention_reasons', o.attention_reasons
  )
  from public.orders as o where o.id = order_answer.order_id;
$$;
comment on function order_management.order_answer is 'How an order stands after an operation: {order, version, lifecycle, hold_reasons, attention_reasons}.';

create function order_management.submit_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'pending_review');
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.submit_order is
  'Hands a draft in; it goes on by itself as far as its shop allows. Reasons unknown_order (404), illegal_transition (409).';

create function order_management.approve_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'confirmed');
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.approve_order is
  'Confirms an order; who did it and when stays on it. Reasons unknown_order (404), illegal_transition, order_incomplete,
order_on_hold, needs_approval, needs_second_person (409).';

create function order_management.is_choice(field_name text, value text)
returns boolean
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select exists (
    select from config.fields as f
    where f.entity_id = engine.entity_id('orders') and f.name = field_name
      and f.options -> 'choices' @> jsonb_build_array(jsonb_build_object('value', is_choice.value))
  );
$$;
comment on function order_management.is_choice is 'Whether a field of orders offers this value.';

create function order_management.hold_order(order_id bigint, hold_reason text, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- holds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.lifecycle not in ('draft', 'pending_review', 'confirmed', 'processing') then
    perform engine.refuse('order_is_over', 'This order is completed or cancelled', errcode => 'PT409');
  elsif not order_management.is_choice('hold_reasons', hold_reason) then
    perform engine.refuse('unknown_hold_reason', 'Choose why the order is held', '{"field": "hold_reason"}', '22023');
  end if;
  update public.orders as o set hold_reasons = array_append(o.hold_reasons, hold_reason)
  where o.id = hold_order.order_id and hold_reason <> all (o.hold_reasons);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.hold_order is
  'Stops an order for one of the reasons that the field hold_reasons offers. Nothing of it is confirmed, split or shipped
until it is released. Reasons unknown_order (404), order_is_over (409), unknown_hold_reason.';

create function order_management.release_hold(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- holds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.hold_reasons = '{}' then
    perform engine.refuse('not_on_hold', 'This order is not on hold', errcode => 'PT409');
  end if;
  update public.orders as o set hold_reasons = '{}' where o.id = release_hold.order_id;
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.release_hold is
  'Lets a held order go on. Reasons unknown_order (404), not_on_hold (409).';

create function order_management.call_back(sub_order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  part public.fulfillment_orders;
begin
  select f.* into part from public.fulfillment_orders as f where f.id = sub_order_id;
  perform order_management.start_work(part.order_id, note);
  update public.fulfillment_orders as f
  set status = case when f.supplier_id is null then 'reserved' else 'planned' end, released_at = null, picked_at = null, packed_at = null
  where f.id = sub_order_id and f.status in ('released', 'picking', 'packed') and not f.is_superseded
    and not exists (
      select from public.fulfillment_lines as l where l.fulfillment_order_id = f.id and l.qty_shipped > 0
    );
  if not found then
    perform engine.refuse('nothing_to_stop', 'No work on this sub-order can be stopped', errcode => 'PT409');
  end if;
  -- A parcel that still stands here must not leave any more.
  update public.shipments as s set is_void = true
  where not s.is_void and s.id in (
    select i.shipment_id from public.shipment_items as i
    join public.fulfillment_lines as l on l.id = i.fulfillment_line_id
    where l.fulfillment_order_id = sub_order_id
  );
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.call_back is
  'The warehouse confirms that it stopped: a sub-order under way is only reserved again, its parcels are unpacked, so that its order can be changed,
split anew or cancelled. Reasons unknown_order (404), nothing_to_stop (409).';
