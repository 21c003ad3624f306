-- The balance is what the ledger and the reservations say; nothing else writes it.

create function order_management.add_to_stock(
  warehouse_ids bigint[], sku_ids bigint[], on_hand_changes bigint[], reserved_changes bigint[]
)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  insert into public.stock (warehouse_id, sku_id)
  select w, s from unnest(warehouse_ids, sku_ids) as t (w, s)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  -- Always in this order, so that two writers of several rows never wait for each other.
  perform from public.stock as b
  where (b.warehouse_id, b.sku_id) in (select * from unnest(warehouse_ids, sku_ids))
  order by b.warehouse_id, b.sku_id
  for no key update;
  update public.stock as b
  set on_hand = b.on_hand + c.on_hand, reserved = b.reserved + c.reserved
  from unnest(warehouse_ids, sku_ids, on_hand_changes, reserved_changes) as c (warehouse_id, sku_id, on_hand, reserved)
  where (b.warehouse_id, b.sku_id) = (c.warehouse_id, c.sku_id);
end;
$$;
comment on function order_management.add_to_stock is
  'Adds to the balances of distinct pairs of warehouse and SKU.
Refused by nothing_is_sold_twice when too little is left.';

create function order_management.book_movements()
returns trigger
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  perform order_management.add_to_stock(
    array_agg(warehouse_id), array_agg(sku_id), array_agg(qty), array_agg(0::bigint)
  )
  from (
    select warehouse_id, sku_id, sum(qty) as qty from touched group by 1, 2 order by 1, 2
  ) as moved
  having count(*) > 0;
  return null;
end;
$$;
comment on function order_management.book_movements is 'On hand follows the ledger.';
select order_management.watch('stock_movements', 'book_movements', '{insert}');

create function order_management.book_reservations()
returns trigger
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  if tg_op = 'UPDATE' then
    perform order_management.add_to_stock(
      array_agg(warehouse_id), array_agg(sku_id), array_agg(0::bigint), array_agg(qty)
    )
    from (
      select warehouse_id, sku_id, sum(qty) as qty
      from (
        select warehouse_id, sku_id, qty from touched where state = 'active'
        union all
        select warehouse_id, sku_id, -qty from previous where state = 'active'
      ) as changes
      group by 1, 2 order by 1, 2
    ) as changed
    having count(*) > 0;
  else
    perform order_management.add_to_stock(
      array_agg(warehouse_id), array_agg(sku_id), array_agg(0::bigint), array_agg(qty)
    )
    from (
      select warehouse_id, sku_id, sum(case tg_op when 'INSERT' then qty else -qty end) as qty
      from touched where state = 'active' group by 1, 2 order by 1, 2
    ) as changed
    having count(*) > 0;
  end if;
  return null;
end;
$$;
comment on function order_management.book_reservations is
  'Reserved follows the active reservations.';
select order_management.watch('reservations', 'book_reservations');
