-- A viewer reads how business goes, and learns nobody's phone number, mail address or street. Free texts are left
-- out, because people write such things into them; so are costs.

select engine.allow('viewer', t.entity, 'read', except_fields => t.fields)
from (values
  ('orders', '{ship_phone,ship_street,ship_zip,buyer_note,seller_note,merge_hash,locked_fields,import_batch_id,
    platform_fee}'::text[]),
  ('order_lines', '{unit_cost}'),
  ('order_events', '{old_values,new_values,note}'),
  ('order_links', '{note}'),
  ('fulfillment_orders', '{split_plan}'),
  ('shipments', '{label_url,cost,note}'),
  ('tracking_events', '{description}'),
  ('payments', '{provider_ref,fee,note}'),
  ('refunds', '{provider_ref,reason,note}'),
  ('returns', '{description,evidence,decision_note,tracking_no}'),
  ('complaints', '{subject,description,finding,measure,reply}'),
  ('customers', '{phone,email,note}'),
  ('suppliers', '{contact_name,phone,email,address}'),
  ('skus', '{cost}'),
  ('stock_movements', '{unit_cost,note}'),
  ('warehouses', '{phone,address}'),
  ('carriers', '{phone}')
) as t (entity, fields);
select engine.allow('viewer', entity, 'read')
from unnest(array[
  'fulfillment_lines', 'shipment_items', 'refund_lines', 'return_lines', 'products', 'sku_components', 'channel_skus',
  'stock', 'stock_alerts', 'channels', 'metric_limits', 'report_definitions'
]) as entity;
