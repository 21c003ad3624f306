-- Everything that happens to an order is written to its timeline, by the database and in the same transaction.

create function order_management.say(note text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform set_config('order_management.note', coalesce(btrim(say.note), ''), true);
end;
$$;
comment on function order_management.say is
  'The reason in words that goes with everything this transaction does from now on; null for none.';

create function order_management.said()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(current_setting('order_management.note', true), '');
end;
$$;
comment on function order_management.said is 'The reason in words that goes with what this transaction does.';

create function order_management.picked(row_values jsonb, keys text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_object_agg(key, value) from jsonb_each(row_values) where key = any (keys) and value <> 'null';
$$;
comment on function order_management.picked is
  'The named keys of a row that have a value; null when none has.';

-- `touched` and `previous` have no statistics and no index; only a hash join compares many rows quickly.
create function order_management.write_order_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  actor_id uuid;
  role_key text;
  said text;
begin
  -- Most statements of other triggers change nothing.
  if not exists (select from touched) then
    return null;
  end if;
  actor_id := engine.member_id();
  role_key := engine.current_role_key();
  said := order_management.said();
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role)
    select id, placed_at, 'created', actor_id, role_key from touched;
    return null;
  end if;
  insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values, note)
  select n.id, change.type, actor_id, role_key,
    order_management.picked(to_jsonb(o), change.keys), order_management.picked(to_jsonb(n), change.keys), said
  from touched as n
  join previous as o using (id)
  cross join lateral (values
    ('status_changed', '{status,lifecycle,payment_status,fulfillment_status,aftersale_status}'::text[],
      (o.status, o.lifecycle, o.payment_status, o.fulfillment_status, o.aftersale_status)
        is distinct from (n.status, n.lifecycle, n.payment_status, n.fulfillment_status, n.aftersale_status)),
    ('recipient_changed', '{customer_id,ship_name,ship_phone}',
      (o.customer_id, o.ship_name, o.ship_phone) is distinct from (n.customer_id, n.ship_name, n.ship_phone)),
    ('address_changed', '{ship_country,ship_province,ship_city,ship_district,ship_street,ship_zip}',
      (o.ship_country, o.ship_province, o.ship_city, o.ship_district, o.ship_street, o.ship_zip)
        is distinct from (n.ship_country, n.ship_province, n.ship_city, n.ship_district, n.ship_street, n.ship_zip)),
    ('note_changed', '{buyer_note,seller_note}',
      (o.buyer_note, o.seller_note) is distinct from (n.buyer_note, n.seller_note)),
    ('promise_changed', '{promised_ship_at,promised_deliver_at}',
      (o.promised_ship_at, o.promised_deliver_at) is distinct from (n.promised_ship_at, n.promised_deliver_at)),
    ('hold_changed', '{hold_reasons,attention_reasons,is_sealed}',
      (o.hold_reasons, o.attention_reasons, o.is_sealed)
        is distinct from (n.hold_reasons, n.attention_reasons, n.is_sealed)),
    ('amount_changed', '{goods_total,discount_total,shipping_total,tax_total,grand_total,pending_difference}',
      (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.pending_difference)
        is distinct from (n.goods_total, n.discount_total, n.shipping_total, n.tax_total, n.pending_difference))
  ) as change (type, keys, has_changed)
  -- An order that is still being written has no history yet.
  where change.has_changed and n.created_at <> now();
  return null;
end;
$$;
comment on function order_management.write_order_events is
  'Writes what was done to orders themselves, by kind of event.';
select order_management.watch('orders', 'write_order_events', '{insert,update}');
