-- Sales of a chunk become customers, SKUs, orders with their lines, and payments.

-- An order that is known already is never overwritten: equal rows are unchanged, others are rejected.
create function order_management.recognise_orders(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set order_id = o.id,
    state = case when o.rows_of_file = o.rows_of_order then 'unchanged' else 'rejected' end,
    reason = case when o.rows_of_file = o.rows_of_order then null else 'order_differs' end,
    detail = jsonb_build_object('value', o.order_no)
  from (
    select known.id, known.external_no, known.order_no,
      array_agg(part.content order by part.content) as rows_of_file, (
        select array_agg(held.content order by held.content)
        from public.order_lines as ol
        cross join lateral concat_ws(' ', ol.external_sku, ol.qty, ol.unit_price) as held (content)
        where ol.order_id = known.id
      ) as rows_of_order
    from public.orders as known
    join pg_temp.import_lines as s on s.external_no = known.external_no and s.kind = 'sale' and s.state = 'new'
    cross join lateral concat_ws(' ', s.sku_code, s.quantity, s.unit_price::numeric(16,6)) as part (content)
    where known.channel_id = batch.channel_id
    group by known.id
  ) as o
  where l.external_no = o.external_no and l.kind = 'sale' and l.state = 'new';
end;
$$;
comment on function order_management.recognise_orders is
  'Marks sales whose order exists: unchanged, or rejected (reason order_differs) when SKU, quantity or price differ.';

create function order_management.import_customers(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with buyers as materialized (
    select nextval(pg_get_serial_sequence('public.customers', 'id')) as id, b.*
    from (
      select distinct on (l.buyer_id) l.buyer_id, l.buyer_name, l.phone, l.email, l.country
      from pg_temp.import_lines as l
      where l.state = 'new' and l.buyer_id is not null and not exists (
        select from public.customer_identities as i
        where i.channel_id = batch.channel_id and i.external_buyer_id = l.buyer_id
      )
      order by l.buyer_id, l.row_no
    ) as b
  ),
  added as (
    insert into public.customers (id, name, phone, email, country)
    overriding system value
    select b.id, coalesce(b.buyer_name, b.buyer_id), b.phone, b.email, b.country from buyers as b
  )
  insert into public.customer_identities (customer_id, channel_id, external_buyer_id, buyer_name)
  select b.id, batch.channel_id, b.buyer_id, b.buyer_name from buyers as b;

  update pg_temp.import_lines as l
  set customer_id = coalesce(c.merged_into_id, c.id)
  from public.customer_identities as i
  join public.customers as c on c.id = i.customer_id
  where i.channel_id = batch.channel_id and i.external_buyer_id = l.buyer_id and l.state = 'new';
end;
$$;
comment on function order_management.import_customers is
  'Finds the buyer of each row by his account on the channel and creates customers for new ones. Rows without a
buyer stay without a customer.';

create function order_management.import_skus(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.skus (sku_code, name)
  select l.sku_code, coalesce(mode() within group (order by l.title) filter (where l.kind = 'sale'), l.sku_code)
  from pg_temp.import_lines as l
  where l.state = 'new' and not exists (select from public.skus as s where s.sku_code = l.sku_code)
  group by l.sku_code
  on conflict on constraint sku_code_is_unique do nothing;

  -- A code that was first seen in a note such as "damaged" gets its name from its first sale.
  update public.skus as s
  set name = named.title
  from (
    select l.sku_code, mode() within group (order by l.title) as title
    from pg_temp.import_lines as l
    where l.state = 'new' and l.kind = 'sale' and l.title <> l.sku_code
    group by l.sku_code
  ) as named
  where s.sku_code = named.sku_code and s.name = s.sku_code;

  update pg_temp.import_lines as l
  set sku_id = coalesce(listing.sku_id, s.id)
  from public.skus as s
  left join public.channel_skus as listing
    on listing.channel_id = batch.channel_id and listing.external_sku = s.sku_code and listing.is_active
  where s.sku_code = l.sku_code and l.state = 'new';
end;
$$;
comment on function order_management.import_skus is
  'Finds the SKU of each row by the channel''s listing or by its code, and creates SKUs for new codes.';

create function order_management.create_orders(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.orders (
    channel_id, external_no, customer_id, placed_at, lifecycle, fulfillment_status, confirmed_at, completed_at,
    currency, goods_total, grand_total, paid_total, paid_at, ship_name, ship_phone, ship_country, ship_province,
    ship_city, ship_district, ship_street, ship_zip, buyer_note, import_batch_id
  )
  select batch.channel_id, s.external_no, s.customer_id, s.placed_at,
    case when p.orders_are_completed then 'completed' else 'pending_review' end,
    case when p.orders_are_completed then 'delivered' else 'unfulfilled' end,
    case when p.orders_are_completed then s.placed_at end, case when p.orders_are_completed then s.placed_at end,
    p.currency, s.total, s.total,
    -- As the payments will say, which saves an update of every order.
    case when paid.at is null then 0 else s.total end, paid.at, s.name, s.phone, s.country, s.province,
    s.city, s.district, s.street, s.zip, s.buyer_note, batch.id
  from (
    select l.external_no, min(l.row_no) as row_no, min(l.customer_id) as customer_id, min(l.placed_at) as placed_at,
      min(l.paid_at) as paid_at, sum(round(l.quantity * l.unit_price, 2)) as total, min(l.buyer_name) as name,
      min(l.phone) as phone, min(l.country) as country, min(l.province) as province, min(l.city) as city,
      min(l.district) as district, min(l.street) as street, min(l.zip) as zip, min(l.buyer_note) as buyer_note
    from pg_temp.import_lines as l
    where l.kind = 'sale' and l.state = 'new'
    group by l.external_no
  ) as s
  join public.import_profiles as p on p.id = batch.profile_id
  cross join lateral (
    select coalesce(s.paid_at, case when p.orders_are_paid then s.placed_at end)
  ) as paid (at)
  order by s.row_no;

  update pg_temp.import_lines as l
  set order_id = o.id
  from public.orders as o
  where o.channel_id = batch.channel_id and o.external_no = l.external_no and l.kind = 'sale' and l.state = 'new';
end;
$$;
comment on function order_management.create_orders is 'Creates the orders of a chunk, still without lines.';

create function order_management.create_order_lines(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.order_lines (
    order_id, line_no, sku_id, external_sku, title, qty, unit_price, is_gift, qty_shipped, qty_delivered
  )
  select l.order_id, row_number() over (partition by l.order_id order by l.row_no), l.sku_id, l.sku_code,
    coalesce(l.title, l.sku_code), l.quantity, l.unit_price, l.unit_price = 0, shipped.qty, shipped.qty
  from pg_temp.import_lines as l
  join public.import_profiles as p on p.id = batch.profile_id
  cross join lateral (select case when p.orders_are_completed then l.quantity else 0 end) as shipped (qty)
  where l.kind = 'sale' and l.state = 'new'
  order by l.row_no;
end;
$$;
comment on function order_management.create_order_lines is
  'Creates the lines of these orders. Equal lines of one order stay apart: the customer bought twice.';

create function order_management.import_payments(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with paid as (
    select l.order_id, l.external_no, l.state, coalesce(min(l.paid_at), min(l.placed_at)) as paid_at
    from pg_temp.import_lines as l
    join public.import_profiles as p on p.id = batch.profile_id
    where l.kind = 'sale' and l.state in ('new', 'unchanged') and (l.paid_at is not null or p.orders_are_paid)
    group by l.order_id, l.external_no, l.state
  ),
  added as (
    insert into public.payments (order_id, method, provider, provider_ref, amount, state, paid_at)
    select o.id, 'platform', ch.code, p.external_no, open.amount, 'succeeded', p.paid_at
    from paid as p
    join public.orders as o on o.id = p.order_id
    join public.channels as ch on ch.id = o.channel_id
    cross join lateral (
      select o.grand_total - case when p.state = 'unchanged' then o.paid_total else 0 end
    ) as open (amount)
    where open.amount > 0 and o.lifecycle <> 'cancelled'
    order by o.id
    on conflict on constraint provider_reports_a_payment_once do nothing
    returning order_id
  )
  update pg_temp.import_lines as l
  set state = 'updated'
  from added as a
  where a.order_id = l.order_id and l.state = 'unchanged';
end;
$$;
comment on function order_management.import_payments is
  'One payment over what is open for each order that the file says is paid; an order known before is then updated.';

create function order_management.import_adjustments(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with added as (
    insert into public.adjustments (
      channel_id, external_no, line_no, kind, adjusted_at, customer_id, sku_id, title, quantity, unit_price, currency,
      amount, import_batch_id
    )
    select batch.channel_id, l.external_no, l.line_no, case when l.unit_price = 0 then 'stock' else 'price' end,
      l.placed_at, l.customer_id, l.sku_id, coalesce(l.title, l.sku_code), l.quantity, l.unit_price, p.currency,
      round(l.quantity * l.unit_price, 2), batch.id
    from pg_temp.import_lines as l
    join public.import_profiles as p on p.id = batch.profile_id
    where l.kind = 'adjustment' and l.state = 'new'
    order by l.row_no
    on conflict on constraint channel_sends_an_adjustment_once do nothing
    returning external_no, line_no
  )
  update pg_temp.import_lines as l
  set state = case
    when exists (
      select from added as a where a.external_no = l.external_no and a.line_no = l.line_no
    ) then 'created'
    else 'unchanged'
  end
  where l.kind = 'adjustment' and l.state = 'new';
end;
$$;
comment on function order_management.import_adjustments is
  'Keeps what is neither a sale nor a credit: price (a negative amount, such as a bad debt) or stock (a count
without money).';
