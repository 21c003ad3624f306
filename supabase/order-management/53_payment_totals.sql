-- What an order has received and paid back. Its payment status is computed from that on the row itself.

create function order_management.refresh_payment_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids bigint[] := (select array_agg(distinct order_id) from touched);
begin
  if tg_op = 'UPDATE' then
    -- Who only writes a note has the entry already and must not wait for the order: its writer may wait for the entry.
    order_ids := array(
      select distinct c.order_id
      from (
        select t.id, t.order_id, t.state, t.amount, to_jsonb(t) -> 'paid_at' from touched as t
        except
        select t.id, t.order_id, t.state, t.amount, to_jsonb(t) -> 'paid_at' from previous as t
      ) as c
    );
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  perform order_management.lock_orders(order_ids);
  update public.orders as o
  set paid_total = coalesce(p.amount, 0),
    refunded_total = coalesce(r.amount, 0),
    paid_at = case when p.amount >= o.grand_total then p.last_at end
  from unnest(order_ids) as t (order_id)
  left join lateral (
    select sum(amount) as amount, max(paid_at) as last_at
    from public.payments as all_payments
    where all_payments.order_id = t.order_id and state = 'succeeded'
  ) as p on true
  left join lateral (
    select sum(amount) as amount
    from public.refunds as all_refunds
    where all_refunds.order_id = t.order_id and state = 'done'
  ) as r on true
  where o.id = t.order_id
    and (o.paid_total, o.refunded_total, o.paid_at) is distinct from (
      coalesce(p.amount, 0), coalesce(r.amount, 0), case when p.amount >= o.grand_total then p.last_at end
    );
  return null;
end;
$$;
comment on function order_management.refresh_payment_totals is
  'Sets paid_total, refunded_total and paid_at of the orders whose payments or refunds changed.';
select order_management.watch('payments', 'refresh_payment_totals');
select order_management.watch('refunds', 'refresh_payment_totals');
