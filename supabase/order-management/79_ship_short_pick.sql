-- Fewer pieces lie there than the books say: the shelf is put right, and the missing pieces wait in a backorder.

-- First the promise is taken back, then the loss is booked: never may less lie there than is reserved.
create function order_management.book_missing(part public.fulfillment_orders, picked jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  update public.reservations as r
  set qty = case when f.kept > 0 then f.kept else r.qty end, state = case when f.kept > 0 then r.state else 'released' end
  from (
    select p.line_id, p.sku_id, p.wanted, p.whole * n.per_piece as kept
    from order_management.found_pieces(part.id, picked) as p
    join order_management.shelf_needs as n using (line_id, sku_id)
  ) as f
  where r.fulfillment_line_id = f.line_id and r.sku_id = f.sku_id and r.state = 'active' and f.kept < f.wanted;

  insert into public.stock_movements (warehouse_id, sku_id, qty, kind, actor_id, note)
  select part.warehouse_id, p.sku_id, -sum(p.wanted - p.got), 'count', engine.member_id(), part.fulfillment_no
  from order_management.found_pieces(part.id, picked) as p
  where p.got < p.wanted
  group by p.sku_id
  order by p.sku_id;
end;
$$;
comment on function order_management.book_missing is
  'Books what was not found as a loss by count and takes its reservation back.';

create function order_management.leave_behind(part public.fulfillment_orders, picked jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  kept constant jsonb := (
    select jsonb_object_agg(p.line_id, p.whole) from order_management.found_pieces(part.id, picked) as p
  );
  digits constant integer := (
    select public.currency_decimals(o.currency) from public.orders as o where o.id = part.order_id
  );
  line public.fulfillment_lines;
  here public.fulfillment_lines;
  rest_id bigint;
begin
  perform order_management.book_missing(part, picked);
  if not exists (select from jsonb_each_text(kept) as k where k.value::integer > 0) then
    update public.fulfillment_orders as f
    set status = 'backorder', warehouse_id = null, released_at = null where f.id = part.id;
    return part.id;
  end if;
  insert into public.fulfillment_orders (order_id, seq, status, ship_by, split_plan)
  select part.order_id, max(f.seq) + 1, 'backorder', part.ship_by, '{"reasons": ["out_of_stock"]}'
  from public.fulfillment_orders as f where f.order_id = part.order_id
  returning id into rest_id;
  for line in
    select l.* from public.fulfillment_lines as l
    where l.fulfillment_order_id = part.id and (kept ->> l.id::text)::integer < l.qty order by l.id
  loop
    here := line;
    here.qty := (kept ->> line.id::text)::integer;
    if here.qty = 0 then
      update public.fulfillment_lines as l set fulfillment_order_id = rest_id, warehouse_id = null where l.id = line.id;
      continue;
    end if;
    here.goods := public.share_of_quantity(line.goods, line.qty, 0, here.qty, digits);
    here.discount := public.share_of_quantity(line.discount, line.qty, 0, here.qty, digits);
    here.shipping := public.share_of_quantity(line.shipping, line.qty, 0, here.qty, digits);
    here.tax := public.share_of_quantity(line.tax, line.qty, 0, here.qty, digits);
    -- The old line gives before the new one takes: never are more pieces planned than were ordered.
    update public.fulfillment_lines as l
    set qty = here.qty, goods = here.goods, discount = here.discount, shipping = here.shipping, tax = here.tax
    where l.id = line.id;
    insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, qty, goods, discount, shipping, tax)
    values (rest_id, line.order_line_id, line.qty - here.qty, line.goods - here.goods, line.discount - here.discount,
      line.shipping - here.shipping, line.tax - here.tax);
  end loop;
  -- A line that moved as a whole left no trace in its old sub-order.
  perform order_management.sum_sub_orders(array[part.id, rest_id]);
  perform order_management.refresh_warehouses(array[part.order_id]);
  return rest_id;
end;
$$;
comment on function order_management.leave_behind is
  'Puts what was not found into a backorder and answers its id: that of the sub-order itself when nothing was found.';

create function order_management.assign_backorder(sub_order_id bigint, warehouse_id bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{backorder}');
  place_id bigint := warehouse_id;
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  -- Without a wish: the best place that has all of it.
  if place_id is null then
    select p.warehouse_id into place_id
    from order_management.places_for(part.order_id) as p
    where not exists (
      select from public.fulfillment_lines as l
      join public.order_lines as o on o.id = l.order_line_id and o.requires_shipping
      cross join lateral order_management.parts_of_goods(array[o.sku_id]) as g
      left join public.stock as s on s.warehouse_id = p.warehouse_id and s.sku_id = g.part_id
      where l.fulfillment_order_id = sub_order_id
      group by g.part_id having sum(l.qty * g.qty) > coalesce(max(s.available), 0)
    )
    order by p.place limit 1;
  end if;
  if place_id is null then
    perform engine.refuse('out_of_stock', 'No warehouse has all of it', errcode => 'PT409');
  elsif not exists (select from public.warehouses as w where w.id = place_id and w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  update public.fulfillment_orders as f
  set warehouse_id = place_id, status = 'reserved', expected_on = null where f.id = sub_order_id;
  perform order_management.reserve_sub_order(sub_order_id);
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.assign_backorder is
  'Gives a backorder to a warehouse that has all of it, and reserves it there; without a wish to the best one. Reasons
unknown_record (404), not_at_this_step, cannot_fulfil, out_of_stock, warehouse_closed (409).';
