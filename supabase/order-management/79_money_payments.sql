-- Money that comes in: expected, received, confirmed or failed. A provider may tell it as often as it likes.

create function order_management.lock_order(order_id bigint)
returns public.orders
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = lock_order.order_id for no key update;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  return whole;
end;
$$;
comment on function order_management.lock_order is
  'The order, kept from other writers until the transaction ends. Reason unknown_order (404).';

create function order_management.require_amount(amount numeric, currency text, field text default 'amount')
returns numeric
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if amount is null or amount <= 0 or amount >= 1000000000000
    or amount <> trunc(amount, public.currency_decimals(currency)) then
    perform engine.refuse(
      'invalid_amount', 'The amount is more than zero and no finer than its currency', jsonb_build_object(
        'field', field, 'currency', currency, 'decimals', public.currency_decimals(currency)
      ), '22023'
    );
  end if;
  return amount;
end;
$$;
comment on function order_management.require_amount is
  'Refuses what is no amount in this currency: nothing, zero, below zero, too fine (reason invalid_amount).';

create function order_management.payment_answer(payment_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'payment', p.id, 'payment_no', p.payment_no, 'state', p.state, 'amount', p.amount, 'order', p.order_id,
    'paid_total', o.paid_total, 'balance_due', o.balance_due, 'payment_status', o.payment_status
  )
  from public.payments as p join public.orders as o on o.id = p.order_id
  where p.id = payment_answer.payment_id;
$$;
comment on function order_management.payment_answer is 'What an operation on a payment answers.';

-- The same reference is the same payment: it is found again, and what was only expected has now arrived.
create function order_management.book_payment(entry public.payments, amount numeric)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(entry.order_id);
  known public.payments;
begin
  -- Not taken from the entry, whose column would round it.
  entry.amount := order_management.require_amount(amount, whole.currency);
  entry.fee := coalesce(entry.fee, 0);
  entry.provider_ref := nullif(btrim(entry.provider_ref), '');
  entry.provider := case when entry.provider_ref is not null then coalesce(nullif(btrim(entry.provider), ''), entry.method) end;
  select p.* into known from public.payments as p
  where (p.provider, p.provider_ref) = (entry.provider, entry.provider_ref);
  if not found then
    insert into public.payments (order_id, method, provider, provider_ref, amount, fee, state, paid_at, note)
    values (
      whole.id, entry.method, entry.provider, entry.provider_ref, entry.amount, entry.fee, entry.state, entry.paid_at,
      nullif(btrim(entry.note), '')
    )
    returning * into known;
  elsif (known.order_id, known.amount) <> (whole.id, entry.amount) or known.state = 'failed' and entry.state = 'succeeded' then
    perform engine.refuse(
      'payment_reported_otherwise', 'This reference belongs to another payment', jsonb_build_object(
        'payment_no', known.payment_no, 'state', known.state, 'field', 'provider_ref'
      ), 'PT409'
    );
  elsif known.state = 'pending' and entry.state = 'succeeded' then
    update public.payments as p set state = 'succeeded', paid_at = entry.paid_at where p.id = known.id;
  end if;
  return order_management.payment_answer(known.id);
end;
$$;
comment on function order_management.book_payment is
  'Writes a payment once per provider and reference. Reasons unknown_order (404), invalid_amount, payment_reported_otherwise (409).';

create function order_management.expect_payment(
  order_id bigint, method text, amount numeric, provider_ref text default null, note text default null, provider text default null
)
returns jsonb
language sql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
  select order_management.book_payment(jsonb_populate_record(null::public.payments, jsonb_build_object(
    'order_id', order_id, 'method', method, 'provider', provider, 'provider_ref', provider_ref,
    'note', note, 'state', 'pending'
  )), amount);
$$;
comment on function order_management.expect_payment is
  'A payment that is said to be on its way; somebody confirms it when it is there. Answers {payment, payment_no, state,
amount, order, paid_total, balance_due, payment_status}. Reasons unknown_order (404), invalid_amount,
payment_reported_otherwise (409).';

create function order_management.receive_payment(
  order_id bigint, method text, amount numeric, provider_ref text default null, paid_at timestamptz default null,
  fee numeric default 0, note text default null, provider text default null
)
returns jsonb
language sql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
  select order_management.book_payment(jsonb_populate_record(null::public.payments, jsonb_build_object(
    'order_id', order_id, 'method', method, 'provider', provider, 'provider_ref', provider_ref,
    'fee', fee, 'note', note, 'paid_at', coalesce(paid_at, now()), 'state', 'succeeded'
  )), amount);
$$;
comment on function order_management.receive_payment is
  'A payment that has arrived, as a whole or in parts, by any method. Told again with the same reference it changes nothing
and answers the same as before. Answers and reasons as expect_payment.';

create function order_management.lock_payment(payment_id bigint)
returns public.payments
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  entry public.payments;
begin
  perform order_management.lock_order(p.order_id) from public.payments as p where p.id = lock_payment.payment_id;
  select p.* into entry from public.payments as p where p.id = lock_payment.payment_id for update;
  if entry.state is distinct from 'pending' then
    perform engine.refuse(
      'payment_is_settled', 'This payment was confirmed or has failed already',
      jsonb_build_object('payment_no', entry.payment_no, 'state', entry.state), 'PT409'
    );
  end if;
  return entry;
end;
$$;
comment on function order_management.lock_payment is
  'A payment that waits, with its order kept from other writers. Reason payment_is_settled (409).';

create function order_management.confirm_payment(payment_id bigint, paid_at timestamptz default null, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
begin
  perform order_management.lock_payment(payment_id);
  update public.payments as p
  set state = 'succeeded', paid_at = coalesce(confirm_payment.paid_at, now()),
    note = coalesce(nullif(btrim(confirm_payment.note), ''), p.note)
  where p.id = payment_id;
  return order_management.payment_answer(payment_id);
end;
$$;
comment on function order_management.confirm_payment is
  'A payment that was expected has arrived; who says so is noted. Answers as expect_payment. Reason payment_is_settled (409).';

create function order_management.fail_payment(payment_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
begin
  perform order_management.lock_payment(payment_id);
  update public.payments as p set state = 'failed', note = why where p.id = payment_id;
  return order_management.payment_answer(payment_id);
end;
$$;
comment on function order_management.fail_payment is
  'A payment that will not come, and why. Answers as expect_payment. Reasons payment_is_settled (409), note_missing.';
