-- What else fields need: their currency, their unit, which ones people never see, and which only operations write.

select engine.describe_field(table_name, column_name, '{"type": "money", "currency_field": "currency"}')
from engine.columns
where type_name = 'numeric(14,2)'
  and table_name in ('orders', 'payments', 'refunds', 'invoices', 'credits', 'adjustments', 'channels');

select engine.describe_field(table_name, column_name, '{"type": "money", "scale": 4}')
from engine.columns
where column_name in ('unit_price', 'unit_cost', 'cost') and type_name in ('numeric(14,4)', 'numeric(16,6)');

select engine.describe_field('orders', 'ship_due_at', '{"countdown": true}');

select engine.describe_field(table_name, column_name, '{"unit": "g"}')
from engine.columns where column_name like '%weight_g';

select engine.describe_field(table_name, column_name, '{"type": "long_text"}')
from engine.columns
where (table_name, column_name) in (
  ('orders', 'buyer_note'), ('orders', 'seller_note'), ('returns', 'decision_note'), ('incidents', 'findings')
);
select engine.describe_field('skus', 'barcode', '{"type": "barcode"}');
select engine.describe_field('orders', 'ship_phone_masked', '{"type": "text"}');
select engine.describe_field('customers', 'phone_masked', '{"type": "text"}');

select engine.describe_field(table_name, column_name, '{"hidden": true}')
from engine.columns
where column_name in ('warehouse_ids', 'locked_fields', 'merge_hash', 'split_plan', 'version');

-- Granted for writing to no role, admin included: these follow from rows, or an operation sets them.
create function order_management.reserve(entity_name text, variadic field_names text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.describe_field(entity_name, field_name, '{"read_only": true}')
  from unnest(field_names) as field_name;
$$;
comment on function order_management.reserve is 'Fields that people may never write themselves.';

select order_management.reserve('orders',
  'order_no', 'received_at', 'paid_at', 'confirmed_at', 'confirmed_by_id', 'completed_at', 'cancelled_at', 'lifecycle',
  'fulfillment_status', 'aftersale_status', 'hold_reasons', 'attention_reasons', 'is_sealed', 'cancelled_by',
  'cancel_reason', 'goods_total', 'discount_total', 'shipping_total', 'tax_total', 'grand_total', 'paid_total',
  'refunded_total', 'invoiced_total', 'pending_difference', 'platform_discount', 'platform_fee', 'locked_fields',
  'source_updated_at', 'import_batch_id', 'warehouse_ids');
select order_management.reserve('order_lines',
  'unit_cost', 'qty_cancelled', 'qty_shipped', 'qty_delivered', 'qty_returned', 'warehouse_ids');
select order_management.reserve('fulfillment_orders',
  'order_id', 'seq', 'warehouse_id', 'supplier_id', 'status', 'goods', 'discount', 'shipping', 'tax', 'released_at',
  'picked_at', 'packed_at', 'parcel_group_id', 'split_plan', 'supersedes_id', 'is_superseded');
select order_management.reserve('fulfillment_lines',
  'fulfillment_order_id', 'order_line_id', 'order_id', 'warehouse_id', 'qty', 'goods', 'discount', 'shipping', 'tax',
  'qty_shipped', 'qty_delivered');
select order_management.reserve('shipments', 'order_id', 'warehouse_id', 'confirmed_at', 'delivered_at', 'is_void');
select order_management.reserve('shipment_items', 'order_line_id', 'order_id', 'warehouse_id');
select order_management.reserve('tracking_events', 'warehouse_id');
select order_management.reserve('payments',
  'order_id', 'method', 'provider', 'provider_ref', 'currency', 'amount', 'fee', 'state', 'paid_at', 'confirmed_at',
  'confirmed_by_id');
select order_management.reserve('refunds',
  'order_id', 'return_id', 'amount', 'shipping_part', 'reason', 'method', 'state', 'provider', 'provider_ref', 'currency', 'requested_at', 'requested_by_id', 'approved_at', 'approved_by_id', 'rule_id', 'done_at');
select order_management.reserve('refund_lines', 'refund_id', 'order_line_id', 'qty', 'amount');
select order_management.reserve('invoices',
  'order_id', 'kind', 'title', 'tax_no', 'amount', 'voids_id', 'credited_total', 'number', 'currency', 'issued_at', 'issued_by_id');
select order_management.reserve('invoice_series', 'next_number');
select order_management.reserve('returns',
  'requested_at', 'decided_at', 'decided_by_id', 'received_at', 'replacement_order_id');
select order_management.reserve('return_lines', 'warehouse_id');
select order_management.reserve('complaints',
  'state', 'finding', 'measure', 'reply', 'csat', 'first_response_at', 'resolved_at', 'closed_at');
select order_management.reserve('tasks', 'done_at', 'done_by_id');
select order_management.reserve('customers', 'points', 'merged_into_id');

-- Written by the database alone, whole tables of it.
select engine.describe_field(table_name, column_name, '{"read_only": true}')
from engine.columns
where table_name in (
  'order_events', 'stock', 'stock_movements', 'reservations', 'stock_alerts', 'demand_weeks', 'rule_runs', 'outbox',
  'report_runs', 'import_batches', 'import_rows', 'credits', 'credit_lines', 'adjustments'
);
