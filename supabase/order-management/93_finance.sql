-- Finance follows the money: confirms payments, pays back, issues invoices. It ships nothing.

select engine.allow('finance', e.name, 'read')
from config.entities as e
where e.name in (
  'orders', 'order_lines', 'order_events', 'order_links', 'payments', 'refunds', 'refund_lines', 'invoices',
  'invoice_series', 'credits', 'credit_lines', 'adjustments', 'customers', 'returns', 'return_lines',
  'fulfillment_orders', 'fulfillment_lines', 'shipments', 'shipment_items', 'products', 'skus', 'stock',
  'stock_movements', 'suppliers', 'channels', 'warehouses', 'carriers', 'tasks', 'report_definitions', 'report_runs',
  'metric_limits'
);

select engine.allow('finance', t.entity, 'update', fields => t.fields)
from (values
  ('payments', '{note}'::text[]),
  ('refunds', '{note}'),
  ('invoices', '{email,note}')
) as t (entity, fields);
select engine.allow('finance', 'tasks', action) from unnest(array['create', 'update']) as action;
select engine.allow('finance', entity, 'export')
from unnest(array[
  'orders', 'order_lines', 'payments', 'refunds', 'refund_lines', 'invoices', 'credits', 'credit_lines', 'adjustments'
]) as entity;
