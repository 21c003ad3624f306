-- What an order has been invoiced, and what of an invoice was taken back. Nobody is billed what he did not pay.

create function order_management.refresh_invoice_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids constant bigint[] := array(select distinct order_id from touched);
  exceeded record;
begin
  perform order_management.lock_orders(order_ids);
  update public.invoices as i
  set credited_total = coalesce((select sum(n.amount) from public.invoices as n where n.voids_id = i.id), 0)
  where i.id in (select t.voids_id from touched as t where t.voids_id is not null);

  update public.orders as o
  set invoiced_total = (
    select coalesce(sum(case i.kind when 'credit_note' then -i.amount else i.amount end), 0)
    from public.invoices as i where i.order_id = o.id
  )
  where o.id = any (order_ids);

  if tg_op = 'INSERT' then
    select o.order_no, o.kept_total - o.invoiced_total + t.amount as rest into exceeded
    from touched as t
    join public.orders as o on o.id = t.order_id and o.invoiced_total > o.kept_total
    where t.kind <> 'credit_note'
    limit 1;
    if found then
      perform engine.refuse(
        'invoice_exceeds_payments', 'An invoice covers at most what was paid, not refunded and not invoiced yet',
        jsonb_build_object('order_no', exceeded.order_no, 'rest', greatest(exceeded.rest, 0), 'field', 'amount'), 'PT409'
      );
    end if;
  end if;
  return null;
end;
$$;
comment on function order_management.refresh_invoice_totals is
  'Sets what orders are invoiced and what of invoices is credited; an invoice above what was paid and kept is refused
(reason invoice_exceeds_payments, 409). A refund afterwards is never held up: it waits for its credit note.';
select order_management.watch('invoices', 'refresh_invoice_totals', '{insert,delete}');
