-- The rules by which a row of a file is a sale, a credit, an adjustment, or rejected.

create function order_management.load_import_lines(batch public.import_batches, chunk integer)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  profile constant public.import_profiles := (
    select p from public.import_profiles as p where p.id = batch.profile_id
  );
begin
  perform order_management.prepare_import_lines();
  insert into pg_temp.import_lines (
    row_no, external_no, placed_at, paid_at, sku_code, title, quantity, unit_price, buyer_id, buyer_name, phone,
    email, country, province, city, district, street, zip, buyer_note, detail
  )
  with cells as materialized (
    select * from order_management.import_cells(batch, chunk)
  ),
  times as materialized (
    select t.value, order_management.parse_time(t.value, profile.date_order, profile.time_zone) as moment
    from (select c.placed_at from cells as c union select c.paid_at from cells as c) as t (value)
    where t.value is not null
  )
  select c.row_no, c.external_no, placed.moment, paid.moment, c.sku_code, c.title,
    case when c.quantity ~ '^[-+]?\d{1,9}(\.0+)?$' then c.quantity::numeric::integer end,
    case when c.unit_price ~ '^[-+]?\d{1,9}(\.\d{1,4}0*)?$' then c.unit_price::numeric end,
    c.buyer_id, c.buyer_name, c.phone, c.email, c.country, c.province, c.city, c.district, c.street, c.zip,
    c.buyer_note,
    jsonb_build_object(
      'cells', c.cell_count, 'placed_at', c.placed_at, 'paid_at', c.paid_at, 'quantity', c.quantity,
      'unit_price', c.unit_price
    )
  from cells as c
  left join times as placed on placed.value = c.placed_at
  left join times as paid on paid.value = c.paid_at;
end;
$$;
comment on function order_management.load_import_lines is
  'Fills the work table with the open rows of a chunk. What cannot be read is null; detail keeps the text.';

-- An order with a row missing would have a wrong total, so it waits until the whole of it can be read.
create function order_management.reject_incomplete_orders()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set reason = 'several_buyers'
  where l.reason is null and l.external_no in (
    select external_no from pg_temp.import_lines group by external_no having count(distinct buyer_id) > 1
  );
  update pg_temp.import_lines as l
  set reason = 'incomplete_order', detail = jsonb_build_object('row', bad.row_no)
  from (
    select external_no, min(row_no) as row_no from pg_temp.import_lines
    where reason is not null group by external_no
  ) as bad
  where l.external_no = bad.external_no and l.reason is null;
  update pg_temp.import_lines set state = 'rejected' where reason is not null;
end;
$$;
comment on function order_management.reject_incomplete_orders is
  'Rejects every row of an order of which one row is rejected, or whose rows name different buyers.';

create function order_management.judge_import_lines(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  prefix constant text := (
    select coalesce(p.credit_prefix, 'no prefix') from public.import_profiles as p where p.id = batch.profile_id
  );
begin
  update pg_temp.import_lines as l
  set line_no = o.line_no,
    reason = case
      when (l.detail ->> 'cells')::integer <> cardinality(batch.header) then 'wrong_cell_count'
      when l.external_no is null then 'missing_order_no'
      when l.sku_code is null then 'missing_sku'
      when l.quantity is null then 'bad_quantity'
      when l.quantity = 0 then 'zero_quantity'
      when l.unit_price is null then 'bad_price'
      when l.placed_at is null then 'bad_date'
      when l.paid_at is null and l.detail ->> 'paid_at' is not null then 'bad_paid_date'
      when greatest(length(l.external_no), length(l.sku_code), length(l.buyer_id)) > 100 then 'code_too_long'
      when starts_with(l.external_no, prefix) and l.quantity > 0 then 'credit_with_positive_quantity'
    end,
    kind = case
      when starts_with(l.external_no, prefix) then 'credit'
      when l.unit_price < 0 or (l.quantity < 0 and l.unit_price = 0) then 'adjustment'
      when l.quantity < 0 then 'credit'
      when o.is_free and l.buyer_id is null then 'adjustment'
      else 'sale'
    end
  from (
    select row_no, row_number() over (partition by external_no order by row_no) as line_no,
      bool_and(unit_price = 0) over (partition by external_no) as is_free
    from pg_temp.import_lines
  ) as o
  where o.row_no = l.row_no;
  perform order_management.reject_incomplete_orders();
  analyze pg_temp.import_lines; -- all that follows joins with it
end;
$$;
comment on function order_management.judge_import_lines is
  'Credit: the number starts with the profile''s credit prefix, or a negative quantity has a price. Adjustment:
a negative price, a negative quantity without a price, or an order for nobody in which everything is free (a count of stock).
Sale: everything else; a free line beside paid ones, or for a known buyer, is a gift.
Reasons of rejection: wrong_cell_count, missing_order_no, missing_sku, bad_quantity, zero_quantity, bad_price, bad_date,
bad_paid_date, code_too_long, credit_with_positive_quantity, several_buyers, incomplete_order.';
