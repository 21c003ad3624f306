-- What a split looks at: pieces that are still to be planned, places that may ship them, and what lies there.

create view order_management.open_lines with (security_invoker = true) as
select l.order_id, l.id as line_id, l.line_no, l.sku_id, l.qty,
  l.qty - l.qty_cancelled - planned.qty as qty_open, l.qty_cancelled - planned.qty_cancelled as qty_cancelled_open,
  planned.qty + planned.qty_cancelled as qty_done,
  l.requires_shipping, l.ships_apart,
  -- The day begins when it begins in the shop.
  case when l.available_on > (now() at time zone c.time_zone)::date then l.available_on end as available_on,
  coalesce(l.supplier_id, case when s.is_dropshipped then s.supplier_id end) as supplier_id,
  coalesce(nullif(s.shipping_class, 'virtual'), 'normal') as shipping_class, coalesce(s.weight_g, 0) as weight_g, l.total
from public.order_lines as l
join public.orders as o on o.id = l.order_id
join public.channels as c on c.id = o.channel_id
left join public.skus as s on s.id = l.sku_id
left join lateral (
  select coalesce(sum(part.qty) filter (where f.status <> 'cancelled'), 0) as qty,
    coalesce(sum(part.qty) filter (where f.status = 'cancelled'), 0) as qty_cancelled
  from public.fulfillment_lines as part
  join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
  where part.order_line_id = l.id and not f.is_superseded
) as planned on true;
comment on view order_management.open_lines is
  'Order lines with the pieces that no sub-order holds yet, who ships them, and what keeps them apart.';

create function order_management.places_for(order_id bigint)
returns table (place integer, warehouse_id bigint, priority integer, distance integer)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  -- As one array, so that each warehouse is asked for these SKUs by index and not for all it has.
  with wanted as materialized (
    select array(
      select l.sku_id from public.order_lines as l where l.order_id = places_for.order_id and l.sku_id is not null
      union
      select k.component_id from public.order_lines as l
      join public.sku_components as k on k.sku_id = l.sku_id where l.order_id = places_for.order_id
    ) as sku_ids
  )
  select row_number() over (order by c.priority, c.distance, c.id)::integer, c.id, c.priority, c.distance
  from (
    select w.id, coalesce(r.priority, w.priority) as priority,
      case
        when w.country is distinct from coalesce(o.ship_country, 'CN') then 3
        when w.province is distinct from o.ship_province then 2
        when w.city is distinct from o.ship_city then 1
        else 0
      end as distance
    from public.orders as o
    join public.warehouses as w on w.is_active and w.kind <> 'fba'
    -- `CN-33` lies in `CN`; what is said about the smaller region counts.
    left join lateral (
      select named.is_allowed, named.priority from public.warehouse_regions as named
      where named.warehouse_id = w.id
        and starts_with(coalesce(o.region_code, o.ship_country, '') || '-', named.region_code || '-')
      order by length(named.region_code) desc limit 1
    ) as r on true
    where o.id = places_for.order_id
      and coalesce(r.is_allowed, not exists (
        select from public.warehouse_regions as any_region
        where any_region.warehouse_id = w.id and any_region.is_allowed
      ))
      and exists (
        select from public.stock as s
        where s.warehouse_id = w.id and s.sku_id = any ((select n.sku_ids from wanted as n)::bigint[]) and s.available > 0
      )
    order by 2, 3, 1
    limit 12
  ) as c;
end;
$$;
comment on function order_management.places_for is
  'Up to twelve active warehouses that serve the region of an order and have anything of it, best first: by priority
(that of the region, else that of the warehouse), then nearness (0 same city, 1 province, 2 country, 3 abroad).';

-- A set is put together where it leaves, so it counts as a good of its own: as many as its scarcest part allows.
-- A part that other lines want too is counted for them first, which may overlook a way but never sells twice.
create function order_management.parts_of_goods(sku_ids bigint[])
returns table (sku_id bigint, part_id bigint, qty integer)
language sql stable security invoker set search_path = ''
as $$
  select wanted.id, coalesce(k.component_id, wanted.id), coalesce(k.qty, 1)
  from unnest(sku_ids) as wanted (id)
  left join public.sku_components as k on k.sku_id = wanted.id;
$$;
comment on function order_management.parts_of_goods is 'What is taken from the shelf for one piece of each SKU: its parts, else itself.';

create function order_management.room_at(channel_id bigint, warehouse_ids bigint[], sku_ids bigint[], demand bigint[])
returns bigint[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    with parts as materialized (
      select p.sku_id, p.part_id, p.qty, d.pieces * p.qty as wanted
      from order_management.parts_of_goods(sku_ids) as p
      join unnest(sku_ids, demand) as d (sku_id, pieces) on d.sku_id = p.sku_id
    ), shared as materialized (
      select p.part_id, sum(p.wanted) as wanted from parts as p group by p.part_id having count(*) > 1
    )
    select array_agg(room.pieces order by w.place, g.good)
    from unnest(warehouse_ids) with ordinality as w (id, place)
    cross join unnest(sku_ids) with ordinality as g (sku_id, good)
    cross join lateral (
      select greatest(coalesce(min(div(
        coalesce(s.available, 0) - coalesce(c.buffer, 0) - case
          when p.part_id <> g.sku_id then coalesce(sh.wanted - p.wanted, 0) else 0
        end, p.qty
      )), 0), 0)::bigint as pieces
      from parts as p
      left join public.stock as s on s.warehouse_id = w.id and s.sku_id = p.part_id
      left join shared as sh on sh.part_id = p.part_id
      left join lateral (
        select max(cs.buffer) as buffer from public.channel_skus as cs
        where cs.channel_id = room_at.channel_id and cs.sku_id = p.part_id
      ) as c on true
      where p.sku_id = g.sku_id
    ) as room
  );
end;
$$;
comment on function order_management.room_at is
  'Pieces of each SKU that each warehouse could ship, place by place: available stock less what the channel keeps back.';
