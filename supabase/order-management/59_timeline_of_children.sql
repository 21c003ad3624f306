-- What happens below an order belongs to its timeline too: lines, money, sub-orders, parcels, returns, complaints.

-- `touched` and `previous` have no statistics and no index; only a hash join compares many rows quickly.
-- Arguments: what the row is, the column that says when it happened, the columns worth showing.
create function order_management.write_child_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  thing constant text := tg_argv[0];
  time_column constant text := tg_argv[1];
  keys constant text[] := tg_argv[2];
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
  said constant text := order_management.said();
begin
  if tg_op = 'UPDATE' then
    insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values, note)
    select n.order_id, thing || '_changed', actor_id, role_key, was.values, is_now.values, said
    from touched as n
    join previous as o using (id)
    cross join lateral (select order_management.picked(to_jsonb(o), keys)) as was (values)
    cross join lateral (select order_management.picked(to_jsonb(n), keys)) as is_now (values)
    where n.order_id is not null and was.values is distinct from is_now.values;
  else
    insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values, note)
    select t.order_id, least(coalesce((to_jsonb(t) ->> time_column)::timestamptz, now()), now()),
      thing || case tg_op when 'INSERT' then '_added' else '_removed' end, actor_id, role_key,
      case when tg_op = 'DELETE' then shown.values end, case when tg_op = 'INSERT' then shown.values end, said
    from touched as t
    cross join lateral (select order_management.picked(to_jsonb(t), keys)) as shown (values)
    -- No order: it is being deleted with all its rows. A new order: its first lines are no event of their own.
    where coalesce((
      select thing <> 'line' or o.created_at <> now() from public.orders as o where o.id = t.order_id
    ), false);
  end if;
  return null;
end;
$$;
comment on function order_management.write_child_events is
  'Writes what was done to the rows below an order.';

select order_management.watch(table_name, 'write_child_events', events, array[thing, time_column, keys::text])
from (values
  ('order_lines', '{insert,update,delete}'::text[], 'line', 'created_at',
    array['line_no', 'title', 'sku_id', 'qty', 'qty_cancelled', 'unit_price', 'line_discount']),
  ('payments', '{insert,update}', 'payment', 'paid_at', array['payment_no', 'method', 'amount', 'state', 'note']),
  ('refunds', '{insert,update}', 'refund', 'requested_at', array['refund_no', 'amount', 'state', 'reason', 'note']),
  ('invoices', '{insert,update}', 'invoice', 'issued_at', array['number', 'kind', 'amount', 'state', 'note']),
  ('fulfillment_orders', '{insert,update}', 'sub_order', 'created_at',
    array['fulfillment_no', 'warehouse_id', 'supplier_id', 'status', 'is_superseded']),
  ('returns', '{insert,update}', 'return', 'requested_at',
    array['return_no', 'kind', 'state', 'reason_code', 'decision_note', 'replacement_order_id']),
  ('complaints', '{insert,update}', 'complaint', 'created_at',
    array['complaint_no', 'type', 'state', 'severity', 'finding', 'measure', 'reply', 'csat'])
) as t (table_name, events, thing, time_column, keys);

create function order_management.write_parcel_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  keys constant text[] := '{shipment_no,carrier_id,tracking_no,status}';
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
begin
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role, new_values)
    select n.order_id, event.at, event.type, actor_id, role_key, order_management.picked(to_jsonb(n), keys)
    from touched as n
    cross join lateral (values
      ('parcel_added', n.created_at, n.shipped_at is null),
      ('parcel_shipped', n.shipped_at, n.shipped_at is not null),
      ('parcel_delivered', n.delivered_at, n.delivered_at is not null)
    ) as event (type, at, has_happened)
    where event.has_happened;
  else
    insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values, note)
    select n.order_id, event.at, event.type, actor_id, role_key,
      order_management.picked(to_jsonb(o), keys), order_management.picked(to_jsonb(n), keys), order_management.said()
    from touched as n
    join previous as o using (id)
    cross join lateral (values
      ('parcel_shipped', n.shipped_at, o.shipped_at is null and n.shipped_at is not null),
      ('parcel_delivered', n.delivered_at, o.delivered_at is null and n.delivered_at is not null),
      ('parcel_changed', now(),
        (o.carrier_id, o.tracking_no, o.is_void) is distinct from (n.carrier_id, n.tracking_no, n.is_void))
    ) as event (type, at, has_happened)
    where event.has_happened;
  end if;
  return null;
end;
$$;
comment on function order_management.write_parcel_events is
  'Writes when parcels are packed, shipped and delivered.';
select order_management.watch('shipments', 'write_parcel_events', '{insert,update}');
