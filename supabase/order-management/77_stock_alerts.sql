-- Low stock is said once, and taken back when there is enough again.

create function order_management.watch_safety()
returns trigger
language plpgsql volatile security definer set search_path = '' -- alerts are granted to nobody
as $$
begin
  insert into public.stock_alerts (warehouse_id, sku_id, available, safety_stock)
  select s.warehouse_id, s.sku_id, s.available, coalesce(s.safety_stock, k.safety_stock)
  from touched as s join public.skus as k on k.id = s.sku_id and k.is_active
  where s.available < coalesce(s.safety_stock, k.safety_stock)
  on conflict (warehouse_id, sku_id) where cleared_at is null do nothing;

  update public.stock_alerts as a set cleared_at = now()
  from touched as s join public.skus as k on k.id = s.sku_id
  where (a.warehouse_id, a.sku_id) = (s.warehouse_id, s.sku_id) and a.cleared_at is null
    and s.available >= coalesce(s.safety_stock, k.safety_stock, 0);
  return null;
end;
$$;
comment on function order_management.watch_safety is
  'Raises one alert when less than the safety stock (of the place, else of the SKU) is available, clears it afterwards.';
select order_management.watch('stock', 'watch_safety', '{update}');
