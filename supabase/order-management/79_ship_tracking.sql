-- Where parcels are, and what customers are told about it.

create function order_management.require_tracking_no(tracking_no text)
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  -- Labels print the number in groups; scanners and people send the gaps along.
  number constant text := upper(regexp_replace(coalesce(tracking_no, ''), '\s', '', 'g'));
begin
  if number = '' then
    perform engine.refuse('tracking_number_missing', 'Enter or scan the tracking number', '{"field": "tracking_no"}', '22023');
  end if;
  return number;
end;
$$;
comment on function order_management.require_tracking_no is
  'A tracking number without gaps, in capitals. Reason tracking_number_missing.';

create function order_management.require_carrier(carrier_id bigint, number text, shipment_id bigint)
returns public.carriers
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
declare
  carrier public.carriers;
begin
  select c.* into carrier from public.carriers as c where c.id = carrier_id and c.is_active;
  if not found then
    perform engine.refuse('carrier_missing', 'Choose a carrier that is active', '{"field": "carrier_id"}', '22023');
  elsif exists (
    select from public.shipments as s
    where (s.carrier_id, s.tracking_no) = (carrier.id, number) and s.id <> shipment_id
  ) then
    perform engine.refuse(
      'tracking_number_taken', 'Another parcel has this tracking number', '{"field": "tracking_no"}', 'PT409'
    );
  end if;
  return carrier;
end;
$$;
comment on function order_management.require_carrier is
  'An active carrier that has not used this number for another parcel. Reasons carrier_missing, tracking_number_taken (409).';

create function order_management.tell_customer(shipment_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, order_id, dedupe_key, payload)
  select 'customer.parcel_shipped', o.id, format('parcel_shipped:%s:%s', s.id, o.id), jsonb_build_object(
    'order_no', o.order_no, 'parcel', s.shipment_no, 'carrier', c.name, 'tracking_no', s.tracking_no,
    'tracking_url', replace(c.tracking_url, '{number}', s.tracking_no), 'expected_at', s.expected_at
  )
  from public.shipments as s
  join public.carriers as c on c.id = s.carrier_id
  join public.orders as o on o.id in (
    select i.order_id from public.shipment_items as i where i.shipment_id = s.id
  )
  where s.id = tell_customer.shipment_id
  order by o.id
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.tell_customer is
  'Queues one message per order of a parcel: carrier, tracking number and expected day. Never a second one.';

create function order_management.record_tracking(
  shipment_id bigint, code text, at timestamptz default null, location text default null, description text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tracking is granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{shipped,delivered}');
  moment constant timestamptz := coalesce(at, now());
begin
  if moment < parcel.shipped_at - interval '1 day' or moment > now() + interval '5 minutes' then
    perform engine.refuse(
      'invalid_time', 'It happened after the parcel left, and not in the future', '{"field": "at"}', '22023'
    );
  end if;
  insert into public.tracking_events (shipment_id, at, code, location, description)
  values (
    record_tracking.shipment_id, moment, record_tracking.code, nullif(btrim(record_tracking.location), ''),
    nullif(btrim(record_tracking.description), '')
  )
  on conflict on constraint event_is_recorded_once do nothing;
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.record_tracking is
  'What a carrier reports about a parcel that has left; `delivered` is its delivery. The same report again changes nothing.
Reasons unknown_record (404), not_at_this_step (409), invalid_time.';

create function order_management.correct_parcel(
  shipment_id bigint, carrier_id bigint, tracking_no text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed,shipped}');
  number text := nullif(btrim(tracking_no), '');
  carrier public.carriers;
begin
  if number is not null or parcel.status = 'shipped' then
    number := order_management.require_tracking_no(tracking_no);
  end if;
  carrier := order_management.require_carrier(carrier_id, number, parcel.id);
  perform order_management.say(order_management.require_note(note));
  update public.shipments as s set carrier_id = carrier.id, tracking_no = number where s.id = parcel.id;
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.correct_parcel is
  'Another carrier or tracking number than was chosen, and why; the timeline keeps both. Reasons unknown_record (404),
not_at_this_step, tracking_number_taken (409), carrier_missing, tracking_number_missing, invalid_tracking_number, note_missing.';
