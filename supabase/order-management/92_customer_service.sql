-- Customer service talks to buyers: reads orders, corrects contact and address, takes returns and complaints.
-- It changes no amount, and sees neither cost nor profit.

select engine.allow('customer_service', entity, 'read')
from unnest(array[
  'order_events', 'order_links', 'fulfillment_orders', 'fulfillment_lines', 'shipment_items', 'tracking_events',
  'refunds', 'refund_lines', 'invoices', 'returns', 'return_lines', 'complaints', 'customers', 'customer_identities',
  'products', 'sku_components', 'stock', 'channel_skus', 'channels', 'warehouses', 'carriers', 'tasks', 'incidents',
  'sla_policies', 'credits', 'credit_lines'
]) as entity;
select engine.allow('customer_service', t.entity, 'read', except_fields => t.fields)
from (values
  ('orders', '{platform_fee,merge_hash,locked_fields,import_batch_id}'::text[]),
  ('order_lines', '{unit_cost}'),
  ('shipments', '{cost}'),
  ('payments', '{fee}'),
  ('skus', '{cost,supplier_id}')
) as t (entity, fields);

select engine.allow('customer_service', 'orders', 'update', fields => '{ship_name,ship_phone,ship_country,
  ship_province,ship_city,ship_district,ship_street,ship_zip,seller_note,tags,assignee_id}');

select engine.allow('customer_service', 'customers', action, fields => '{name,phone,email,country,tags,note}')
from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', 'returns', 'create', except_fields => '{state}');
select engine.allow('customer_service', 'returns', 'update', fields => '{kind,state,reason_code,description,evidence,
  deadline,decision_note,carrier_id,tracking_no}');
select engine.allow('customer_service', 'return_lines', 'create', fields => '{return_id,order_line_id,qty}');
select engine.allow('customer_service', 'complaints', action) from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', 'order_links', 'create');
select engine.allow('customer_service', 'tasks', action) from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', entity, 'export') from unnest(array['returns', 'complaints']) as entity;
