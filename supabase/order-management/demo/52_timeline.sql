-- What people did to the orders: triggers wrote the rest, but cannot know when an order was confirmed.

insert into public.order_events (order_id, at, type, old_values, new_values)
select o.id, step.at, 'status_changed', jsonb_build_object('lifecycle', step.was),
  jsonb_build_object('lifecycle', step.now)
from public.orders as o
join demo_plan as p on p.order_id = o.id
cross join lateral (values
  (o.confirmed_at, 'pending_review', 'confirmed'),
  (case when o.lifecycle in ('processing', 'completed') then o.confirmed_at + interval '5 minutes' end,
    'confirmed', 'processing'),
  (o.completed_at, 'processing', 'completed'),
  (o.cancelled_at, 'pending_review', 'cancelled')
) as step (at, was, now)
where step.at is not null
order by o.id, step.at;

insert into public.order_events (order_id, at, type, new_values)
select p.order_id, p.placed_at + interval '30 minutes', 'hold_changed', '{"hold_reasons": ["address"]}'
from demo_plan as p
where p.stage = 'on_hold'
order by p.i;
