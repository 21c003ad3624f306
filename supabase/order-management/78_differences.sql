-- What an edit changed on an order that was paid: collected, given back, or waived. It never just disappears.

create function order_management.open_difference(order_id bigint, note text, is_owed boolean)
returns numeric
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.pending_difference = 0 or is_owed <> (whole.pending_difference > 0) then
    perform engine.refuse('no_difference', 'There is no such difference to settle', errcode => 'PT409');
  end if;
  update public.orders as o set pending_difference = 0 where o.id = open_difference.order_id;
  return abs(whole.pending_difference);
end;
$$;
comment on function order_management.open_difference is
  'Takes the open difference of an order, which the customer owes or is owed. Reason no_difference (409).';

create function order_management.collect_difference(order_id bigint, method text, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to few
as $$
begin
  insert into public.payments (order_id, method, amount, note)
  values (order_id, method, order_management.open_difference(order_id, note, true), nullif(btrim(note), ''));
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.collect_difference is
  'What the customer owes after an edit becomes a payment that is waited for. Reasons unknown_order (404), no_difference (409).';

create function order_management.refund_difference(order_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to few
as $$
begin
  perform order_management.request_refund(
    order_id, order_management.require_note(note), amount => order_management.open_difference(order_id, note, false)
  );
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.refund_difference is
  'What the customer paid too much after an edit becomes a refund to be approved. Reasons unknown_order (404),
note_missing, no_difference, more_than_paid (409).';

create function order_management.waive_difference(order_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, order_management.require_note(note));
  was_split boolean := false;
begin
  if whole.pending_difference > 0 then
    perform order_management.require_open(whole);
    was_split := order_management.take_apart(order_id);
    perform order_management.open_difference(order_id, note, true);
    -- Given as a discount on the lines, so that the order is paid in full and its parts still add up.
    update public.order_lines as l set line_discount = l.line_discount + share.amount
    from (
      select array_agg(o.id order by o.line_no) as ids, public.prorate(
        least(whole.pending_difference, sum(o.net)), array_agg(o.net order by o.line_no), public.currency_decimals(whole.currency)
      ) as amounts
      from public.order_lines as o where o.order_id = waive_difference.order_id
    ) as shared
    cross join lateral unnest(shared.ids, shared.amounts) as share (line_id, amount)
    where l.id = share.line_id;
  else
    perform order_management.open_difference(order_id, note, false);
  end if;
  perform order_management.settle_edit(order_id, was_split);
  update public.orders as o set pending_difference = 0 where o.id = waive_difference.order_id;
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.waive_difference is
  'Lets an open difference go, and why: what the customer owes becomes a discount, what he is owed stays with us. Reasons
unknown_order (404), note_missing, no_difference, already_shipped, already_released (409).';
