-- Everything that happens to an order is written to its timeline, by the database and in the same transaction.

create function order_management.picked(row_values jsonb, keys text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_object_agg(key, value) from jsonb_each(row_values) where key = any (keys) and value <> 'null';
$$;
comment on function order_management.picked is 'The named keys of a row that have a value; null when none has.';

create function order_management.write_order_events()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the timeline is granted to nobody
as $$
begin
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role)
    select id, placed_at, 'created', engine.member_id(), engine.current_role_key() from touched;
    return null;
  end if;
  -- Planned anew each time: a plan made for one changed row compares ten thousand with each other.
  execute $query$
    insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values)
    select n.id, change.type, engine.member_id(), engine.current_role_key(), change.old_values, change.new_values
    from touched as n
    join previous as o using (id)
    cross join lateral order_management.order_changes(o, n) as change
    -- An order that is still being written has no history yet.
    where n.created_at <> now()
  $query$;
  return null;
end;
$$;
comment on function order_management.write_order_events is 'Writes what was done to orders themselves.';

create function order_management.order_changes(o public.orders, n public.orders)
returns table (type text, old_values jsonb, new_values jsonb)
language sql immutable security invoker set search_path = ''
as $$
  select t.type, was.values, is_now.values
  from (values
    ('status_changed', array['status', 'lifecycle', 'payment_status', 'fulfillment_status', 'aftersale_status'],
      (o.status, o.lifecycle, o.payment_status, o.fulfillment_status, o.aftersale_status)
        is distinct from (n.status, n.lifecycle, n.payment_status, n.fulfillment_status, n.aftersale_status)),
    ('recipient_changed', array['customer_id', 'ship_name', 'ship_phone'],
      (o.customer_id, o.ship_name, o.ship_phone) is distinct from (n.customer_id, n.ship_name, n.ship_phone)),
    ('address_changed',
      array['ship_country', 'ship_province', 'ship_city', 'ship_district', 'ship_street', 'ship_zip'],
      (o.ship_country, o.ship_province, o.ship_city, o.ship_district, o.ship_street, o.ship_zip)
        is distinct from (n.ship_country, n.ship_province, n.ship_city, n.ship_district, n.ship_street, n.ship_zip)),
    ('note_changed', array['buyer_note', 'seller_note'],
      (o.buyer_note, o.seller_note) is distinct from (n.buyer_note, n.seller_note)),
    ('promise_changed', array['promised_ship_at', 'promised_deliver_at'],
      (o.promised_ship_at, o.promised_deliver_at) is distinct from (n.promised_ship_at, n.promised_deliver_at)),
    ('hold_changed', array['hold_reasons', 'attention_reasons', 'is_sealed'],
      (o.hold_reasons, o.attention_reasons, o.is_sealed)
        is distinct from (n.hold_reasons, n.attention_reasons, n.is_sealed)),
    ('amount_changed', array['goods_total', 'discount_total', 'shipping_total', 'tax_total', 'grand_total', 'pending_difference'],
      (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.pending_difference)
        is distinct from (n.goods_total, n.discount_total, n.shipping_total, n.tax_total, n.pending_difference))
  ) as t (type, keys, has_changed)
  cross join lateral (select order_management.picked(to_jsonb(o), t.keys)) as was (values)
  cross join lateral (select order_management.picked(to_jsonb(n), t.keys)) as is_now (values)
  where t.has_changed;
$$;
comment on function order_management.order_changes is 'What differs between two versions of an order, by kind of event.';
select order_management.watch('orders', 'write_order_events', '{insert,update}');
