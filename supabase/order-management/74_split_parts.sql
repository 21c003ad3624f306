-- Planned pieces become sub-orders: grouped by where they leave and what may not travel together, with their share of
-- every amount. The shares come from the line as it was billed at intake, so no cent appears or is lost.

create function order_management.plan_parts(order_id bigint)
returns table (
  seq integer, kind text, warehouse_id bigint, supplier_id bigint, expected_on date, line_id bigint, line_no integer,
  qty integer, goods numeric, discount numeric, shipping numeric, tax numeric, reasons text[]
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with pieces as materialized (
    select p.kind, p.place, p.warehouse_id, p.supplier_id, p.line_id, p.qty, l.line_no,
      p.reasons || array_remove(array[
        case when keep.class is not null then 'travels_apart' end, case when keep.line is not null then 'ships_apart' end,
        case when keep.day is not null then 'not_before_its_day' end
      ], null) as reasons,
      keep.class, keep.line, keep.day
    from order_management.plan_pieces(plan_parts.order_id) as p
    join order_management.open_lines as l on l.line_id = p.line_id
    cross join lateral (
      select case when p.kind = 'warehouse' and l.shipping_class <> 'normal' then l.shipping_class end,
        case when p.kind = 'warehouse' and l.ships_apart then l.line_id end,
        case when p.kind in ('warehouse', 'backorder') then l.available_on end
    ) as keep (class, line, day)
  ), parted as materialized (
    select p.*, dense_rank() over (
      order by array_position(array['warehouse', 'supplier', 'backorder', 'cancelled'], p.kind), p.place, p.supplier_id,
        p.day nulls first, p.class nulls first, p.line nulls first
    ) as part
    from pieces as p
  ), whole as materialized (
    select part, kind, warehouse_id, supplier_id, day, line_id, line_no, qty, reasons from parted
    union all
    -- What is not shipped at all (a service, a download) is billed with the first part.
    select f.part, f.kind, f.warehouse_id, f.supplier_id, f.day, l.line_id, l.line_no, l.qty_open, array['nothing_to_ship']
    from order_management.open_lines as l
    cross join (select * from parted order by part limit 1) as f
    where l.order_id = plan_parts.order_id and l.qty_open > 0 and not l.requires_shipping
  )
  select (w.part + coalesce((
      select max(f.seq) from public.fulfillment_orders as f where f.order_id = plan_parts.order_id
    ), 0))::integer,
    w.kind, w.warehouse_id, w.supplier_id, w.day, w.line_id, w.line_no, w.qty::integer,
    share.goods, share.discount, share.shipping, share.tax, w.reasons
  from (
    select whole.*, sum(whole.qty) over (partition by whole.line_id order by whole.part) - whole.qty as before from whole
  ) as w
  join public.order_lines as l on l.id = w.line_id
  join order_management.open_lines as done on done.line_id = w.line_id
  join public.orders as o on o.id = l.order_id
  cross join lateral (
    select
      public.share_of_quantity(l.goods, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.line_discount + l.discount_share, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.shipping_share, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.tax, l.qty, earlier.pieces, w.qty::integer, digits.count)
    from (select (done.qty_done + w.before)::integer) as earlier (pieces),
      (select public.currency_decimals(o.currency)) as digits (count)
  ) as share (goods, discount, shipping, tax)
  order by w.part, w.line_no;
end;
$$;
comment on function order_management.plan_parts is
  'The sub-orders that splitting would make, line by line, with pieces and amounts in the currency of the order.';

create function order_management.split_obstacle(order_id bigint)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    select case
      when o.lifecycle not in ('confirmed', 'processing') then 'not_confirmed'
      when o.hold_reasons <> '{}' then 'on_hold'
      when o.is_sealed then 'sealed'
      when o.payment_terms = 'prepaid' and o.paid_total < o.grand_total then 'not_paid'
      when exists (
        select from order_management.open_lines as l
        where l.order_id = o.id and l.qty_open > 0 and l.requires_shipping and l.sku_id is null and l.supplier_id is null
      ) then 'unknown_sku'
      when o.attention_reasons <> '{}' then 'needs_attention'
      when not exists (
        select from order_management.open_lines as l where l.order_id = o.id and l.qty_open > 0 and l.requires_shipping
      ) then 'nothing_open'
    end
    from public.orders as o where o.id = split_obstacle.order_id
  );
end;
$$;
comment on function order_management.split_obstacle is 'Why an order cannot be split now, as a code; null when it can.';

create function order_management.plan_json(order_id bigint)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    with parts as materialized (
      select * from order_management.plan_parts(order_id)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'seq', p.seq, 'kind', p.kind, 'warehouse', p.warehouse_id, 'supplier', p.supplier_id,
      'place', coalesce(w.name, s.name), 'expected_on', p.expected_on,
      'goods', p.goods, 'discount', p.discount, 'shipping', p.shipping, 'tax', p.tax,
      'total', p.goods - p.discount + p.shipping + p.tax, 'reasons', p.reasons, 'lines', p.lines
    ) order by p.seq), '[]')
    from (
      select parts.seq, parts.kind, parts.warehouse_id, parts.supplier_id, parts.expected_on, sum(parts.goods) as goods,
        sum(parts.discount) as discount, sum(parts.shipping) as shipping, sum(parts.tax) as tax,
        (select array_agg(distinct r order by r) from parts as same, unnest(same.reasons) as r where same.seq = parts.seq) as reasons,
        jsonb_agg(jsonb_build_object(
          'line', line_id, 'line_no', parts.line_no, 'title', l.title, 'qty', parts.qty, 'goods', parts.goods,
          'discount', discount, 'shipping', shipping, 'tax', parts.tax, 'reasons', reasons
        ) order by parts.line_no) as lines
      from parts join public.order_lines as l on l.id = parts.line_id group by parts.seq, parts.kind, parts.warehouse_id, parts.supplier_id, parts.expected_on
    ) as p
    left join public.warehouses as w on w.id = p.warehouse_id
    left join public.suppliers as s on s.id = p.supplier_id
  );
end;
$$;
comment on function order_management.plan_json is 'The sub-orders of a plan with their lines, amounts and reasons as JSON.';
