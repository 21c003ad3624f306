-- What of an order can still be paid back, and what so many pieces of its lines come to. Requests that wait count as
-- taken: two people cannot ask for the same money.

create function order_management.share_left(
  amount numeric, quantity integer, done integer, part integer, amount_left numeric, decimals integer default 2
)
returns numeric
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select least(public.share_of_quantity(amount, quantity, done, part, decimals), amount_left);
$$;
comment on function order_management.share_left is
  'Amount for `part` more pieces of a line, by the cumulative rule, but never more than is left of the line: money may have
gone back without a piece.';

create function order_management.refundable_lines(order_id bigint)
returns table (
  line bigint, line_no integer, title text, qty integer, qty_done integer, qty_left integer, amount numeric, amount_left numeric
)
language sql stable security definer set search_path = '' -- whoever may run the operation need not read every line
as $$
  select l.id, l.line_no, concat_ws(' · ', l.title, nullif(btrim(l.spec), '')), l.qty, least(taken.qty, l.qty), greatest(l.qty - taken.qty, 0),
    l.net + l.tax, greatest(l.net + l.tax - taken.amount, 0)
  from public.order_lines as l
  cross join lateral (
    select coalesce(sum(rl.qty), 0)::integer, coalesce(sum(rl.amount), 0)
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state <> 'rejected'
    where rl.order_line_id = l.id
  ) as taken (qty, amount)
  where l.order_id = refundable_lines.order_id;
$$;
comment on function order_management.refundable_lines is
  'Pieces and money of the lines of an order that no refund has taken yet; the shipping fee is apart.';

create function order_management.refund_room(order_id bigint)
returns table (amount_left numeric, shipping_left numeric, waiting numeric)
language sql stable security definer set search_path = '' -- as above
as $$
  select greatest(o.paid_total - taken.amount, 0), greatest(o.shipping_total - taken.shipping, 0), taken.waiting
  from public.orders as o
  cross join lateral (
    select coalesce(sum(r.amount), 0), coalesce(sum(r.shipping_part), 0),
      coalesce(sum(r.amount) filter (where r.state <> 'done'), 0)
    from public.refunds as r where r.order_id = o.id and r.state <> 'rejected'
  ) as taken (amount, shipping, waiting)
  where o.id = refund_room.order_id;
$$;
comment on function order_management.refund_room is
  'What of the money paid no refund has taken yet, how much of the shipping fee, and what waits to be paid out.';

create function order_management.priced_refund(order_id bigint, lines jsonb)
returns table (line bigint, line_no integer, qty integer, amount numeric)
language plpgsql stable security definer set search_path = '' -- as above
as $$
declare
  wrong record;
begin
  if exists (select from jsonb_to_recordset(lines) as a (line bigint) group by a.line having count(*) > 1) then
    perform engine.refuse('line_named_twice', 'A refund names a line once', '{"field": "lines"}', '22023');
  end if;
  select a.line, l.line_no, l.qty_left, l.amount_left into wrong
  from jsonb_to_recordset(lines) as a (line bigint, qty bigint, amount numeric)
  left join order_management.refundable_lines(priced_refund.order_id) as l on l.line = a.line
  where l.line is null or coalesce(a.qty, 0) not between 0 and l.qty_left
    or a.amount is not null and (coalesce(a.qty, 0) > 0 or a.amount not between 0 and l.amount_left)
  limit 1;
  if found and wrong.line_no is null then
    perform engine.refuse('line_of_another_order', 'This line belongs to another order', '{"field": "lines"}', '23514');
  elsif found then
    perform engine.refuse('more_than_left', 'Less than that is left of this line', jsonb_build_object(
      'line_no', wrong.line_no, 'qty', wrong.qty_left, 'amount', wrong.amount_left
    ), 'PT409');
  end if;
  return query
  select l.line, l.line_no, coalesce(a.qty, 0)::integer, coalesce(
    a.amount, order_management.share_left(
      l.amount, l.qty, l.qty_done, a.qty::integer, l.amount_left, public.currency_decimals(o.currency)
    )
  )
  from jsonb_to_recordset(lines) as a (line bigint, qty bigint, amount numeric)
  join order_management.refundable_lines(priced_refund.order_id) as l on l.line = a.line
  join public.orders as o on o.id = priced_refund.order_id
  where coalesce(a.qty, 0) > 0 or a.amount > 0
  order by l.line_no;
end;
$$;
comment on function order_management.priced_refund is
  'Lines of a refund with their amounts: [{line, qty}] gives back pieces, [{line, amount}] money alone. Reasons
line_named_twice, line_of_another_order, more_than_left (409).';

create function order_management.plan_refund(order_id bigint, lines jsonb default '[]', shipping numeric default 0)
returns jsonb
language plpgsql stable security definer set search_path = '' -- as above
as $$
declare
  -- In the address of a GET a list can only be written as a text.
  wanted constant jsonb := case jsonb_typeof(lines) when 'string' then (lines #>> '{}')::jsonb else lines end;
  whole public.orders;
  room record;
  total numeric;
begin
  select o.* into whole from public.orders as o where o.id = plan_refund.order_id;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  select * into room from order_management.refund_room(order_id);
  total := coalesce(shipping, 0) + coalesce((select sum(p.amount) from order_management.priced_refund(order_id, wanted) as p), 0);
  return jsonb_build_object(
    'order', whole.id, 'currency', whole.currency, 'paid', whole.paid_total, 'refunded', whole.refunded_total,
    'waiting', room.waiting, 'left', room.amount_left, 'shipping_left', room.shipping_left, 'shipping', coalesce(shipping, 0),
    'amount', total, 'decimals', public.currency_decimals(whole.currency),
    'needs_second_person', order_management.needs_second_person(order_id, total),
    'obstacle', case
      when total > room.amount_left then 'more_than_paid'
      when coalesce(shipping, 0) > room.shipping_left then 'more_than_shipping'
      when total = 0 then 'nothing_chosen'
    end,
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'line', l.line, 'line_no', l.line_no, 'title', l.title, 'qty', l.qty, 'qty_left', l.qty_left,
        'amount_left', l.amount_left, 'asked', coalesce(p.qty, 0), 'amount', coalesce(p.amount, 0)
      ) order by l.line_no), '[]')
      from order_management.refundable_lines(order_id) as l
      left join order_management.priced_refund(order_id, wanted) as p using (line)
    )
  );
end;
$$;
comment on function order_management.plan_refund is
  'What a refund of so many pieces and so much of the shipping fee would come to, and what could still be paid back;
changes nothing. Reasons unknown_order (404), line_of_another_order, more_than_left (409).';
