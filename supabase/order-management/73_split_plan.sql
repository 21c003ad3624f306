-- The plan: which pieces of which line leave from where, in which sub-order, and why. Planning reads and changes nothing.

create type order_management.planned_piece as (
  kind text, place integer, warehouse_id bigint, supplier_id bigint, line_id bigint, qty bigint, reasons text[]
);
comment on type order_management.planned_piece is
  'Pieces of a line: kind is warehouse, supplier, backorder or cancelled; reasons say what made them leave like this.';

create function order_management.plan_stock(channel_id bigint, order_id bigint)
returns setof order_management.planned_piece
language plpgsql stable security invoker set search_path = ''
as $$
declare
  line_ids bigint[];
  line_skus bigint[];
  line_qtys bigint[];
  skus bigint[];
  demand bigint[];
  warehouses bigint[];
  priorities integer[];
  distances integer[];
  room bigint[];
  chosen integer[];
  good_count integer;
  reasons text[];
begin
  select array_agg(l.line_id order by l.line_no), array_agg(l.sku_id order by l.line_no),
    array_agg(l.qty_open order by l.line_no)
  into line_ids, line_skus, line_qtys
  from order_management.open_lines as l
  where l.order_id = plan_stock.order_id and l.qty_open > 0 and l.requires_shipping and l.supplier_id is null
    and l.sku_id is not null;
  if line_ids is null then
    return;
  end if;
  select array_agg(d.sku order by d.sku), array_agg(d.qty order by d.sku) into skus, demand
  from (select sku, sum(qty) as qty from unnest(line_skus, line_qtys) as l (sku, qty) group by sku) as d;
  good_count := cardinality(skus);
  select array_agg(p.warehouse_id order by p.place), array_agg(p.priority order by p.place),
    array_agg(p.distance order by p.place)
  into warehouses, priorities, distances
  from order_management.places_for(order_id) as p;
  room := coalesce(order_management.room_at(channel_id, warehouses, skus, demand), '{}');

  -- What cannot be had anywhere is left out, so that the rest still leaves in the fewest parcels.
  for good in 1..good_count loop
    demand[good] := least(demand[good], coalesce((
      select sum(r.pieces) from unnest(room) with ordinality as r (pieces, n) where (r.n - 1) % good_count = good - 1
    ), 0));
  end loop;
  chosen := case when room <> '{}' then order_management.fewest_places(demand, room, priorities, distances) end;
  if not 0 < any (demand) then
    chosen := '{}';
  end if;
  reasons := array[case when cardinality(chosen) > 1 then 'fewest_parcels' else 'one_place_has_all' end];

  for good in 1..good_count loop
    return query
      with wanted as (
        -- When there is less than was ordered, the first lines get it.
        select l.line_id, l.n, l.qty, greatest(least(l.qty, demand[good] - l.before), 0) as given
        from (
          select u.line_id, u.qty, row_number() over w as n, (sum(u.qty) over w - u.qty)::bigint as before
          from unnest(line_ids, line_skus, line_qtys) with ordinality as u (line_id, sku, qty, position)
          where u.sku = skus[good]
          window w as (order by u.position)
        ) as l
      ), taken as (
        select w.line_id, c.place, s.qty, count(*) over (partition by s.line) > 1 as is_divided
        from (select array_agg(g.given order by g.n) as given, array_agg(g.line_id order by g.n) as ids from wanted as g where g.given > 0) as a
        cross join lateral order_management.share_out(
          a.given, array(select room[(c.place - 1) * good_count + good] from unnest(chosen) with ordinality as c (place, n) order by c.n)
        ) as s
        join lateral (select a.ids[s.line]) as w (line_id) on true
        join lateral (select chosen[s.place]) as c (place) on true
      )
      select 'warehouse', t.place, warehouses[t.place], null::bigint, t.line_id, t.qty,
        reasons || case when t.is_divided then array['no_place_has_all_pieces'] else '{}' end
      from taken as t
      union all
      select 'backorder', null, null, null, w.line_id, w.qty - w.given, array['out_of_stock']
      from wanted as w where w.qty > w.given;
  end loop;
end;
$$;
comment on function order_management.plan_stock is
  'Pieces that leave from warehouses, in the fewest sub-orders that stock allows, and those that have to wait.';

create function order_management.plan_pieces(order_id bigint)
returns setof order_management.planned_piece
language plpgsql stable security invoker set search_path = ''
as $$
declare
  shop record;
  planned order_management.planned_piece[];
  short_value numeric;
  ready_value numeric;
begin
  select c.id, c.split_policy, c.minimum_part_value into shop
  from public.orders as o join public.channels as c on c.id = o.channel_id where o.id = plan_pieces.order_id;
  planned := array(select p from order_management.plan_stock(shop.id, order_id) as p)
    || array(
      select row('supplier', null, null, l.supplier_id, l.line_id, l.qty_open, array['shipped_by_supplier'])::order_management.planned_piece
      from order_management.open_lines as l
      where l.order_id = plan_pieces.order_id and l.qty_open > 0 and l.requires_shipping and l.supplier_id is not null
    );
  select coalesce(sum(part.value) filter (where part.kind = 'backorder'), 0), coalesce(sum(part.value) filter (where part.kind <> 'backorder'), 0)
  into short_value, ready_value
  from (
    select p.kind, round(l.total * p.qty / l.qty, 2) as value
    from unnest(planned) as p join public.order_lines as l on l.id = p.line_id
  ) as part;
  if exists (select from unnest(planned) as p where p.kind = 'backorder') and (
    shop.split_policy <> 'ship_available' or least(short_value, ready_value) < shop.minimum_part_value
  ) then
    return query
      select 'backorder', null::integer, null::bigint, null::bigint, p.line_id, sum(p.qty)::bigint, array[
        case
          when bool_and(p.kind = 'backorder') then 'out_of_stock'
          when shop.split_policy <> 'ship_available' then 'waits_for_the_rest'
          else 'part_too_small'
        end
      ]
      from unnest(planned) as p group by p.line_id;
  else
    return query select (p).* from unnest(planned) as p;
  end if;
  return query
    select 'cancelled', null::integer, null::bigint, null::bigint, l.line_id, l.qty_cancelled_open, array['cancelled']
    from order_management.open_lines as l
    where l.order_id = plan_pieces.order_id and l.qty_cancelled_open > 0;
end;
$$;
comment on function order_management.plan_pieces is
  'Everything that is still open on an order, as its shop wants shortages to be handled.';
