-- What is missing on an order before it can be shipped. Kept on the order as codes, so that lists show and filter it.

create function order_management.gaps_of(whole public.orders)
returns text[]
language plpgsql stable security definer set search_path = '' -- the writer may not see all lines
as $$
begin
  return (
    select array_remove(array[
      case when count(l.id) = 0 then 'no_lines' end,
      case when bool_or(l.requires_shipping) and coalesce(btrim(whole.ship_name), '') = '' then 'recipient_missing' end,
      case when bool_or(l.requires_shipping) and (
        coalesce(btrim(whole.ship_street), '') = ''
        or coalesce(btrim(whole.ship_city), '') = '' and coalesce(btrim(whole.ship_province), '') = ''
      ) then 'address_incomplete' end,
      case when bool_or(
        l.requires_shipping and l.sku_id is null and l.supplier_id is null and l.qty > l.qty_cancelled
      ) then 'unknown_sku' end
    ], null)
    from public.order_lines as l where l.order_id = whole.id
  );
end;
$$;
comment on function order_management.gaps_of is
  'What an order lacks: no_lines, recipient_missing, address_incomplete (street, and city or province), unknown_sku.';

create function order_management.orders__find_gaps()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  new.attention_reasons := case
    when new.lifecycle in ('pending_review', 'confirmed', 'processing') then order_management.gaps_of(new) else '{}'
  end;
  return new;
end;
$$;
comment on function order_management.orders__find_gaps is 'What is missing follows recipient, address and state.';
create trigger orders__find_gaps before update of lifecycle, ship_name, ship_province, ship_city, ship_street on public.orders
  for each row when (
    (old.lifecycle, old.ship_name, old.ship_province, old.ship_city, old.ship_street)
      is distinct from (new.lifecycle, new.ship_name, new.ship_province, new.ship_city, new.ship_street)
  )
  execute function order_management.orders__find_gaps();

create function order_management.find_gaps()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids bigint[];
begin
  if tg_op = 'UPDATE' then
    order_ids := array(
      select distinct c.order_id
      from (
        select id, order_id, sku_id, supplier_id, requires_shipping, qty > qty_cancelled from touched
        except
        select id, order_id, sku_id, supplier_id, requires_shipping, qty > qty_cancelled from previous
      ) as c
    );
  else
    order_ids := array(select distinct order_id from touched);
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  update public.orders as o
  set attention_reasons = order_management.gaps_of(o)
  where o.id = any (order_ids)
    and o.lifecycle in ('pending_review', 'confirmed', 'processing')
    and o.attention_reasons <> order_management.gaps_of(o);
  return null;
end;
$$;
comment on function order_management.find_gaps is 'What is missing follows the lines of an order under way.';
select order_management.watch('order_lines', 'find_gaps');
