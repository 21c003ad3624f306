-- What was delivered is completed some days later by itself, and the customer is asked how it was, once.

create function order_management.ask_feedback(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, payload, order_id, dedupe_key)
  select 'feedback_request', jsonb_build_object('order_no', o.order_no, 'customer', o.customer_id), o.id, 'feedback:' || o.id
  from public.orders as o where o.id = ask_feedback.order_id
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.ask_feedback is 'Queues the question how it was; once per order.';

create function order_management.complete_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'completed');
  perform order_management.ask_feedback(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.complete_order is
  'Completes a delivered order. Reasons unknown_order (404), illegal_transition, not_delivered, return_is_open (409).';

create function order_management.complete_orders()
returns integer
language plpgsql volatile security definer set search_path = '' -- a job
as $$
declare
  due_id bigint;
  completed integer := 0;
begin
  for due_id in
    select o.id from public.orders as o
    join public.channels as c on c.id = o.channel_id
    where o.lifecycle = 'processing' and o.fulfillment_status = 'delivered' and o.aftersale_status <> 'open'
      and (
        select max(s.delivered_at) from public.shipment_items as i
        join public.shipments as s on s.id = i.shipment_id where i.order_id = o.id
      ) <= now() - make_interval(days => c.complete_after_days)
    order by o.placed_at, o.id limit 500
    for update of o skip locked
  loop
    perform order_management.transition(due_id, 'completed', 'system');
    perform order_management.ask_feedback(due_id);
    completed := completed + 1;
  end loop;
  return completed;
end;
$$;
comment on function order_management.complete_orders is
  'Completes up to 500 orders whose last parcel was delivered as long ago as their shop says, as a job; returns how many.';
insert into engine.jobs (key, routine, every) values ('complete_orders', 'order_management.complete_orders()', '10 minutes');
