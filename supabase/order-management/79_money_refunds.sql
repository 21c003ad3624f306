-- Money that goes back: asked for, approved by somebody who may, paid out once. Never more than was paid.

create function order_management.refund_answer(refund_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'refund', r.id, 'refund_no', r.refund_no, 'state', r.state, 'amount', r.amount, 'order', r.order_id,
    'refunded_total', o.refunded_total, 'payment_status', o.payment_status
  )
  from public.refunds as r join public.orders as o on o.id = r.order_id
  where r.id = refund_answer.refund_id;
$$;
comment on function order_management.refund_answer is 'What an operation on a refund answers.';

create function order_management.request_refund(
  order_id bigint, reason text, lines jsonb default '[]', shipping numeric default 0, amount numeric default null,
  return_id bigint default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  why constant text := order_management.require_note(reason);
  room record;
  total numeric;
  made_id bigint;
begin
  select * into room from order_management.refund_room(order_id);
  if coalesce(shipping, 0) <> 0 then
    perform order_management.require_amount(shipping, whole.currency, 'shipping');
  end if;
  total := coalesce(shipping, 0) + coalesce((select sum(p.amount) from order_management.priced_refund(order_id, lines) as p), 0);
  if amount is not null and total > 0 then
    perform engine.refuse('amount_comes_from_lines', 'Give lines, or an amount, not both', '{"field": "amount"}', '22023');
  end if;
  total := order_management.require_amount(coalesce(amount, total), whole.currency);
  if total > room.amount_left or coalesce(shipping, 0) > room.shipping_left then
    perform engine.refuse('more_than_paid', 'Less than that was paid and is not refunded yet', jsonb_build_object(
      'left', room.amount_left, 'shipping_left', room.shipping_left
    ), 'PT409');
  end if;
  insert into public.refunds (order_id, return_id, amount, shipping_part, reason)
  values (whole.id, request_refund.return_id, total, coalesce(shipping, 0), why)
  returning id into made_id;
  -- What is priced here is priced once more: the refund itself must not count as taken already.
  insert into public.refund_lines (refund_id, order_line_id, qty, amount)
  select made_id, p.line, p.qty, p.amount from order_management.priced_refund(whole.id, lines) as p;
  return order_management.refund_answer(made_id);
end;
$$;
comment on function order_management.request_refund is
  'Asks for money back: pieces [{line, qty}] at their share of what was paid, money alone [{line, amount}], a part of the
shipping fee, or an amount of the whole order. Answers {refund, refund_no, state, amount, order, refunded_total,
payment_status}. Reasons unknown_order (404), note_missing, invalid_amount, amount_comes_from_lines, line_of_another_order,
more_than_left, more_than_paid (409).';

create function order_management.refund_everything(order_id bigint, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  room record;
  lines jsonb;
  goods numeric;
begin
  select * into room from order_management.refund_room(order_id);
  if room.amount_left = 0 then
    return null;
  end if;
  select coalesce(sum(l.amount_left), 0), coalesce(jsonb_agg(
    jsonb_build_object('line', l.line) || case when l.qty_left > 0 then jsonb_build_object('qty', l.qty_left)
      else jsonb_build_object('amount', l.amount_left) end
  ), '[]')
  into goods, lines
  from order_management.refundable_lines(order_id) as l where l.amount_left > 0;
  -- Who paid a part of an order paid no particular line of it.
  if goods + room.shipping_left = room.amount_left then
    return order_management.request_refund(order_id, reason, lines, room.shipping_left);
  end if;
  return order_management.request_refund(order_id, reason, amount => room.amount_left);
end;
$$;
comment on function order_management.refund_everything is
  'Asks for all that was paid and is not refunded yet, as cancelling an order does; null when that is nothing.';

create function order_management.lock_refund(refund_id bigint, variadic states text[])
returns public.refunds
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  entry public.refunds;
begin
  perform order_management.lock_order(r.order_id) from public.refunds as r where r.id = lock_refund.refund_id;
  select r.* into entry from public.refunds as r where r.id = lock_refund.refund_id for update;
  if entry.state <> all (states) then
    perform engine.refuse(
      'refund_out_of_order', 'A refund is asked for, then approved, then paid out',
      jsonb_build_object('refund_no', entry.refund_no, 'from', entry.state), 'PT409'
    );
  end if;
  return entry;
end;
$$;
comment on function order_management.lock_refund is
  'A refund in one of these states, with its order kept from other writers. Reason refund_out_of_order (409).';

create function order_management.approve_refund(refund_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
begin
  perform order_management.lock_refund(refund_id, 'requested');
  update public.refunds as r
  set state = 'approved', note = coalesce(nullif(btrim(approve_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.approve_refund is
  'Lets a refund be paid out. Answers as request_refund. Reasons refund_out_of_order (409), second_person_needed (403).';

create function order_management.reject_refund(refund_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
begin
  perform order_management.lock_refund(refund_id, 'requested', 'approved', 'processing');
  update public.refunds as r set state = 'rejected', note = why where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.reject_refund is
  'Turns a refund down that was not paid out, and says why; its money can be asked for again. Answers as request_refund.
Reasons refund_out_of_order (409), note_missing.';

create function order_management.send_refund(
  refund_id bigint, method text default null, provider_ref text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  reference constant text := nullif(btrim(provider_ref), '');
begin
  perform order_management.lock_refund(refund_id, 'approved');
  update public.refunds as r
  set state = 'processing', method = coalesce(send_refund.method, r.method), provider_ref = reference,
    provider = case when reference is not null then coalesce(send_refund.method, r.method, 'other') end,
    note = coalesce(nullif(btrim(send_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.send_refund is
  'The money is on its way, such as a bank transfer that takes days; it counts when it is paid out. Answers as request_refund.
Reason refund_out_of_order (409).';

create function order_management.pay_out_refund(
  refund_id bigint, method text default null, provider_ref text default null, note text default null, provider text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  reference constant text := nullif(btrim(provider_ref), '');
  entry public.refunds;
begin
  -- A provider that tells it again has told it already.
  select r.* into entry from public.refunds as r
  where r.id = refund_id and r.state = 'done' and r.provider_ref = reference;
  if found then
    return order_management.refund_answer(refund_id);
  end if;
  perform order_management.lock_refund(refund_id, 'approved', 'processing');
  update public.refunds as r
  set state = 'done', method = coalesce(pay_out_refund.method, r.method), provider_ref = coalesce(reference, r.provider_ref),
    provider = case when reference is not null
      then coalesce(nullif(btrim(pay_out_refund.provider), ''), pay_out_refund.method, r.method, 'other') else r.provider end,
    note = coalesce(nullif(btrim(pay_out_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.pay_out_refund is
  'The money has gone back. Told again with the same reference it changes nothing. Answers as request_refund.
Reason refund_out_of_order (409).';
