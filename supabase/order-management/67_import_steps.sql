-- The import of a staged file, chunk by chunk. Each call is one transaction, so a killed import goes on where it was.

create function order_management.write_back(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.import_rows as r
  set state = l.state, reason = l.reason, order_id = l.order_id,
    detail = case when l.state = 'rejected' then jsonb_strip_nulls(jsonb_build_object(
      'row', l.detail -> 'row',
      'value', case l.reason
        when 'wrong_cell_count' then l.detail ->> 'cells'
        when 'bad_quantity' then l.detail ->> 'quantity'
        when 'bad_price' then l.detail ->> 'unit_price'
        when 'bad_date' then l.detail ->> 'placed_at'
        when 'bad_paid_date' then l.detail ->> 'paid_at'
        else l.detail ->> 'value'
      end
    )) end
  from pg_temp.import_lines as l
  where r.batch_id = batch.id and r.row_no = l.row_no and l.state <> 'new';
end;
$$;
comment on function order_management.write_back is 'Notes on the staged rows what became of them.';

create function order_management.add_import_totals(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.import_batches as b
  set order_no_count = b.order_no_count + t.numbers,
    credit_no_count = b.credit_no_count + t.credit_numbers,
    signed_sum = b.signed_sum + t.signed_sum
  from (
    select count(distinct l.external_no) as numbers,
      count(distinct l.external_no) filter (where starts_with(l.external_no, p.credit_prefix)) as credit_numbers,
      coalesce(sum(l.quantity * l.unit_price), 0) as signed_sum
    from pg_temp.import_lines as l
    cross join public.import_profiles as p
    where p.id = batch.profile_id
  ) as t
  where b.id = batch.id and batch.state = 'orders';
end;
$$;
comment on function order_management.add_import_totals is
  'Counts the numbers of the work table and sums up quantity x price of its rows, rejected ones included.';

create function order_management.import_sales(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.recognise_orders(batch);
  delete from pg_temp.import_lines where kind = 'credit' and state = 'new'; -- their turn comes when all sales are in
  perform order_management.import_customers(batch);
  perform order_management.import_skus(batch);
  perform order_management.create_orders(batch);
  perform order_management.create_order_lines(batch);
  perform order_management.import_payments(batch);
  perform order_management.import_adjustments(batch);
  update pg_temp.import_lines set state = 'created' where state = 'new';
end;
$$;
comment on function order_management.import_sales is 'Everything of a chunk but its credits.';

create function order_management.import_part(
  batch public.import_batches, chunk integer, order_nos text[], refusal text
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.load_import_lines(batch, chunk);
  delete from pg_temp.import_lines where coalesce(external_no, '') <> all (order_nos);
  perform order_management.add_import_totals(batch);
  if refusal is not null then
    update pg_temp.import_lines
    set state = 'rejected', reason = 'refused_by_database', detail = jsonb_build_object('value', refusal)
    where true;
  else
    perform order_management.judge_import_lines(batch);
    if batch.state = 'orders' then
      perform order_management.import_sales(batch);
    else
      perform order_management.import_customers(batch);
      perform order_management.import_skus(batch);
      perform order_management.import_credits(batch);
    end if;
  end if;
  perform order_management.write_back(batch);
  set constraints all immediate; -- what is checked at commit is checked here, while it can still be told apart
  set constraints all deferred;
end;
$$;
comment on function order_management.import_part is
  'Imports the open rows of a chunk, or (order_nos) those of some of its orders; with a refusal it rejects them instead.
Fails as a whole when the database refuses one of them.';

create function order_management.import_chunk(
  batch public.import_batches, chunk integer, order_nos text[] default null
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  refusal text;
  half integer;
begin
  perform order_management.import_part(batch, chunk, order_nos, null);
exception when integrity_constraint_violation or data_exception or raise_exception then
  get stacked diagnostics refusal = message_text;
  order_nos := coalesce(order_nos, (
    select array_agg(distinct coalesce(c.external_no, '')) from order_management.import_cells(batch, chunk) as c
  ));
  half := cardinality(order_nos) / 2;
  if half = 0 then
    perform order_management.import_part(batch, chunk, order_nos, refusal);
  else
    perform order_management.import_chunk(batch, chunk, order_nos[:half]);
    perform order_management.import_chunk(batch, chunk, order_nos[half + 1:]);
  end if;
end;
$$;
comment on function order_management.import_chunk is
  'Imports a chunk. An order that the database refuses is found by halving and rejected alone (reason
refused_by_database).';

create function order_management.finish_import(batch_id bigint)
returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.import_batches as b
  set state = 'done', finished_at = now(), created_count = c.created, updated_count = c.updated,
    unchanged_count = c.unchanged, rejected_count = c.rejected
  from (
    select count(*) filter (where r.state = 'created') as created,
      count(*) filter (where r.state = 'updated') as updated,
      count(*) filter (where r.state = 'unchanged') as unchanged,
      count(*) filter (where r.state = 'rejected') as rejected
    from public.import_rows as r where r.batch_id = finish_import.batch_id
  ) as c
  where b.id = finish_import.batch_id;
$$;
comment on function order_management.finish_import is
  'Closes a batch. Refused by finished_batch_accounts_for_every_row while a row is neither imported nor rejected.';

create function order_management.continue_import(batch_id bigint)
returns public.import_batches
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  batch public.import_batches;
  chunk integer;
begin
  select b.* into batch from public.import_batches as b where b.id = batch_id for update;
  if batch.state not in ('orders', 'credits') then
    return batch;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('order_management.import', batch.channel_id));
  select min(r.chunk) into chunk from public.import_rows as r
  where r.batch_id = batch.id and r.state = 'new' and r.chunk >= batch.next_chunk;
  if chunk is not null then
    perform order_management.import_chunk(batch, chunk);
    update public.import_batches as b set next_chunk = chunk + 1 where b.id = batch.id;
  elsif batch.state = 'orders' then
    update public.import_batches as b set state = 'credits', next_chunk = 0 where b.id = batch.id;
  else
    perform order_management.finish_import(batch.id);
  end if;
  select b.* into batch from public.import_batches as b where b.id = batch_id;
  return batch;
end;
$$;
comment on function order_management.continue_import is
  'Does the next chunk of a staged batch and returns the batch: first all sales, then all credits, until its
state is done. Call it in a transaction of its own each time.';
