-- Whoever changes something below an order takes the order first, always in the order of ids: no two writers
-- compute a total from half of the rows, and no two wait for each other.

create function order_management.lock_orders(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- clerks may write a child, not lock the order
as $$
begin
  -- What this very transaction wrote last it holds already.
  perform from public.orders as o
  where o.id = any (order_ids) and o.xmin <> pg_current_xact_id()::xid
  order by o.id
  for no key update;
end;
$$;
comment on function order_management.lock_orders is
  'Waits for other writers of these orders, then keeps them out.';
