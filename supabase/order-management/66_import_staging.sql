-- What comes before the first chunk: the channel of the file, and the check that every row is there.

create function order_management.import_channel(profile_id bigint)
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.channels (code, platform, shop_name, time_zone, currency)
  select p.channel_code, p.platform, p.shop_name, p.time_zone, p.currency
  from public.import_profiles as p where p.id = profile_id
  on conflict on constraint channel_code_is_unique do nothing;
  return (
    select c.id from public.channels as c
    join public.import_profiles as p on p.channel_code = c.code where p.id = profile_id
  );
end;
$$;
comment on function order_management.import_channel is 'The channel of a profile; it is created with the first import.';

create function order_management.finish_staging(batch_id bigint)
returns public.import_batches
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  batch public.import_batches;
begin
  update public.import_batches as b set state = 'orders'
  where b.id = batch_id and b.state = 'staging'
    and b.row_count = (select count(*) from public.import_rows as r where r.batch_id = b.id)
  returning b.* into batch;
  if batch.id is null then
    perform engine.refuse('rows_are_missing', 'Not every row of the file has been staged');
  end if;
  analyze public.import_rows;
  return batch;
end;
$$;
comment on function order_management.finish_staging is
  'Opens a batch for continue_import once all its rows are staged (reason rows_are_missing).';
