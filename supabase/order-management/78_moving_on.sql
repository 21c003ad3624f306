-- What happens by itself when an order has become ready: it is confirmed, split, and the warehouse is told. In the same
-- transaction where one order became ready; a load of many is left to the job, which tries again until it works.

create table order_management.ready_orders (
  order_id bigint primary key references public.orders (id) on delete cascade,
  since timestamptz not null default now()
);
comment on table order_management.ready_orders is 'Orders that may go on by themselves and have not been looked at yet.';
alter table order_management.ready_orders enable row level security;

create function order_management.tell_warehouse(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, payload, order_id, dedupe_key)
  select t.topic, jsonb_build_object('sub_order', f.fulfillment_no, 'warehouse', f.warehouse_id), f.order_id,
    t.topic || ':' || f.id
  from public.fulfillment_orders as f
  cross join unnest(array['dispatch_note', 'warehouse_notice']) as t (topic)
  where f.order_id = tell_warehouse.order_id and not f.is_superseded and f.status = 'reserved'
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.tell_warehouse is
  'Queues the dispatch note to print and the notice to the warehouse, once per sub-order.';

create function order_management.move_on(order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- nobody may do this by hand
as $$
declare
  whole public.orders;
  shop public.channels;
begin
  select o.* into whole from public.orders as o where o.id = move_on.order_id for no key update;
  select c.* into shop from public.channels as c where c.id = whole.channel_id;
  if whole.payment_terms = 'prepaid' and whole.paid_total < whole.grand_total then
    return;
  end if;
  if whole.lifecycle = 'pending_review' and shop.confirms_when_paid and whole.hold_reasons = '{}'
    and order_management.gaps_of(whole) = '{}' and not order_management.needs_approval(whole)
  then
    perform order_management.transition(order_id, 'confirmed', 'system');
    whole.lifecycle := 'confirmed';
  end if;
  if whole.lifecycle = 'confirmed' and shop.splits_when_paid and order_management.split_obstacle(order_id) is null then
    perform order_management.apply_split(order_id);
  end if;
end;
$$;
comment on function order_management.move_on is
  'Confirms and splits an order that is paid (or need not be), complete, not held and within the limits of its shop.';

create function order_management.try_to_move_on(order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '3s' -- nobody may do this by hand
as $$
begin
  perform order_management.move_on(order_id);
  delete from order_management.ready_orders as r where r.order_id = try_to_move_on.order_id;
exception when others then
  -- A payment is never lost because the order behind it cannot go on; what stood in the way is on the order's page.
  insert into order_management.ready_orders (order_id) values (try_to_move_on.order_id)
  on conflict on constraint ready_orders_pkey do update set since = now() + interval '10 minutes';
end;
$$;
comment on function order_management.try_to_move_on is 'Moves an order on; when that fails, the job tries again later.';

create function order_management.orders__move_on()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody may do this by hand
as $$
declare
  tries constant integer := coalesce(nullif(current_setting('order_management.moved_on', true), ''), '0')::integer;
begin
  if tries < 10 then
    perform set_config('order_management.moved_on', (tries + 1)::text, true);
    perform order_management.try_to_move_on(new.id);
  else
    insert into order_management.ready_orders (order_id) values (new.id) on conflict do nothing;
  end if;
  return null;
end;
$$;
comment on function order_management.orders__move_on is 'At commit: an order that has become ready goes on.';
-- No list of columns: what is missing is written by another trigger, which such a list does not see.
create constraint trigger orders__move_on
  after update on public.orders
  deferrable initially deferred
  for each row when (
    new.lifecycle in ('pending_review', 'confirmed') and (
      old.lifecycle in ('draft', 'pending_review') and new.lifecycle <> old.lifecycle
      or old.lifecycle = new.lifecycle and (
        old.paid_total < old.grand_total and new.paid_total >= new.grand_total
        or old.hold_reasons <> '{}' and new.hold_reasons = '{}'
        or old.attention_reasons <> '{}' and new.attention_reasons = '{}'
      )
    )
  )
  execute function order_management.orders__move_on();

create function order_management.move_orders_on()
returns integer
language plpgsql volatile security definer set search_path = '' -- a job
as $$
declare
  ready_id bigint;
  moved integer := 0;
begin
  foreach ready_id in array array(
    -- All of them before any stock, and without waiting: who works on one of them now may be waiting for stock.
    select r.order_id
    from order_management.ready_orders as r
    join public.orders as o on o.id = r.order_id
    where r.since <= now() order by r.since, r.order_id limit 50 for no key update skip locked
  ) loop
    perform order_management.try_to_move_on(ready_id);
    moved := moved + 1;
  end loop;
  return moved;
end;
$$;
comment on function order_management.move_orders_on is 'Moves up to 50 ready orders on, as a job; returns how many it looked at.';
insert into engine.jobs (key, routine, every) values ('move_orders_on', 'order_management.move_orders_on()', '1 minute');
