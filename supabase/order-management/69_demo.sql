-- Demo data knows itself: a register of its records, and one function that takes them out again.

create table order_management.demo_records (
  table_name text not null,
  record_id bigint not null,
  primary key (table_name, record_id)
);
comment on table order_management.demo_records is
  'Records that came with the demo data. What belongs to them (lines, payments, parcels …) goes with them.';
alter table order_management.demo_records enable row level security;

create function order_management.register_demo(table_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    'insert into order_management.demo_records
     select %L, t.id from public.%I as t where t.xmin = pg_current_xact_id()::xid',
    table_name, table_name
  );
end;
$$;
comment on function order_management.register_demo is 'Registers every row of the table that this transaction made.';

create function order_management.demo_ids(table_name text)
returns bigint[]
language sql stable security invoker set search_path = ''
as $$
  select coalesce(array_agg(d.record_id), '{}')
  from order_management.demo_records as d where d.table_name = demo_ids.table_name;
$$;
comment on function order_management.demo_ids is 'Ids of the demo records of a table.';

-- Without this every single order would run the statement triggers of all tables that are deleted along with it.
create function order_management.switch_triggers(state text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  table_name text;
begin
  foreach table_name in array array[
    'order_lines', 'order_events', 'order_links', 'tasks', 'rule_runs', 'outbox', 'fulfillment_lines', 'shipment_items',
    'tracking_events', 'return_lines', 'refund_lines', 'stock_movements'
  ] loop
    execute format('alter table public.%I %s trigger user', table_name, state);
  end loop;
end;
$$;
comment on function order_management.switch_triggers is
  'Disables or enables the triggers of what hangs on orders, also the one that protects the ledger; foreign keys stay.';

-- From the leaves to the root, as the foreign keys demand.
create function order_management.remove_demo_orders(ids bigint[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from public.complaints where order_id = any (ids);
  delete from public.refunds where order_id = any (ids);
  delete from public.returns where order_id = any (ids);
  delete from public.invoices where order_id = any (ids) and voids_id is not null;
  delete from public.invoices where order_id = any (ids);
  delete from public.reservations where fulfillment_line_id in (
    select l.id from public.fulfillment_lines as l where l.order_id = any (ids)
  );
  delete from public.shipment_items where order_id = any (ids);
  delete from public.shipments where order_id = any (ids);
  delete from public.fulfillment_lines where order_id = any (ids);
  delete from public.fulfillment_orders where order_id = any (ids);
  delete from public.payments where order_id = any (ids);
  delete from public.orders where id = any (ids);
$$;
comment on function order_management.remove_demo_orders is 'Deletes orders with everything that hangs on them.';

create function order_management.remove_demo_stock(ids bigint[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from public.stock_movements where sku_id = any (ids);
  delete from public.reservations where sku_id = any (ids);
  delete from public.stock where sku_id = any (ids);
$$;
comment on function order_management.remove_demo_stock is 'Deletes all stock of SKUs, with its history.';

-- Real records may refer to demo ones by now; those stay. All at once where possible, else one by one.
create function order_management.remove_unused(table_name text, ids bigint[])
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  kept bigint := 0;
  id bigint;
begin
  execute format('delete from public.%I where id = any ($1)', table_name) using ids;
  return 0;
exception when foreign_key_violation then
  if cardinality(ids) = 1 then
    return 1;
  end if;
  foreach id in array ids loop
    kept := kept + order_management.remove_unused(table_name, array[id]);
  end loop;
  return kept;
end;
$$;
comment on function order_management.remove_unused is 'Deletes records that nothing refers to; returns how many stay.';

create function order_management.offer_demo_removal(is_offered boolean)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if is_offered then
    perform engine.define_operation('remove_demo_data', '{"en": "Remove the demo data", "zh-CN": "移除演示数据"}');
    perform engine.allow_operations('admin', 'remove_demo_data');
  else
    delete from config.operations as o where o.name = 'remove_demo_data';
  end if;
  perform engine.sync_roles();
end;
$$;
comment on function order_management.offer_demo_removal is
  'Offers the operation remove_demo_data to admins while there is something to remove.';

create function public.remove_demo_data()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- nobody may delete all of this otherwise
set statement_timeout = '2min' -- half of the usual limit is gone on a quick machine
as $$
declare
  order_ids constant bigint[] := order_management.demo_ids('orders');
  -- What real orders have reserved or shipped keeps its stock.
  unused_sku_ids constant bigint[] := array(
    select demo.sku_id from unnest(order_management.demo_ids('skus')) as demo (sku_id)
    where not exists (
      select from public.fulfillment_lines as f
      join public.order_lines as l on l.id = f.order_line_id
      where l.sku_id = demo.sku_id and f.order_id <> all (order_ids)
    )
  );
  kept jsonb;
begin
  perform order_management.switch_triggers('disable');
  perform order_management.remove_demo_orders(order_ids);
  perform order_management.remove_demo_stock(unused_sku_ids);
  perform order_management.switch_triggers('enable');
  select jsonb_object_agg(t.name, t.kept) into kept
  from (
    select name, order_management.remove_unused(name, order_management.demo_ids(name)) as kept
    from unnest(array[
      'channel_skus', 'customers', 'channels', 'skus', 'products', 'suppliers', 'warehouses', 'carriers'
    ]) with ordinality as t (name, position)
    order by position
  ) as t;
  update public.invoice_series as s set next_number = 1
  where not exists (select from public.invoices as i where i.kind = s.kind);
  delete from order_management.demo_records where true;
  perform order_management.offer_demo_removal(false);
  return kept;
end;
$$;
comment on function public.remove_demo_data is
  'Removes the demo data and what hangs on it; real records stay. Returns per table how many demo records stay because
real ones refer to them.';
