-- What a row takes over from its parent. The parent's value wins over anything that was sent.
-- All are definer: the writer may not see the parent's columns, and must not be believed about them.

create function order_management.take_currency()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select o.currency into new.currency from public.orders as o where o.id = new.order_id;
  return new;
end;
$$;
comment on function order_management.take_currency is
  'Payments, refunds and invoices are in the currency of their order.';
create trigger payments__take_currency before insert on public.payments
  for each row execute function order_management.take_currency();
create trigger refunds__take_currency before insert on public.refunds
  for each row execute function order_management.take_currency();
create trigger invoices__take_currency before insert on public.invoices
  for each row execute function order_management.take_currency();

create function order_management.fulfillment_lines__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select f.order_id, f.warehouse_id into new.order_id, new.warehouse_id
  from public.fulfillment_orders as f where f.id = new.fulfillment_order_id;
  perform order_management.expect_line_of(new.order_id, new.order_line_id);
  return new;
end;
$$;
comment on function order_management.fulfillment_lines__take_over is
  'Order and warehouse are those of the sub-order.';

create function order_management.expect_line_of(order_id bigint, order_line_id bigint)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if not exists (
    select from public.order_lines as l
    where l.id = expect_line_of.order_line_id and l.order_id = expect_line_of.order_id
  ) then
    perform engine.refuse(
      'line_of_another_order', 'This line belongs to another order', '{"field": "order_line_id"}', '23514'
    );
  end if;
end;
$$;
comment on function order_management.expect_line_of is
  'Refuses a line of another order (reason line_of_another_order).';
create trigger fulfillment_lines__take_over before insert on public.fulfillment_lines
  for each row execute function order_management.fulfillment_lines__take_over();

create function order_management.shipments__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select f.order_id, f.warehouse_id into new.order_id, new.warehouse_id
  from public.fulfillment_orders as f where f.id = new.fulfillment_order_id;
  return new;
end;
$$;
comment on function order_management.shipments__take_over is
  'Order and warehouse are those of the sub-order.';
create trigger shipments__take_over before insert on public.shipments
  for each row execute function order_management.shipments__take_over();

create function order_management.shipment_items__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select l.order_line_id, l.order_id into new.order_line_id, new.order_id
  from public.fulfillment_lines as l where l.id = new.fulfillment_line_id;
  select s.warehouse_id into new.warehouse_id from public.shipments as s where s.id = new.shipment_id;
  if exists (
    select from public.fulfillment_lines as l
    where l.id = new.fulfillment_line_id and l.warehouse_id is distinct from new.warehouse_id
  ) then
    perform engine.refuse(
      'line_of_another_warehouse', 'This line leaves from another warehouse', '{"field": "fulfillment_line_id"}',
      '23514'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.shipment_items__take_over is
  'Order line and order are those of the sub-order line, the warehouse is that of the parcel (both must agree).
A parcel may hold lines of several orders: shipments are merged, orders are not. Reason line_of_another_warehouse.';
create trigger shipment_items__take_over before insert on public.shipment_items
  for each row execute function order_management.shipment_items__take_over();

create function order_management.tracking_events__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select s.warehouse_id into new.warehouse_id from public.shipments as s where s.id = new.shipment_id;
  return new;
end;
$$;
comment on function order_management.tracking_events__take_over is
  'The warehouse is that of the parcel.';
create trigger tracking_events__take_over before insert on public.tracking_events
  for each row execute function order_management.tracking_events__take_over();

create function order_management.return_lines__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
declare
  of_order_id bigint;
begin
  select r.order_id, r.warehouse_id into of_order_id, new.warehouse_id
  from public.returns as r where r.id = new.return_id;
  perform order_management.expect_line_of(of_order_id, new.order_line_id);
  return new;
end;
$$;
comment on function order_management.return_lines__take_over is
  'The warehouse is that of the return.';
create trigger return_lines__take_over before insert on public.return_lines
  for each row execute function order_management.return_lines__take_over();

create function order_management.refund_lines__check_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  perform order_management.expect_line_of(r.order_id, new.order_line_id)
  from public.refunds as r where r.id = new.refund_id;
  return new;
end;
$$;
comment on function order_management.refund_lines__check_order is
  'A refund pays back lines of its own order.';
create trigger refund_lines__check_order before insert on public.refund_lines
  for each row execute function order_management.refund_lines__check_order();
