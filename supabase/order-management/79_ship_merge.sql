-- Several orders of one buyer to one address leave in one parcel; orders, payments and refunds stay apart.

create function order_management.merge_obstacle(sub_order_ids bigint[])
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when count(*) < 2 then 'too_few'
    when bool_or(f.is_superseded or f.status not in ('reserved', 'released')) then 'begun'
    when bool_or(f.parcel_group_id is not null or exists (
      select from public.fulfillment_orders as member where member.parcel_group_id = f.id
    )) then 'merged_already'
    when count(distinct f.warehouse_id) <> 1 or count(f.warehouse_id) < count(*) then 'other_place'
    when count(distinct (o.merge_hash, o.channel_id)) <> 1 then 'other_recipient'
    when bool_or(o.is_sealed) then 'sealed'
  end
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  where f.id = any (sub_order_ids);
$$;
comment on function order_management.merge_obstacle is
  'Why these sub-orders cannot leave in one parcel, as a code: too_few, begun, merged_already, other_place,
other_recipient, sealed; null when they can.';

create function order_management.merge_options(order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- the caller may not compare recipients; he gets keys alone
as $$
  select coalesce(jsonb_agg(jsonb_build_object('sub_order', f.id, 'others', other.ids) order by f.seq), '[]')
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  cross join lateral (
    select jsonb_agg(g.id order by g.ship_by nulls last, g.id) as ids
    from public.orders as p
    join public.fulfillment_orders as g on g.order_id = p.id
    where p.merge_hash = o.merge_hash and p.lifecycle in ('confirmed', 'processing') and p.channel_id = o.channel_id
      and p.hold_reasons = '{}' and g.id <> f.id and g.warehouse_id = f.warehouse_id
      and order_management.merge_obstacle(array[f.id, g.id]) is null
  ) as other
  where f.order_id = merge_options.order_id and f.status in ('reserved', 'released') and o.hold_reasons = '{}'
    and o.lifecycle in ('confirmed', 'processing') and other.ids is not null;
$$;
comment on function order_management.merge_options is
  'For each sub-order of an order the keys of sub-orders that could leave in one parcel with it: same buyer, address, shop and
warehouse, not begun: [{sub_order, others}].';

create function order_management.merge_sub_orders(sub_order_ids bigint[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  order_ids constant bigint[] := array(
    select distinct f.order_id from public.fulfillment_orders as f where f.id = any (sub_order_ids) order by 1
  );
  obstacle text;
  main_id bigint;
begin
  perform order_management.lock_orders(order_ids);
  obstacle := order_management.merge_obstacle(sub_order_ids);
  if obstacle is not null then
    perform engine.refuse(
      'cannot_merge', 'These sub-orders cannot leave in one parcel', jsonb_build_object('why', obstacle), 'PT409'
    );
  end if;
  perform order_management.require_fulfilment(order_ids);
  select f.id into main_id from public.fulfillment_orders as f
  where f.id = any (sub_order_ids) order by f.ship_by nulls last, f.id limit 1;
  update public.fulfillment_orders as f set parcel_group_id = main_id
  where f.id = any (sub_order_ids) and f.id <> main_id;
  insert into public.order_links (from_order_id, to_order_id, kind)
  select order_ids[1], later, 'merged' from unnest(order_ids[2:]) as later
  on conflict on constraint orders_are_linked_once_per_kind do nothing;
  return jsonb_build_object('sub_order', main_id, 'together', to_jsonb(sub_order_ids));
end;
$$;
comment on function order_management.merge_sub_orders is
  'Lets sub-orders of one buyer, address, shop and warehouse leave in one parcel, packed with the most urgent of them; the
orders are linked. Answers {sub_order, together}. Reasons cannot_merge with why, cannot_fulfil (409).';

create function order_management.separate_sub_order(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  perform order_management.take_sub_order(sub_order_id, '{planned,reserved,released,picking}');
  update public.fulfillment_orders as f set parcel_group_id = null
  where sub_order_id in (f.id, f.parcel_group_id) and f.parcel_group_id is not null
    and f.status in ('planned', 'reserved', 'released', 'picking');
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.separate_sub_order is
  'Takes a sub-order out of a common parcel; taking out the one that the others go with lets all go alone. Reasons
unknown_record (404), not_at_this_step (409).';
