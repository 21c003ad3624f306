-- How far an order is: shipped, delivered, returned. Counted on its lines.

create function order_management.fulfillment_status(
  wanted bigint, shipped bigint, delivered bigint
)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when coalesce(shipped, 0) = 0 then 'unfulfilled'
    when shipped < wanted then 'partial'
    when delivered = 0 then 'shipped'
    when delivered < shipped then 'partially_delivered'
    else 'delivered'
  end;
$$;
comment on function order_management.fulfillment_status is
  'Status for pieces wanted (ordered less cancelled), shipped and delivered.';

create function order_management.aftersale_status(has_open_return boolean, shipped bigint, returned bigint)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when has_open_return then 'open'
    when coalesce(returned, 0) = 0 then 'none'
    when returned < shipped then 'partially_returned'
    else 'returned'
  end;
$$;
comment on function order_management.aftersale_status is
  'Status for pieces shipped and returned, and whether a return is still open.';

create function order_management.refresh_progress(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.orders as o
  set fulfillment_status = p.fulfillment_status, aftersale_status = p.aftersale_status
  from unnest(order_ids) as t (order_id)
  cross join lateral (
    select
      order_management.fulfillment_status(
        sum(l.qty - l.qty_cancelled), sum(l.qty_shipped), sum(l.qty_delivered)
      ),
      order_management.aftersale_status(
        exists (
          select from public.returns as r
          where r.order_id = t.order_id and r.state not in ('rejected', 'closed')
        ),
        sum(l.qty_shipped), sum(l.qty_returned)
      )
    from public.order_lines as l
    where l.order_id = t.order_id and l.requires_shipping
  ) as p (fulfillment_status, aftersale_status)
  where o.id = t.order_id
    and (o.fulfillment_status, o.aftersale_status) is distinct from (p.fulfillment_status, p.aftersale_status);
$$;
comment on function order_management.refresh_progress is
  'Sets fulfillment_status and aftersale_status of orders.';

create function order_management.refresh_from_lines()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids constant bigint[] := array(select distinct order_id from touched);
begin
  -- A statement that found no row runs its triggers all the same.
  if order_ids = '{}' then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    -- Whose warehouse a line is, or what it is called, changes no sum.
    if not exists (
      select id, order_id, qty, qty_cancelled, qty_shipped, qty_delivered, qty_returned, requires_shipping, goods,
        line_discount, discount_share, shipping_share, tax
      from touched
      except
      select id, order_id, qty, qty_cancelled, qty_shipped, qty_delivered, qty_returned, requires_shipping, goods,
        line_discount, discount_share, shipping_share, tax
      from previous
    ) then
      return null;
    end if;
  end if;
  perform order_management.lock_orders(order_ids);
  if tg_op = 'UPDATE' then
    perform order_management.refuse_overplanning(order_ids);
  end if;
  perform order_management.follow_lines(order_ids);
  perform order_management.refresh_progress(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_lines is
  'Totals and progress follow the lines; pieces that a sub-order holds cannot be cancelled behind its back.';
select order_management.watch('order_lines', 'refresh_from_lines');
select order_management.keep_parent('order_lines', 'order_id');

create function order_management.count_returned(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.order_lines as l
  set qty_returned = came.qty
  from (
    select ordered.id, coalesce(sum(rl.qty) filter (
      where r.kind in ('return', 'exchange') and r.state in ('received', 'inspected', 'closed')
        and r.received_at is not null
    ), 0) as qty
    from public.order_lines as ordered
    left join public.return_lines as rl on rl.order_line_id = ordered.id
    left join public.returns as r on r.id = rl.return_id
    where ordered.order_id = any (order_ids)
    group by ordered.id
  ) as came
  where l.id = came.id and l.qty_returned <> came.qty;
$$;
comment on function order_management.count_returned is
  'Sets qty_returned: pieces of returns and exchanges that arrived.';

create function order_management.refresh_from_returns()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids bigint[];
begin
  if tg_table_name = 'returns' then
    order_ids := array(select distinct order_id from touched);
  else
    order_ids := array(
      select distinct r.order_id from public.returns as r
      where r.id = any (array(select return_id from touched))
    );
  end if;
  perform order_management.lock_orders(order_ids);
  perform order_management.count_returned(order_ids);
  perform order_management.refresh_progress(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_returns is
  'Returned pieces and after-sales status follow the returns.';
select order_management.watch('returns', 'refresh_from_returns');
select order_management.watch('return_lines', 'refresh_from_returns');
