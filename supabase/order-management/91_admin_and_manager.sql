-- Admins and managers read everything and keep the master data. What operations write, they cannot write either.

select engine.allow(role_key, e.name, action)
from unnest(array['admin', 'manager']) as role_key, unnest(array['read', 'export']) as action, config.entities as e
where role_key = 'admin' or e.name <> 'outbox';

select engine.allow(role_key, entity, action)
from unnest(array['admin', 'manager']) as role_key,
  unnest(array['create', 'update', 'delete']) as action,
  unnest(array[
    'customers', 'customer_identities', 'suppliers', 'products', 'skus', 'sku_components', 'channel_skus',
    'order_links', 'tasks', 'incidents', 'channels', 'warehouses', 'warehouse_regions', 'carriers', 'carrier_rules',
    'reorder_parameters', 'sla_policies', 'metric_limits', 'report_definitions'
  ]) as entity;
select engine.allow('admin', entity, action)
from unnest(array['create', 'update', 'delete']) as action,
  unnest(array['status_rules', 'automation_rules', 'invoice_series', 'import_profiles']) as entity;
select engine.allow(role_key, entity, 'import')
from unnest(array['admin', 'manager']) as role_key,
  unnest(array['orders', 'customers', 'suppliers', 'products', 'skus', 'channel_skus']) as entity;

-- A new order is a draft without amounts; its lines bring them.
select engine.allow(role_key, entity, action)
from unnest(array['admin', 'manager']) as role_key,
  (values
    ('orders', 'create'), ('orders', 'delete'), ('order_lines', 'create'), ('order_lines', 'delete'),
    ('returns', 'create'), ('return_lines', 'create'), ('complaints', 'create'), ('complaints', 'update')
  ) as t (entity, action);
select engine.allow(role_key, 'returns', 'create', except_fields => '{state}')
from unnest(array['admin', 'manager']) as role_key;

select engine.allow(role_key, t.entity, 'update', fields => t.fields)
from unnest(array['admin', 'manager']) as role_key,
  (values
    ('orders', '{customer_id,assignee_id,promised_ship_at,promised_deliver_at,payment_terms,ship_name,ship_phone,
      ship_country,ship_province,ship_city,ship_district,ship_street,ship_zip,region_code,buyer_note,seller_note,
      tags}'::text[]),
    ('order_lines', '{sku_id,title,spec,supplier_id,ships_apart,available_on}'),
    ('fulfillment_orders', '{ship_by,expected_on}'),
    ('shipments', '{label_url,expected_at,weight_g,cost,note}'),
    ('payments', '{note}'),
    ('refunds', '{note}'),
    ('invoices', '{email,note}'),
    ('returns', '{kind,state,reason_code,description,evidence,deadline,decision_note,carrier_id,tracking_no}'),
    ('return_lines', '{condition,bin}')
  ) as t (entity, fields);
