-- Which carrier takes a parcel, and what its tracking numbers look like.

create function order_management.carrier_for(sub_order_id bigint, weight_g bigint)
returns bigint
language sql stable security definer set search_path = '' -- rules and totals are not for everybody
as $$
  select r.carrier_id
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  join public.carrier_rules as r on r.is_active
  join public.carriers as c on c.id = r.carrier_id and c.is_active
  where f.id = sub_order_id
    and f.warehouse_id = coalesce(r.warehouse_id, f.warehouse_id)
    and o.channel_id = coalesce(r.channel_id, o.channel_id)
    -- `CN-33` lies in `CN`.
    and (r.region_code is null
      or starts_with(coalesce(o.region_code, o.ship_country, '') || '-', r.region_code || '-'))
    and (r.shipping_class is null or r.shipping_class in (
      select coalesce(s.shipping_class, 'normal')
      from public.fulfillment_lines as l
      join public.order_lines as ol on ol.id = l.order_line_id
      join public.skus as s on s.id = ol.sku_id
      where l.fulfillment_order_id = f.id
    ))
    and (r.min_weight_g is null or weight_g >= r.min_weight_g)
    and (r.max_weight_g is null or weight_g <= r.max_weight_g)
    and (r.min_total is null or o.grand_total >= r.min_total)
    and (r.max_total is null or o.grand_total <= r.max_total)
  order by r.priority, r.id
  limit 1;
$$;
comment on function order_management.carrier_for is
  'The carrier of the first active rule that fits a sub-order and the weight of its parcel; null when none fits.';

create function order_management.shipments__check_tracking()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all carriers
as $$
declare
  carrier record;
begin
  select c.name, c.tracking_pattern into carrier from public.carriers as c where c.id = new.carrier_id;
  if new.tracking_no !~ carrier.tracking_pattern then
    perform engine.refuse(
      'invalid_tracking_number', format('A tracking number of %s looks different', carrier.name),
      jsonb_build_object('field', 'tracking_no', 'carrier', carrier.name, 'pattern', carrier.tracking_pattern), '22023'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.shipments__check_tracking is
  'Tracking numbers look as their carrier says, whoever writes them. Reason invalid_tracking_number.';
create trigger shipments__check_tracking before insert or update of carrier_id, tracking_no on public.shipments
  for each row when (new.tracking_no is not null and new.carrier_id is not null)
  execute function order_management.shipments__check_tracking();
