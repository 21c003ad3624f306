-- The ledger and the timeline are written once. Only the database itself touches them again, when a member or a
-- whole order is deleted.

create function order_management.refuse_change()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if pg_trigger_depth() = 1 then
    perform engine.refuse(
      'append_only', format('%s are never changed or deleted', tg_table_name), '{}', '42501'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.refuse_change is
  'Refuses to change what was written once (reason append_only).';
create trigger order_events__append_only before update or delete on public.order_events
  for each statement execute function order_management.refuse_change();
create trigger stock_movements__append_only before update or delete on public.stock_movements
  for each statement execute function order_management.refuse_change();
