-- The totals of an order are the sums of its lines: a draft follows them, any other order is checked at commit.

create view order_management.line_sums with (security_invoker = true) as
select o.id as order_id,
  coalesce(sum(l.goods), 0) as goods,
  coalesce(sum(l.line_discount + l.discount_share), 0) as discount,
  coalesce(sum(l.shipping_share), 0) as shipping,
  coalesce(sum(l.tax), 0) as tax
from public.orders as o
left join public.order_lines as l on l.order_id = o.id
group by o.id;
comment on view order_management.line_sums is 'Amounts of every order as its lines say.';

-- Assigning goods_total to itself queues the check at commit for orders that do not add up yet.
create function order_management.follow_lines(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.orders as o
  set goods_total = case when o.lifecycle = 'draft' then s.goods else o.goods_total end,
    discount_total = case when o.lifecycle = 'draft' then s.discount else o.discount_total end,
    shipping_total = case when o.lifecycle = 'draft' then s.shipping else o.shipping_total end,
    tax_total = case when o.lifecycle = 'draft' then s.tax else o.tax_total end,
    grand_total = case
      when o.lifecycle = 'draft' then s.goods - s.discount + s.shipping + s.tax else o.grand_total
    end
  from order_management.line_sums as s
  where o.id = any (order_ids) and s.order_id = o.id and s.order_id = any (order_ids)
    and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
      is distinct from (s.goods, s.discount, s.shipping, s.tax);
$$;
comment on function order_management.follow_lines is
  'Sets the totals of drafts to the sums of their lines; other orders that differ
are checked when the transaction ends.';

create function order_management.check_order_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not read amounts
as $$
begin
  if exists (
    select from order_management.line_sums as s
    join public.orders as o on o.id = s.order_id
    where s.order_id = new.id
      and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
        is distinct from (s.goods, s.discount, s.shipping, s.tax)
  ) then
    perform engine.refuse(
      'totals_do_not_match_lines', format('The totals of order %s are not the sums of its lines', new.order_no),
      jsonb_build_object('order_no', new.order_no), '23514'
    );
  elsif public.currency_decimals(new.currency) = 0 and exists (
    select from public.order_lines as l
    where l.order_id = new.id and (l.goods, l.line_discount, l.discount_share, l.shipping_share, l.tax)
      <> (trunc(l.goods), trunc(l.line_discount), trunc(l.discount_share), trunc(l.shipping_share), trunc(l.tax))
  ) then
    perform engine.refuse(
      'finer_than_a_cent', format('%s has no decimals', new.currency), jsonb_build_object('order_no', new.order_no), '23514'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.check_order_totals is
  'At commit: goods, discount, shipping and tax of an order equal the sums of its lines.
Where the currency has no decimals, no line has any either. Reasons totals_do_not_match_lines, finer_than_a_cent.';
create constraint trigger orders__check_totals
  after insert or update of goods_total, discount_total, shipping_total, tax_total on public.orders
  deferrable initially deferred
  for each row execute function order_management.check_order_totals();
