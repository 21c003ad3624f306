-- Cancelling before anything left: stock is free again, and what was paid is asked back for the customer.

create function order_management.free_stock(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
  update public.reservations as r set state = 'released'
  from public.fulfillment_lines as part
  where part.order_id = free_stock.order_id and r.fulfillment_line_id = part.id and r.state = 'active';
$$;
comment on function order_management.free_stock is 'Releases everything that an order has reserved.';

create function order_management.cancel_order(order_id bigint, cancelled_by text, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- orders, stock and refunds are written
as $$
declare
  reason constant text := order_management.require_note(note);
  refund jsonb;
begin
  perform order_management.start_work(order_id, reason);
  if cancelled_by is null or cancelled_by not in ('buyer', 'seller', 'platform') then
    perform engine.refuse('unknown_canceller', 'Choose who cancels', '{"field": "cancelled_by"}', '22023');
  end if;
  perform order_management.transition(order_id, 'cancelled');
  perform order_management.free_stock(order_id);
  update public.fulfillment_orders as f set status = 'cancelled'
  where f.order_id = cancel_order.order_id and not f.is_superseded and f.status <> 'cancelled';
  update public.order_lines as l set qty_cancelled = l.qty
  where l.order_id = cancel_order.order_id and l.qty_cancelled <> l.qty;
  update public.orders as o
  set cancelled_by = cancel_order.cancelled_by, cancel_reason = reason, hold_reasons = '{}', pending_difference = 0
  where o.id = cancel_order.order_id;
  refund := order_management.refund_everything(order_id, reason);
  -- What was waited for is not waited for any more.
  update public.payments as p set state = 'failed' where p.order_id = cancel_order.order_id and p.state = 'pending';
  delete from public.outbox as b
  where b.order_id = cancel_order.order_id and b.done_at is null and b.topic in ('dispatch_note', 'warehouse_notice');
  return order_management.order_answer(order_id) || jsonb_build_object('refund', coalesce(refund -> 'amount', '0'));
end;
$$;
comment on function order_management.cancel_order is
  'Cancels an order of which nothing was shipped: stock is released, a refund is requested for what was paid; answers its
amount. Reasons unknown_order (404), note_missing, unknown_canceller, illegal_transition, already_released (the warehouse has to
stop first), already_shipped (409: make a return).';
