-- Who gets an order, and where. It can change until a warehouse begins, for every client; customers themselves may change
-- what their shop allows, within a time after the order was confirmed.

create function order_management.orders__keep_recipient()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if new.lifecycle in ('completed', 'cancelled') or order_management.has_begun(new.id) or order_management.has_left(new.id) then
    perform engine.refuse(
      'recipient_is_fixed', 'This order is over or on its way; its recipient can no longer change',
      jsonb_build_object('order_no', new.order_no), 'PT409'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.orders__keep_recipient is
  'Recipient and address stay as they are once a warehouse has begun (reason recipient_is_fixed, 409).';
create trigger orders__keep_recipient
  before update of ship_name, ship_phone, ship_country, ship_province, ship_city, ship_district, ship_street, ship_zip
  on public.orders
  for each row when (
    (old.ship_name, old.ship_phone, old.ship_country, old.ship_province, old.ship_city, old.ship_district, old.ship_street,
      old.ship_zip)
    is distinct from (new.ship_name, new.ship_phone, new.ship_country, new.ship_province, new.ship_city, new.ship_district,
      new.ship_street, new.ship_zip)
  )
  execute function order_management.orders__keep_recipient();

create function order_management.change_recipient(
  order_id bigint, ship_name text default null, ship_phone text default null, ship_province text default null,
  ship_city text default null, ship_district text default null, ship_street text default null, ship_zip text default null,
  note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
begin
  perform order_management.start_work(order_id, order_management.require_note(note));
  update public.orders as o
  set ship_name = coalesce(change_recipient.ship_name, o.ship_name), ship_phone = coalesce(change_recipient.ship_phone, o.ship_phone),
    ship_province = coalesce(change_recipient.ship_province, o.ship_province),
    ship_city = coalesce(change_recipient.ship_city, o.ship_city),
    ship_district = coalesce(change_recipient.ship_district, o.ship_district),
    ship_street = coalesce(change_recipient.ship_street, o.ship_street), ship_zip = coalesce(change_recipient.ship_zip, o.ship_zip)
  where o.id = change_recipient.order_id;
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.change_recipient is
  'Another recipient or address, and why; what is not given stays. Reasons unknown_order (404), note_missing,
recipient_is_fixed (409).';

create function order_management.change_for_customer(
  order_id bigint, ship_name text default null, ship_phone text default null, ship_province text default null,
  ship_city text default null, ship_district text default null, ship_street text default null, ship_zip text default null,
  note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
  wanted constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'ship_name', ship_name, 'ship_phone', ship_phone, 'ship_province', ship_province, 'ship_city', ship_city,
    'ship_district', ship_district, 'ship_street', ship_street, 'ship_zip', ship_zip
  ));
  shop public.channels;
  closed_field text;
begin
  select c.* into shop from public.channels as c where c.id = whole.channel_id;
  if now() > whole.confirmed_at + make_interval(mins => shop.change_window_minutes) then
    perform engine.refuse(
      'change_window_closed', format('Customers may change an order for %s minutes', shop.change_window_minutes),
      jsonb_build_object('minutes', shop.change_window_minutes), 'PT409'
    );
  end if;
  select w.key into closed_field from jsonb_each_text(wanted) as w
  where w.value is distinct from to_jsonb(whole) ->> w.key and w.key <> all (shop.change_fields) order by w.key limit 1;
  if found then
    perform engine.refuse(
      'field_not_open', 'Customers may not change this', jsonb_build_object('field', closed_field), '42501'
    );
  end if;
  return order_management.change_recipient(
    order_id, ship_name, ship_phone, ship_province, ship_city, ship_district, ship_street, ship_zip,
    coalesce(nullif(btrim(note), ''), 'By the customer')
  );
end;
$$;
comment on function order_management.change_for_customer is
  'What a customer wants changed, within the time that his shop gives after confirming and only the fields that it opens.
Reasons unknown_order (404), change_window_closed, recipient_is_fixed (409), field_not_open (403).';
