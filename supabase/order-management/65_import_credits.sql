-- Credits of a chunk, linked to the sales that they take back and paid out as refunds of those orders.

create function order_management.recognise_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set state = case when known.pieces = known.pieces_in_file then 'unchanged' else 'rejected' end,
    reason = case when known.pieces = known.pieces_in_file then null else 'credit_differs' end,
    detail = jsonb_build_object('value', l.external_no)
  from (
    select c.external_no, -sum(s.quantity) as pieces_in_file, (
        select sum(cl.quantity) from public.credit_lines as cl where cl.credit_id = c.id
      ) as pieces
    from public.credits as c
    join pg_temp.import_lines as s on s.external_no = c.external_no and s.kind = 'credit'
    where c.channel_id = batch.channel_id
    group by c.id
  ) as known
  where l.external_no = known.external_no and l.kind = 'credit' and l.state = 'new';
end;
$$;
comment on function order_management.recognise_credits is
  'Marks credits that exist: unchanged, or rejected (reason credit_differs) when they name another number of pieces.';

create function order_management.create_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.credits (
    channel_id, external_no, customer_id, issued_at, currency, amount, import_batch_id
  )
  select batch.channel_id, l.external_no, min(l.customer_id), min(l.placed_at), min(p.currency),
    sum(round(-l.quantity * l.unit_price, 2)), batch.id
  from pg_temp.import_lines as l
  join public.import_profiles as p on p.id = batch.profile_id
  where l.kind = 'credit' and l.state = 'new'
  group by l.external_no
  order by min(l.row_no);

  insert into public.credit_lines (credit_id, line_no, sku_id, title, quantity, unit_price, amount)
  select c.id, l.line_no, l.sku_id, coalesce(l.title, l.sku_code), -l.quantity, l.unit_price,
    round(-l.quantity * l.unit_price, 2)
  from pg_temp.import_lines as l
  join public.credits as c on c.channel_id = batch.channel_id and c.external_no = l.external_no
  where l.kind = 'credit' and l.state = 'new'
  order by l.row_no;

  update pg_temp.import_lines as l
  set credit_line_id = cl.id
  from public.credits as c
  join public.credit_lines as cl on cl.credit_id = c.id
  where c.channel_id = batch.channel_id and c.external_no = l.external_no and cl.line_no = l.line_no
    and l.kind = 'credit' and l.state = 'new';
end;
$$;
comment on function order_management.create_credits is
  'Creates the credits of a chunk with their lines, not yet linked.';

-- The latest sale before the credit is the likeliest: goods go back soon after they were bought.
create function order_management.sales_of_credits()
returns table (
  credit_line_id bigint, customer_id bigint, sku_id bigint, unit_price numeric, amount numeric,
  order_line_id bigint, order_id bigint, open_amount numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query
  select distinct on (cl.id) cl.id, c.customer_id, cl.sku_id, cl.unit_price, cl.amount, ol.id, o.id, open.amount
  from public.credit_lines as cl
  join public.credits as c on c.id = cl.credit_id
  join public.orders as o
    on o.customer_id = c.customer_id and o.channel_id = c.channel_id and o.placed_at <= c.issued_at
    and o.currency = c.currency
  join public.order_lines as ol
    on ol.order_id = o.id and ol.sku_id = cl.sku_id and ol.unit_price = cl.unit_price
  cross join lateral (
    select ol.qty - coalesce(sum(taken.quantity), 0), (
        select o.paid_total - o.refunded_total - coalesce(sum(linked.amount), 0)
        from public.order_lines as sold
        join public.credit_lines as linked on linked.order_line_id = sold.id and linked.refund_id is null
        where sold.order_id = o.id
      )
    from public.credit_lines as taken
    where taken.order_line_id = ol.id
  ) as open (quantity, amount)
  where cl.id in (select l.credit_line_id from pg_temp.import_lines as l)
    and cl.order_line_id is null and cl.amount > 0
    and open.quantity >= cl.quantity and open.amount >= cl.amount
  order by cl.id, o.placed_at desc, o.id desc, ol.line_no;
end;
$$;
comment on function order_management.sales_of_credits is
  'For each unlinked credit line of the chunk the order line that it takes back: same channel, customer, SKU and
price, not later, with enough quantity and money left; the latest such sale.';

create function order_management.link_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- Several credits may want the same sale: each round serves the first of those that want the same goods, and the
  -- others look again at what is left.
  loop
    update public.credit_lines as cl
    set order_line_id = served.order_line_id
    from (
      select s.credit_line_id, s.order_line_id,
        row_number() over (partition by s.customer_id, s.sku_id, s.unit_price order by s.credit_line_id) = 1
        and sum(s.amount) over (partition by s.order_id order by s.credit_line_id) <= s.open_amount as fits
      from order_management.sales_of_credits() as s
    ) as served
    where served.credit_line_id = cl.id and served.fits;
    exit when not found;
  end loop;
end;
$$;
comment on function order_management.link_credits is
  'Links credit lines to the sales that they take back. Those without such a sale stay unlinked.';

create function order_management.refund_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with linked as materialized (
    select c.id as credit_id, c.external_no, c.issued_at, ch.code, sold.order_id, cl.id, cl.amount
    from pg_temp.import_lines as l
    join public.credit_lines as cl on cl.id = l.credit_line_id
    join public.credits as c on c.id = cl.credit_id
    join public.channels as ch on ch.id = c.channel_id
    join public.order_lines as sold on sold.id = cl.order_line_id
  ),
  refunded as (
    insert into public.refunds (
      order_id, amount, reason, method, state, requested_at, approved_at, done_at, provider, provider_ref
    )
    select d.order_id, sum(d.amount), d.external_no, 'platform', 'done', d.issued_at, d.issued_at, d.issued_at,
      d.code, d.external_no || '/' || d.order_id
    from linked as d
    group by d.credit_id, d.external_no, d.issued_at, d.code, d.order_id
    order by d.credit_id, d.order_id
    returning id, order_id, reason
  )
  update public.credit_lines as cl
  set refund_id = r.id
  from linked as d
  join refunded as r on r.order_id = d.order_id and r.reason = d.external_no
  where cl.id = d.id;

  insert into public.refund_lines (refund_id, order_line_id, qty, amount)
  select cl.refund_id, cl.order_line_id, sum(cl.quantity), sum(cl.amount)
  from pg_temp.import_lines as l
  join public.credit_lines as cl on cl.id = l.credit_line_id and cl.refund_id is not null
  group by cl.refund_id, cl.order_line_id;
end;
$$;
comment on function order_management.refund_credits is
  'Pays linked credit lines out: one finished refund per credit and order, with its lines.';

create function order_management.finish_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.credits as c
  set linked_amount = linked.amount
  from (
    select cl.credit_id, sum(cl.amount) as amount
    from pg_temp.import_lines as l
    join public.credit_lines as cl on cl.id = l.credit_line_id and cl.order_line_id is not null
    group by cl.credit_id
  ) as linked
  where linked.credit_id = c.id;

  update pg_temp.import_lines as l
  set state = 'created', order_id = sold.order_id
  from public.credit_lines as cl
  left join public.order_lines as sold on sold.id = cl.order_line_id
  where cl.id = l.credit_line_id and l.state = 'new';
end;
$$;
comment on function order_management.finish_credits is 'Sums up what is linked and marks the rows as created.';

create function order_management.import_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.recognise_credits(batch);
  perform order_management.create_credits(batch);
  perform order_management.link_credits();
  perform order_management.refund_credits();
  perform order_management.finish_credits();
end;
$$;
comment on function order_management.import_credits is 'The credits of a chunk, when all sales of the file are in.';
