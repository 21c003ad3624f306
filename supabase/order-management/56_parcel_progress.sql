-- What the parcels say about lines, sub-orders and orders.

create function order_management.count_shipped(fulfillment_line_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.fulfillment_lines as l
  set qty_shipped = c.shipped, qty_delivered = c.delivered
  from unnest(fulfillment_line_ids) as t (id)
  cross join lateral (
    select coalesce(sum(i.qty) filter (where s.status in ('shipped', 'delivered')), 0),
      coalesce(sum(i.qty) filter (where s.status = 'delivered'), 0)
    from public.shipment_items as i
    join public.shipments as s on s.id = i.shipment_id
    where i.fulfillment_line_id = t.id
  ) as c (shipped, delivered)
  where l.id = t.id and (l.qty_shipped, l.qty_delivered) is distinct from (c.shipped, c.delivered);

  update public.order_lines as l
  set qty_shipped = c.shipped, qty_delivered = c.delivered
  from (
    select distinct order_line_id from public.fulfillment_lines where id = any (fulfillment_line_ids)
  ) as t
  cross join lateral (
    select sum(qty_shipped), sum(qty_delivered)
    from public.fulfillment_lines as parts where parts.order_line_id = t.order_line_id
  ) as c (shipped, delivered)
  where l.id = t.order_line_id and (l.qty_shipped, l.qty_delivered) is distinct from (c.shipped, c.delivered);
$$;
comment on function order_management.count_shipped is
  'Sets the shipped and delivered pieces of sub-order lines and of their order lines.';

create function order_management.refresh_sub_orders(fulfillment_order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.fulfillment_orders as f
  set status = wanted.status
  from unnest(fulfillment_order_ids) as t (id)
  cross join lateral (
    select coalesce(bool_and(qty_shipped = qty), false), coalesce(bool_and(qty_delivered = qty), false)
    from public.fulfillment_lines as l where l.fulfillment_order_id = t.id
  ) as c (is_shipped, is_delivered)
  join public.fulfillment_orders as old on old.id = t.id
  cross join lateral (
    select case
      when c.is_delivered then 'delivered'
      when c.is_shipped then 'shipped'
      when old.status in ('shipped', 'delivered') then 'packed'
      else old.status
    end
  ) as wanted (status)
  where f.id = t.id and f.status not in ('cancelled', 'backorder') and f.status <> wanted.status;
$$;
comment on function order_management.refresh_sub_orders is
  'A sub-order is shipped or delivered when all its pieces are; it goes back to packed when a parcel is taken back.';

create function order_management.refresh_from_parcels()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  line_ids bigint[];
begin
  if tg_table_name = 'shipments' then
    line_ids := array(
      select i.fulfillment_line_id from public.shipment_items as i
      where i.shipment_id = any (array(
        select c.id from (select id, status from touched except select id, status from previous) as c
      ))
    );
  else
    line_ids := array(select fulfillment_line_id from touched);
  end if;
  if line_ids = '{}' then
    return null;
  end if;
  line_ids := array(select distinct id from unnest(line_ids) as t (id) order by id);
  perform order_management.lock_orders(
    array(select distinct l.order_id from public.fulfillment_lines as l where l.id = any (line_ids))
  );
  perform order_management.count_shipped(line_ids);
  perform order_management.refresh_sub_orders(
    array(select distinct l.fulfillment_order_id from public.fulfillment_lines as l where l.id = any (line_ids))
  );
  return null;
end;
$$;
comment on function order_management.refresh_from_parcels is
  'Shipped and delivered pieces follow the parcels.';
select order_management.watch('shipment_items', 'refresh_from_parcels');
select order_management.watch('shipments', 'refresh_from_parcels', '{update}');

create function order_management.refresh_from_tracking()
returns trigger
language plpgsql volatile security definer set search_path = '' -- delivered_at is granted to nobody
as $$
begin
  update public.shipments as s
  set shipped_at = coalesce(s.shipped_at, e.first_at), delivered_at = e.delivered_at
  from (
    select shipment_id, min(at) as first_at, min(at) filter (where code = 'delivered') as delivered_at
    from public.tracking_events
    where shipment_id = any (array(select shipment_id from touched))
    group by shipment_id
  ) as e
  where s.id = e.shipment_id and (s.shipped_at is null or s.delivered_at is distinct from e.delivered_at);
  return null;
end;
$$;
comment on function order_management.refresh_from_tracking is
  'A parcel with tracking has left the house; the event `delivered` is its delivery.';
select order_management.watch('tracking_events', 'refresh_from_tracking');
