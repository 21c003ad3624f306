-- Sub-orders: their amounts, the warehouses of an order, and that the parts are never more nor less than the whole.

create function order_management.sum_sub_orders(fulfillment_order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
begin
  update public.fulfillment_orders as f
  set goods = c.goods, discount = c.discount, shipping = c.shipping, tax = c.tax
  from unnest(fulfillment_order_ids) as t (id)
  cross join lateral (
    select coalesce(sum(goods), 0), coalesce(sum(discount), 0), coalesce(sum(shipping), 0), coalesce(sum(tax), 0)
    from public.fulfillment_lines as l where l.fulfillment_order_id = t.id
  ) as c (goods, discount, shipping, tax)
  where f.id = t.id
    and (f.goods, f.discount, f.shipping, f.tax) is distinct from (c.goods, c.discount, c.shipping, c.tax);
end;
$$;
comment on function order_management.sum_sub_orders is
  'Sets the amounts of sub-orders to the sums of their lines.';

create function order_management.refresh_warehouses(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
begin
  update public.orders as o
  set warehouse_ids = w.ids
  from unnest(order_ids) as t (order_id)
  cross join lateral (
    select array(
      select distinct f.warehouse_id from public.fulfillment_orders as f
      where f.order_id = t.order_id and f.warehouse_id is not null and not f.is_superseded
      order by 1
    )
  ) as w (ids)
  where o.id = t.order_id and o.warehouse_ids <> w.ids;

  update public.order_lines as l
  set warehouse_ids = w.ids
  from (select id from public.order_lines where order_id = any (order_ids)) as t
  cross join lateral (
    select array(
      select distinct f.warehouse_id
      from public.fulfillment_lines as part
      join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
      where part.order_line_id = t.id and f.warehouse_id is not null and not f.is_superseded
      order by 1
    )
  ) as w (ids)
  where l.id = t.id and l.warehouse_ids <> w.ids;
end;
$$;
comment on function order_management.refresh_warehouses is
  'Keeps which warehouses are concerned on orders and lines: their staff see exactly these.';

create function order_management.refuse_overplanning(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- the writer may not see all parts
as $$
begin
  if exists (
    select from public.fulfillment_lines as part
    join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
    join public.order_lines as l on l.id = part.order_line_id
    where part.order_id = any (order_ids) and not f.is_superseded and f.status <> 'cancelled'
    group by l.id
    having sum(part.qty) > l.qty - l.qty_cancelled
  ) then
    perform engine.refuse(
      'more_planned_than_ordered', 'The sub-orders hold more pieces than were ordered', '{"field": "qty"}', '23514'
    );
  end if;
end;
$$;
comment on function order_management.refuse_overplanning is
  'Live sub-orders never hold more pieces than were ordered and not cancelled (reason more_planned_than_ordered).';

create function order_management.refresh_from_sub_orders()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids bigint[] := array(select distinct order_id from touched);
begin
  -- Dates and notes change nothing here, and whoever writes them must not wait for the order: its writer may wait for them.
  if tg_op = 'UPDATE' and tg_table_name = 'fulfillment_orders' then
    order_ids := array(
      select distinct c.order_id
      from (
        select t.id, t.order_id, t.warehouse_id, t.status, t.is_superseded from touched as t
        except
        select t.id, t.order_id, t.warehouse_id, t.status, t.is_superseded from previous as t
      ) as c
    );
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  perform order_management.lock_orders(order_ids);
  if tg_table_name = 'fulfillment_lines' then
    perform order_management.sum_sub_orders(array(select distinct fulfillment_order_id from touched));
  end if;
  perform order_management.refuse_overplanning(order_ids);
  perform order_management.refresh_warehouses(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_sub_orders is
  'Amounts and warehouses follow the sub-orders.';
select order_management.watch('fulfillment_orders', 'refresh_from_sub_orders');
select order_management.watch('fulfillment_lines', 'refresh_from_sub_orders');

create function order_management.move_sub_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the new warehouse is written everywhere
as $$
begin
  update public.fulfillment_lines set warehouse_id = new.warehouse_id where fulfillment_order_id = new.id;
  update public.shipments set warehouse_id = new.warehouse_id where fulfillment_order_id = new.id;
  update public.shipment_items as i set warehouse_id = new.warehouse_id
  from public.shipments as s where s.fulfillment_order_id = new.id and i.shipment_id = s.id;
  update public.tracking_events as e set warehouse_id = new.warehouse_id
  from public.shipments as s where s.fulfillment_order_id = new.id and e.shipment_id = s.id;
  return null;
end;
$$;
comment on function order_management.move_sub_order is
  'Lines and parcels go with their sub-order to its new warehouse.';
create trigger fulfillment_orders__move after update of warehouse_id on public.fulfillment_orders
  for each row when (old.warehouse_id is distinct from new.warehouse_id)
  execute function order_management.move_sub_order();

create function order_management.check_parts()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all parts
as $$
declare
  whole_id constant bigint := case tg_table_name
    when 'orders' then to_jsonb(new) ->> 'id' else coalesce(to_jsonb(new), to_jsonb(old)) ->> 'order_id'
  end;
begin
  if exists (
    select from public.orders as o
    join public.fulfillment_orders as f on f.order_id = o.id and not f.is_superseded
    where o.id = whole_id
    group by o.id
    having (sum(f.goods), sum(f.discount), sum(f.shipping), sum(f.tax), sum(f.total))
      is distinct from (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.grand_total)
  ) then
    perform engine.refuse(
      'parts_do_not_match_order', 'The sub-orders do not add up to their order',
      jsonb_build_object('order_no', (select o.order_no from public.orders as o where o.id = whole_id)), '23514'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.check_parts is
  'At commit: every amount of an order is the sum over its sub-orders, if it has any.
Reason parts_do_not_match_order.';
create constraint trigger fulfillment_orders__check_parts
  after insert or update of goods, discount, shipping, tax, is_superseded or delete on public.fulfillment_orders
  deferrable initially deferred
  for each row execute function order_management.check_parts();
create constraint trigger orders__check_parts
  after update of goods_total, discount_total, shipping_total, tax_total on public.orders
  deferrable initially deferred
  for each row execute function order_management.check_parts();
