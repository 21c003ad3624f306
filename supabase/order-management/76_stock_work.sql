-- What happens to stock by hand: goods come in, are counted, moved, found damaged, or a mistake is put right. Each is an
-- entry of the ledger with a name under it; the balance follows by trigger.

create function order_management.require_pieces(qty bigint, at_least bigint)
returns integer
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if qty is null or qty < at_least or qty > 1000000000 or qty = 0 and at_least > 0 then
    perform engine.refuse(
      'invalid_quantity', format('The quantity is a whole number from %s to 1,000,000,000', at_least),
      jsonb_build_object('field', 'qty', 'least', at_least), '22023'
    );
  end if;
  return qty;
end;
$$;
comment on function order_management.require_pieces is 'Refuses quantities out of range (reason invalid_quantity).';

create function order_management.balance(stock_id bigint)
returns public.stock
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  here public.stock;
begin
  select s.* into here from public.stock as s where s.id = stock_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such stock', '{"entity": "stock"}', 'PT404');
  end if;
  return here;
end;
$$;
comment on function order_management.balance is 'The balance of a SKU in a warehouse, locked. Reason unknown_record (404).';

-- What customers were promised is not given away: too little is said in words before the constraint says it.
create function order_management.book(here public.stock, qty bigint, kind text, note text, unit_cost numeric default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
begin
  if here.on_hand + qty < here.reserved then
    perform engine.refuse(
      'reserved_for_orders', 'Orders have reserved what would go', jsonb_build_object(
        'on_hand', here.on_hand, 'reserved', here.reserved, 'available', here.available
      ), 'PT409'
    );
  elsif here.on_hand + qty > 2147483647 then
    perform order_management.require_pieces(2147483648, 1);
  end if;
  if qty <> 0 then
    insert into public.stock_movements (warehouse_id, sku_id, qty, kind, unit_cost, actor_id, note)
    values (here.warehouse_id, here.sku_id, book.qty, book.kind, book.unit_cost, engine.member_id(), nullif(btrim(book.note), ''));
  end if;
  return (
    select jsonb_build_object('stock', s.id, 'on_hand', s.on_hand, 'reserved', s.reserved, 'available', s.available)
    from public.stock as s where s.id = here.id
  );
end;
$$;
comment on function order_management.book is
  'Writes a movement of so many pieces and answers the new balance. Reasons reserved_for_orders (409), invalid_quantity.';

create function order_management.receive_stock(
  stock_id bigint, qty bigint, unit_cost numeric default null, bin text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  update public.stock as s
  set bin = coalesce(nullif(btrim(receive_stock.bin), ''), s.bin), incoming = greatest(s.incoming - receive_stock.qty, 0)
  where s.id = stock_id;
  return order_management.book(here, order_management.require_pieces(qty, 1), 'receive', note, unit_cost);
end;
$$;
comment on function order_management.receive_stock is
  'Pieces that came in, at a cost per piece in the currency of the shop; answers {stock, on_hand, reserved, available}.
Reasons unknown_record (404), invalid_quantity.';

create function order_management.count_stock(stock_id bigint, counted bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  update public.stock as s set counted_at = now() where s.id = stock_id;
  return order_management.book(
    here, order_management.require_pieces(counted, 0) - here.on_hand, 'count', note
  );
end;
$$;
comment on function order_management.count_stock is
  'What lies there according to a count; the difference is booked as a loss or a find. Reasons unknown_record (404),
invalid_quantity, reserved_for_orders (409) when less is there than orders have reserved.';

create function order_management.damage_stock(stock_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  return order_management.book(here, -order_management.require_pieces(qty, 1), 'damage', order_management.require_note(note));
end;
$$;
comment on function order_management.damage_stock is
  'Pieces that can no longer be sold, and why. Reasons unknown_record (404), invalid_quantity, note_missing, reserved_for_orders (409).';

create function order_management.correct_stock(stock_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  if qty = 0 then
    perform order_management.require_pieces(0, 1);
  end if;
  return order_management.book(
    here, order_management.require_pieces(qty, -1000000000), 'correction', order_management.require_note(note)
  );
end;
$$;
comment on function order_management.correct_stock is
  'Pieces added, or taken away by a negative number, to put a wrong entry right, and why. Reasons unknown_record (404),
invalid_quantity, note_missing, reserved_for_orders (409).';

create function order_management.transfer_stock(stock_id bigint, to_warehouse_id bigint, qty bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  source public.stock;
  target_id bigint;
begin
  select s.* into source from public.stock as s where s.id = stock_id;
  if not exists (
    select from public.warehouses as w where w.id = to_warehouse_id and w.is_active and w.id <> source.warehouse_id
  ) then
    perform engine.refuse(
      'invalid_target', 'Choose another warehouse that is active', '{"field": "to_warehouse_id"}', '22023'
    );
  end if;
  insert into public.stock (warehouse_id, sku_id) values (to_warehouse_id, source.sku_id)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  select s.id into target_id from public.stock as s
  where (s.warehouse_id, s.sku_id) = (to_warehouse_id, source.sku_id);
  -- Both rows in the order that everybody takes them in.
  perform from public.stock as s where s.id in (stock_id, target_id) order by s.warehouse_id, s.sku_id for no key update;
  perform order_management.book(
    order_management.balance(target_id), order_management.require_pieces(qty, 1), 'transfer_in', note
  );
  return order_management.book(order_management.balance(stock_id), -qty, 'transfer_out', note);
end;
$$;
comment on function order_management.transfer_stock is
  'Moves pieces to another active warehouse; answers the balance that they left. Reasons unknown_record (404),
invalid_target, invalid_quantity, reserved_for_orders (409).';

create function order_management.receive_goods(
  warehouse_id bigint, sku_id bigint, qty bigint, unit_cost numeric default null, bin text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  if not exists (select from public.warehouses as w where w.id = receive_goods.warehouse_id and w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  insert into public.stock (warehouse_id, sku_id) values (receive_goods.warehouse_id, receive_goods.sku_id)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  return order_management.receive_stock(
    (select s.id from public.stock as s
     where (s.warehouse_id, s.sku_id) = (receive_goods.warehouse_id, receive_goods.sku_id)), qty, unit_cost, bin, note
  );
end;
$$;
comment on function order_management.receive_goods is
  'Pieces of any SKU that came in, also one that never lay here. Reasons unknown_record (404), invalid_quantity, warehouse_closed (409).';
