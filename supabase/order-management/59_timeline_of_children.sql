-- What happens below an order belongs to its timeline too: lines, money, sub-orders, parcels, returns, complaints.

-- Arguments: what the row is, the column that says when it happened, the columns worth showing.
create function order_management.write_child_events()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the timeline is granted to nobody
as $$
declare
  thing constant text := tg_argv[0];
  time_column constant text := tg_argv[1];
  keys constant text[] := tg_argv[2];
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
begin
  if tg_op = 'UPDATE' then
    -- Planned anew each time: a plan made for one changed row compares ten thousand with each other.
    execute $query$
      insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values)
      select n.order_id, $1 || '_changed', (select engine.member_id()), (select engine.current_role_key()), was.values, is_now.values
      from touched as n
      join previous as o using (id)
      cross join lateral (select order_management.picked(to_jsonb(o), $2)) as was (values)
      cross join lateral (select order_management.picked(to_jsonb(n), $2)) as is_now (values)
      where n.order_id is not null and was.values is distinct from is_now.values
    $query$ using thing, keys;
  else
    insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values)
    select t.order_id, least(coalesce((to_jsonb(t) ->> time_column)::timestamptz, now()), now()),
      thing || case tg_op when 'INSERT' then '_added' else '_removed' end,
      (select engine.member_id()), (select engine.current_role_key()),
      case when tg_op = 'DELETE' then shown.values end, case when tg_op = 'INSERT' then shown.values end
    from touched as t
    join public.orders as o on o.id = t.order_id
    cross join lateral (select order_management.picked(to_jsonb(t), keys)) as shown (values)
    where thing <> 'line' or o.created_at <> now();
  end if;
  return null;
end;
$$;
comment on function order_management.write_child_events is
  'Writes what was done to the rows below an order. Lines that come with a new order are no event of their own.';

select order_management.watch(table_name, 'write_child_events', events, array[thing, time_column, keys::text])
from (values
  ('order_lines', '{insert,update,delete}'::text[], 'line', 'created_at',
    array['line_no', 'title', 'sku_id', 'qty', 'qty_cancelled', 'unit_price', 'line_discount']),
  ('payments', '{insert,update}', 'payment', 'paid_at', array['payment_no', 'method', 'amount', 'state']),
  ('refunds', '{insert,update}', 'refund', 'requested_at', array['refund_no', 'amount', 'state', 'reason']),
  ('invoices', '{insert,update}', 'invoice', 'issued_at', array['number', 'kind', 'amount']),
  ('fulfillment_orders', '{insert,update}', 'sub_order', 'created_at',
    array['fulfillment_no', 'warehouse_id', 'supplier_id', 'status', 'is_superseded']),
  ('returns', '{insert,update}', 'return', 'requested_at',
    array['return_no', 'kind', 'state', 'reason_code', 'decision_note', 'replacement_order_id']),
  ('complaints', '{insert,update}', 'complaint', 'created_at',
    array['complaint_no', 'type', 'state', 'severity', 'finding', 'measure', 'reply', 'csat'])
) as t (table_name, events, thing, time_column, keys);

create function order_management.write_parcel_events()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the timeline is granted to nobody
as $$
declare
  keys constant text[] := '{shipment_no,carrier_id,tracking_no,status}';
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
begin
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role, new_values)
    select n.order_id, event.at, event.type, (select engine.member_id()), (select engine.current_role_key()),
      order_management.picked(to_jsonb(n), keys)
    from touched as n
    cross join lateral (values
      ('parcel_added', n.created_at, n.shipped_at is null),
      ('parcel_shipped', n.shipped_at, n.shipped_at is not null),
      ('parcel_delivered', n.delivered_at, n.delivered_at is not null)
    ) as event (type, at, has_happened)
    where event.has_happened;
  else
    -- Planned anew each time, see write_child_events.
    execute $query$
      insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values)
      select n.order_id, event.at, event.type, (select engine.member_id()), (select engine.current_role_key()),
        order_management.picked(to_jsonb(o), $1), order_management.picked(to_jsonb(n), $1)
      from touched as n
      join previous as o using (id)
      cross join lateral (values
        ('parcel_shipped', n.shipped_at, o.shipped_at is null and n.shipped_at is not null),
        ('parcel_delivered', n.delivered_at, o.delivered_at is null and n.delivered_at is not null),
        ('parcel_changed', now(),
          (o.carrier_id, o.tracking_no, o.is_void) is distinct from (n.carrier_id, n.tracking_no, n.is_void))
      ) as event (type, at, has_happened)
      where event.has_happened
    $query$ using keys;
  end if;
  return null;
end;
$$;
comment on function order_management.write_parcel_events is 'Writes when parcels are packed, shipped and delivered.';
select order_management.watch('shipments', 'write_parcel_events', '{insert,update}');
