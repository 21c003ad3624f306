-- A sub-order goes to the warehouse; how it comes back stands with the work on orders (call_back).

create function order_management.reserve_sub_order(sub_order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
declare
  short record;
begin
  perform from public.stock as s
  where (s.warehouse_id, s.sku_id) in (
    select n.warehouse_id, n.sku_id from order_management.shelf_needs as n where n.fulfillment_order_id = sub_order_id
  )
  order by s.warehouse_id, s.sku_id for no key update;
  select k.sku_code, sum(n.qty) as wanted, coalesce(max(s.available), 0) as available into short
  from order_management.shelf_needs as n
  join public.skus as k on k.id = n.sku_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where n.fulfillment_order_id = sub_order_id and not exists (
    select from public.reservations as r where r.fulfillment_line_id = n.line_id and r.sku_id = n.sku_id and r.state = 'active'
  )
  group by k.id, k.sku_code having sum(n.qty) > coalesce(max(s.available), 0)
  order by k.sku_code limit 1;
  if found then
    perform engine.refuse(
      'out_of_stock', format('There is not enough of %s here', short.sku_code),
      jsonb_build_object('sku', short.sku_code, 'wanted', short.wanted, 'available', short.available), 'PT409'
    );
  end if;
  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty)
  select n.line_id, n.warehouse_id, n.sku_id, n.qty
  from order_management.shelf_needs as n
  where n.fulfillment_order_id = sub_order_id
  order by n.warehouse_id, n.sku_id
  on conflict (fulfillment_line_id, warehouse_id, sku_id) where state = 'active' do nothing;
end;
$$;
comment on function order_management.reserve_sub_order is
  'Reserves what a sub-order needs and has not reserved yet. Reason out_of_stock (409).';

create function order_management.release_sub_order(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{planned,reserved}');
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  if num_nonnulls(part.warehouse_id, part.supplier_id) = 0 then
    perform engine.refuse('no_place', 'Nobody has been chosen yet who ships this', errcode => 'PT409');
  elsif exists (select from public.warehouses as w where w.id = part.warehouse_id and not w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  perform order_management.reserve_sub_order(sub_order_id);
  update public.fulfillment_orders as f set status = 'released', released_at = now() where f.id = sub_order_id;
  update public.orders as o set lifecycle = 'processing' where o.id = part.order_id and o.lifecycle = 'confirmed';
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.release_sub_order is
  'Hands a planned or reserved sub-order to its warehouse or supplier; answers {sub_order, fulfillment_no, status}.
Reasons unknown_record (404), not_at_this_step, cannot_fulfil, no_place, warehouse_closed, out_of_stock (409).';
