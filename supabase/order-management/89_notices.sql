-- Whom the app tells of what by itself: new orders, orders to approve, low stock, late orders.

select engine.define_notice('new_order', '{"en": "New order", "zh-CN": "新订单"}', 'orders', 'customer_service', 'manager');
select engine.define_notice('needs_review', '{"en": "Order to approve", "zh-CN": "待审核订单"}', 'orders', 'manager', 'admin');
select engine.define_notice('low_stock', '{"en": "Low stock", "zh-CN": "库存不足"}', 'stock_alerts', 'warehouse', 'manager');
select engine.define_notice('overdue', '{"en": "Order overdue", "zh-CN": "订单逾期"}', 'orders', 'customer_service', 'manager');

-- An import of last year's orders is no news.
create function order_management.tell_new_orders()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  perform engine.notify('new_order', (
    select array_agg(t.id::text) from touched as t
    where t.lifecycle not in ('completed', 'cancelled') and t.placed_at > now() - interval '2 days'
  ));
  return null;
end;
$$;
comment on function order_management.tell_new_orders is 'Tells who looks after orders that new ones are here.';
select order_management.watch('orders', 'tell_new_orders', '{insert}');

-- The amount of an order is known only when its lines are there, so every change of it is looked at.
create function order_management.tell_reviews()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  if not exists (select from touched as t where t.lifecycle = 'pending_review') then
    return null;
  end if;
  perform engine.notify('needs_review', (
    select array_agg(o.id::text)
    from touched as t
    join previous as p on p.id = t.id
    join public.orders as o on o.id = t.id
    where t.lifecycle = 'pending_review' and t.placed_at > now() - interval '30 days'
      and (p.lifecycle, p.grand_total, p.customer_id) is distinct from (t.lifecycle, t.grand_total, t.customer_id)
      and order_management.needs_approval(o)
  ));
  return null;
end;
$$;
comment on function order_management.tell_reviews is 'Tells who may approve that an order waits for him, once.';
select order_management.watch('orders', 'tell_reviews', '{update}');

create function order_management.tell_low_stock()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  perform engine.notify('low_stock', (select array_agg(t.id::text) from touched as t));
  return null;
end;
$$;
comment on function order_management.tell_low_stock is 'Tells of stock that has become low, to those of the place.';
select order_management.watch('stock_alerts', 'tell_low_stock', '{insert}');

-- A new promise is a new matter, hence the moment. Whoever looks after an order is told himself; the roles hear of orders
-- that nobody looks after, or whose owner cannot see them any more.
create function order_management.tell_overdue()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, looks at all orders
as $$
declare
  late record;
  unowned text[];
begin
  for late in
    select o.promised_ship_at::date::text as promised, array_agg(o.id::text) filter (where o.assignee_id is null) as ids,
      jsonb_agg(jsonb_build_object('order', o.id, 'owner', o.assignee_id)) filter (where o.assignee_id is not null) as owned
    from public.orders as o
    where o.promised_ship_at between now() - interval '30 days' and now()
      and o.lifecycle in ('confirmed', 'processing') and o.fulfillment_status in ('unfulfilled', 'partial')
    group by 1 order by 1
  loop
    select array_agg(own ->> 'order') into unowned
    from jsonb_array_elements(late.owned) as own
    where not engine.notify_member('overdue', (own ->> 'owner')::uuid, own ->> 'order', ' ' || late.promised);
    perform engine.notify('overdue', late.ids || unowned, ' ' || late.promised);
  end loop;
end;
$$;
comment on function order_management.tell_overdue is
  'Tells once per promise of orders that should have been shipped by now: their owners, else the roles; a job.';
insert into engine.jobs (key, routine, every) values ('tell_overdue', 'order_management.tell_overdue()', '5 minutes');
