-- Splitting: looked at, done, and taken back until a warehouse has begun.

create function order_management.plan_split(order_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- stock of all warehouses is looked at
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = plan_split.order_id;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  return jsonb_build_object(
    'order', whole.id, 'order_no', whole.order_no, 'version', whole.version,
    'obstacle', order_management.split_obstacle(whole.id), 'parts', order_management.plan_json(whole.id)
  );
end;
$$;
comment on function order_management.plan_split is
  'The sub-orders that splitting an order would make now, with reasons and amounts; changes nothing.
Reason unknown_order (404).';

create function order_management.require_version(order_id bigint, expected_version integer)
returns void
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  version integer;
begin
  select o.version into version from public.orders as o where o.id = order_id for no key update;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  elsif version is distinct from coalesce(expected_version, version) then
    perform engine.refuse(
      'version_conflict', 'Somebody changed this order meanwhile; look at it again', jsonb_build_object('version', version), 'PT409'
    );
  end if;
end;
$$;
comment on function order_management.require_version is
  'Locks an order. Reasons unknown_order (404), version_conflict (409) when it is not the version that the caller saw; null: any.';

-- All that there is of these goods, in one order for everybody: two splits never wait for each other in a circle. Also
-- where nothing is free now, because that may have changed when the waiting ends, and what is given back comes along.
create function order_management.lock_stock_for(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
  select from public.stock as s
  where s.sku_id in (
    select g.part_id from order_management.parts_of_goods(array(
      select l.sku_id from public.order_lines as l where l.order_id = lock_stock_for.order_id and l.sku_id is not null
    )) as g
  )
  order by s.warehouse_id, s.sku_id
  for no key update;
$$;
comment on function order_management.lock_stock_for is
  'Keeps others out of all stock of what was ordered, wherever it lies.';

create function order_management.make_sub_orders(order_id bigint, parts jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  insert into public.fulfillment_orders (order_id, seq, warehouse_id, supplier_id, status, expected_on, ship_by, split_plan)
  select make_sub_orders.order_id, p.seq, p.warehouse, p.supplier,
    case p.kind when 'warehouse' then 'reserved' when 'supplier' then 'planned' else p.kind end,
    p.expected_on, o.promised_ship_at, jsonb_build_object('reasons', p.reasons)
  from jsonb_to_recordset(parts) as p (
    seq integer, kind text, warehouse bigint, supplier bigint, expected_on date, reasons jsonb
  )
  join public.orders as o on o.id = make_sub_orders.order_id;

  insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, order_id, warehouse_id, qty, goods, discount, shipping, tax)
  select f.id, l.line, f.order_id, f.warehouse_id, l.qty, l.goods, l.discount, l.shipping, l.tax
  from jsonb_to_recordset(parts) as p (seq integer, lines jsonb)
  join public.fulfillment_orders as f on f.order_id = make_sub_orders.order_id and f.seq = p.seq
  cross join jsonb_to_recordset(p.lines) as l (
    line bigint, qty integer, goods numeric, discount numeric, shipping numeric, tax numeric
  );

  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty)
  select part.id, f.warehouse_id, g.part_id, part.qty * g.qty
  from jsonb_to_recordset(parts) as p (seq integer, kind text)
  join public.fulfillment_orders as f on f.order_id = make_sub_orders.order_id and f.seq = p.seq
  join public.fulfillment_lines as part on part.fulfillment_order_id = f.id
  join public.order_lines as l on l.id = part.order_line_id and l.requires_shipping
  cross join lateral order_management.parts_of_goods(array[l.sku_id]) as g
  where p.kind = 'warehouse'
  order by f.warehouse_id, g.part_id;
end;
$$;
comment on function order_management.make_sub_orders is 'Writes planned parts as sub-orders and reserves what leaves from warehouses.';

create function order_management.apply_split(order_id bigint, expected_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders and stock are granted to nobody
as $$
declare
  obstacle text;
  parts jsonb;
begin
  perform order_management.require_version(order_id, expected_version);
  obstacle := order_management.split_obstacle(order_id);
  if obstacle is not null then
    perform engine.refuse('cannot_split', 'This order cannot be split now', jsonb_build_object('why', obstacle), 'PT409');
  end if;
  perform order_management.lock_stock_for(order_id);
  parts := order_management.plan_json(order_id);
  perform order_management.make_sub_orders(order_id, parts);
  perform order_management.tell_warehouse(order_id);
  update public.orders as o
  set lifecycle = 'processing',
    hold_reasons = case
      when c.split_policy = 'hold' and parts @> '[{"kind": "backorder"}]' then array_append(o.hold_reasons, 'shortage')
      else o.hold_reasons
    end
  from public.channels as c
  where o.id = apply_split.order_id and c.id = o.channel_id
    and (o.lifecycle <> 'processing' or c.split_policy = 'hold' and parts @> '[{"kind": "backorder"}]');
  return jsonb_build_object(
    'order', order_id, 'version', (select o.version from public.orders as o where o.id = apply_split.order_id), 'parts', parts
  );
end;
$$;
comment on function order_management.apply_split is
  'Splits what is open of an order into sub-orders and reserves their stock, planned anew under lock; answers as plan_split.
Reasons unknown_order (404), version_conflict (409), cannot_split with why (409): not_confirmed, on_hold, sealed,
needs_attention, not_paid, unknown_sku, nothing_open.';

create function order_management.undo_split(order_id bigint, expected_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders and stock are granted to nobody
as $$
begin
  perform order_management.require_version(order_id, expected_version);
  if not exists (
    select from public.fulfillment_orders as f where f.order_id = undo_split.order_id and not f.is_superseded
  ) then
    perform engine.refuse('not_split', 'This order is not split', errcode => 'PT409');
  elsif exists (
    select from public.fulfillment_orders as f
    where f.order_id = undo_split.order_id and not f.is_superseded
      and f.status not in ('planned', 'reserved', 'backorder', 'cancelled')
  ) then
    perform engine.refuse(
      'already_released', 'A warehouse has begun with this order; call it back there first', errcode => 'PT409'
    );
  end if;
  update public.reservations as r set state = 'released'
  from public.fulfillment_lines as part
  where part.order_id = undo_split.order_id and r.fulfillment_line_id = part.id and r.state = 'active';
  update public.fulfillment_orders as f set is_superseded = true
  where f.order_id = undo_split.order_id and not f.is_superseded;
  delete from public.outbox as b
  where b.order_id = undo_split.order_id and b.done_at is null and b.topic in ('dispatch_note', 'warehouse_notice');
  update public.orders as o
  set lifecycle = 'confirmed', hold_reasons = array_remove(o.hold_reasons, 'shortage')
  where o.id = undo_split.order_id;
  return jsonb_build_object('order', order_id, 'version', (select o.version from public.orders as o where o.id = undo_split.order_id));
end;
$$;
comment on function order_management.undo_split is
  'Takes a split back and releases its stock, as long as no warehouse has begun. Reasons unknown_order (404),
version_conflict, not_split, already_released (409).';
