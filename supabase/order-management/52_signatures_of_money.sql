-- Money moves in one direction only, whoever writes: what was received, paid back or billed is never rewritten.

create function order_management.keep_amount()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform engine.refuse(
    'amount_is_final', 'What was recorded keeps its amount; record the difference instead', '{"field": "amount"}', '23514'
  );
  return null;
end;
$$;
comment on function order_management.keep_amount is 'Refuses another amount (reason amount_is_final).';
create trigger payments__keep_amount before update of amount, currency on public.payments
  for each row when ((old.amount, old.currency) is distinct from (new.amount, new.currency))
  execute function order_management.keep_amount();
create trigger refunds__keep_amount before update of amount, shipping_part, currency on public.refunds
  for each row when ((old.amount, old.shipping_part, old.currency) is distinct from (new.amount, new.shipping_part, new.currency))
  execute function order_management.keep_amount();
create trigger refund_lines__keep_amount before update of qty, amount on public.refund_lines
  for each row when ((old.qty, old.amount) is distinct from (new.qty, new.amount))
  execute function order_management.keep_amount();
create trigger invoices__keep_amount before update of number, kind, amount, currency, title, voids_id on public.invoices
  for each row when (
    (old.number, old.kind, old.amount, old.currency, old.title, old.voids_id)
      is distinct from (new.number, new.kind, new.amount, new.currency, new.title, new.voids_id)
  )
  execute function order_management.keep_amount();

create function order_management.payments__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if tg_op = 'UPDATE' and old.state <> 'pending' and new.state <> old.state then
    perform order_management.refuse_final(old.state);
  elsif new.state = 'succeeded' and (tg_op = 'INSERT' or old.state <> 'succeeded') then
    new.paid_at := coalesce(new.paid_at, now());
    new.confirmed_at := coalesce(new.confirmed_at, now());
    new.confirmed_by_id := coalesce(new.confirmed_by_id, order_management.actor_id());
  end if;
  return new;
end;
$$;
comment on function order_management.payments__sign is
  'Notes who confirmed a payment; what succeeded or failed stays so.';
create trigger payments__sign before insert or update of state on public.payments
  for each row execute function order_management.payments__sign();

-- Several small refunds of one order count like a large one, so nobody stays below the limit by asking in parts.
create function order_management.needs_second_person(order_id bigint, more numeric, except_refund_id bigint default null)
returns boolean
language sql stable security definer set search_path = '' -- the limit is not for every role to read
as $$
  select coalesce(more + coalesce((
    select sum(r.amount) from public.refunds as r
    where r.order_id = o.id and r.state <> 'rejected' and r.id is distinct from except_refund_id
  ), 0) > c.second_approval_above, false)
  from public.orders as o join public.channels as c on c.id = o.channel_id
  where o.id = needs_second_person.order_id;
$$;
comment on function order_management.needs_second_person is
  'Whether so much more paid back on an order takes somebody else than who asked for it: above the limit of its channel.';

create function order_management.refunds__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if tg_op = 'INSERT' then
    new.requested_by_id := coalesce(new.requested_by_id, order_management.actor_id());
  elsif old.state in ('done', 'rejected') and new.state <> old.state then
    perform order_management.refuse_final(old.state);
  elsif new.state <> old.state and (old.state, new.state) not in (
    ('requested', 'approved'), ('requested', 'rejected'), ('approved', 'processing'), ('approved', 'done'),
    ('approved', 'rejected'), ('processing', 'done'), ('processing', 'rejected')
  ) then
    perform engine.refuse(
      'refund_out_of_order', 'A refund is asked for, then approved, then paid out',
      jsonb_build_object('field', 'state', 'from', old.state, 'to', new.state), 'PT409'
    );
  end if;
  if new.state in ('approved', 'processing', 'done') and new.approved_at is null then
    new.approved_at := now();
    new.approved_by_id := coalesce(new.approved_by_id, order_management.actor_id());
    if new.approved_by_id = new.requested_by_id
      and order_management.needs_second_person(new.order_id, new.amount, new.id) then
      perform engine.refuse(
        'second_person_needed', 'A refund of this size is approved by somebody else than who asked for it', '{}', '42501'
      );
    end if;
  end if;
  if new.state = 'done' then
    new.done_at := coalesce(new.done_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.refunds__sign is
  'Notes who asked for a refund and who approved it; what was paid back or rejected stays so.
Reasons state_is_final, refund_out_of_order (409), second_person_needed (403).';
create trigger refunds__sign before insert or update of state on public.refunds
  for each row execute function order_management.refunds__sign();

create function order_management.check_refund_sum()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all lines
as $$
declare
  whole_id constant bigint := case tg_op when 'DELETE' then old.refund_id else new.refund_id end;
begin
  if exists (
    select from public.refunds as r
    join public.refund_lines as l on l.refund_id = r.id
    where r.id = whole_id
    group by r.id
    having r.amount <> r.shipping_part + sum(l.amount)
  ) then
    perform engine.refuse('refund_does_not_add_up', 'The lines and the shipping part of a refund are its amount', '{}', '23514');
  end if;
  return null;
end;
$$;
comment on function order_management.check_refund_sum is
  'At commit: a refund with lines is the sum of them and of its shipping part. Reason refund_does_not_add_up.';
create constraint trigger refund_lines__check_sum after insert or delete on public.refund_lines
  deferrable initially deferred
  for each row execute function order_management.check_refund_sum();

-- The row of the series is locked until the transaction ends, so a number is never lost and never given twice. The
-- order comes first, as everywhere: nobody waits for the series while he holds the order of somebody who has it.
create function order_management.invoices__number()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else may count invoices
as $$
begin
  perform order_management.lock_orders(array[new.order_id]);
  if new.voids_id is not null and not exists (
    select from public.invoices as i
    where i.id = new.voids_id and i.order_id = new.order_id and i.kind <> 'credit_note'
  ) then
    perform engine.refuse(
      'invoice_of_another_order', 'A credit note takes back an invoice of its own order', '{"field": "voids_id"}', '23514'
    );
  end if;
  update public.invoice_series as s set next_number = s.next_number + 1
  where s.kind = new.kind and s.is_active
  returning public.document_number(s.prefix, s.next_number - 1) into new.number;
  if not found then
    perform engine.refuse(
      'no_invoice_series', 'There is no active series for this kind of invoice', '{"field": "kind"}'
    );
  end if;
  new.issued_by_id := order_management.actor_id();
  return new;
end;
$$;
comment on function order_management.invoices__number is
  'Gives the next number of the series. Reasons no_invoice_series, invoice_of_another_order.';
create trigger invoices__number before insert on public.invoices
  for each row execute function order_management.invoices__number();
