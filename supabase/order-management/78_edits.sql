-- Changing how much was ordered, until a warehouse begins. Money that follows from it is never silent: what had been paid is
-- compared with the new total, and the difference waits to be collected, refunded or waived.

create function order_management.require_open(whole public.orders)
returns void
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if whole.lifecycle not in ('draft', 'pending_review', 'confirmed', 'processing') then
    perform engine.refuse('order_is_over', 'This order is completed or cancelled', errcode => 'PT409');
  elsif order_management.has_left(whole.id) then
    perform order_management.refuse_guard(whole, 'not_shipped');
  elsif order_management.has_begun(whole.id) then
    perform order_management.refuse_guard(whole, 'not_released');
  end if;
end;
$$;
comment on function order_management.require_open is
  'Refuses to change an order that is over or on its way. Reasons order_is_over, already_shipped, already_released (409).';

-- A split is taken back for the time of an edit, so that stock is reserved for what is wanted afterwards.
create function order_management.take_apart(order_id bigint)
returns boolean
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  if not exists (
    select from public.fulfillment_orders as f where f.order_id = take_apart.order_id and not f.is_superseded
  ) then
    return false;
  end if;
  perform order_management.lock_stock_for(order_id);
  perform order_management.undo_split(order_id);
  return true;
end;
$$;
comment on function order_management.take_apart is 'Takes the split of an order back; whether there was one.';

create function order_management.settle_edit(order_id bigint, was_split boolean)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
begin
  update public.orders as o
  set goods_total = s.goods, discount_total = s.discount, shipping_total = s.shipping, tax_total = s.tax,
    grand_total = s.total,
    pending_difference = o.pending_difference + case when o.paid_total > 0 then s.total - o.grand_total else 0 end,
    paid_at = case when o.paid_total >= s.total then coalesce(o.paid_at, now()) end
  from (
    select l.*, l.goods - l.discount + l.shipping + l.tax as total
    from order_management.line_sums as l where l.order_id = settle_edit.order_id
  ) as s
  where o.id = s.order_id and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
    is distinct from (s.goods, s.discount, s.shipping, s.tax);
  if was_split and order_management.split_obstacle(order_id) is null then
    perform order_management.apply_split(order_id);
  end if;
  return order_management.order_answer(order_id) || (
    select jsonb_build_object('grand_total', o.grand_total, 'pending_difference', o.pending_difference)
    from public.orders as o where o.id = settle_edit.order_id
  );
end;
$$;
comment on function order_management.settle_edit is
  'After an edit: totals follow the lines, the difference to what was agreed is kept when something had been paid, and an
order that was split is split again as soon as it may be.';

create function order_management.resize_line(line public.order_lines, pieces integer, digits integer)
returns void
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  billed constant numeric := round(pieces * line.unit_price, 2);
  -- More pieces bring no more of a discount on the whole order, and no more shipping; fewer take their share along.
  part constant integer := least(pieces, line.qty);
  own_discount constant numeric := least(round(line.line_discount * pieces / line.qty, digits), billed);
begin
  update public.order_lines as l
  set qty = pieces, line_discount = own_discount,
    discount_share = least(public.share_of_quantity(line.discount_share, line.qty, 0, part, digits), billed - own_discount),
    shipping_share = public.share_of_quantity(line.shipping_share, line.qty, 0, part, digits),
    tax = round(line.tax * pieces / line.qty, digits)
  where l.id = line.id;
end;
$$;
comment on function order_management.resize_line is
  'Another number of pieces, with the amounts that belong to them in the currency of the order.';

create function order_management.change_quantity(line_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  line public.order_lines;
  whole public.orders;
  was_split boolean;
  pieces constant integer := order_management.require_pieces(qty, 0);
begin
  select l.* into line from public.order_lines as l where l.id = line_id;
  whole := order_management.start_work(line.order_id, order_management.require_note(note));
  perform order_management.require_open(whole);
  select l.* into line from public.order_lines as l where l.id = line_id;
  if line.qty_cancelled > 0 then
    perform engine.refuse('line_is_cancelled', 'This line has been cancelled', errcode => 'PT409');
  elsif pieces = 0 and not exists (
    select from public.order_lines as l where l.order_id = whole.id and l.id <> line_id and l.qty > l.qty_cancelled
  ) then
    perform engine.refuse('last_line', 'This is all that was ordered; cancel the order instead', errcode => 'PT409');
  end if;
  was_split := order_management.take_apart(whole.id);
  if pieces = 0 then
    -- The line stays to be seen; nothing is billed for it.
    update public.order_lines as l
    set qty_cancelled = l.qty, line_discount = l.goods - l.discount_share, shipping_share = 0, tax = 0
    where l.id = line_id;
  elsif pieces <> line.qty then
    perform order_management.resize_line(line, pieces, public.currency_decimals(whole.currency));
  end if;
  return order_management.settle_edit(whole.id, was_split);
end;
$$;
comment on function order_management.change_quantity is
  'Another number of pieces of a line (0 cancels it) until a warehouse begins, and why; stock is reserved anew. Answers the new
total and the open difference. Reasons unknown_record (404), note_missing, invalid_quantity, order_is_over, already_shipped,
already_released, line_is_cancelled, last_line (409).';
