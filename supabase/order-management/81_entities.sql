-- What clerks work with: every table of daily business as an entity.

create function order_management.adopt(
  "group" text, "position" integer, table_name text, icon text, title_field text,
  list_fields text[], search_fields text[], default_sort text
)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.adopt_table(table_name, jsonb_build_object(
    'group', "group", 'position', "position", 'icon', icon, 'title_field', title_field,
    'list_fields', list_fields, 'search_fields', search_fields, 'default_sort', default_sort,
    -- A ledger is its own history.
    'audit', table_name not in ('stock', 'stock_movements', 'reservations', 'demand_weeks', 'rule_runs', 'outbox')
  ));
$$;
comment on function order_management.adopt is 'An entity of the navigation, in one line.';

select order_management.adopt(
  t."group", t."position", t.table_name, t.icon, t.title_field, t.list_fields, t.search_fields, t.default_sort
)
from (values
  ('orders', 10, 'orders', 'ShoppingCartOutlined', 'order_no',
    '{order_no,external_no,channel_id,status,payment_status,ship_name,grand_total,placed_at,ship_due_at}'::text[],
    '{order_no,external_no,ship_name,ship_phone}'::text[], '-placed_at,-id'),
  ('orders', 20, 'tasks', 'CheckSquareOutlined', 'title',
    '{title,state,role_key,assignee_id,order_id,due_at}', '{title}', 'due_at'),

  ('fulfilment', 110, 'fulfillment_orders', 'ApartmentOutlined', 'fulfillment_no',
    '{fulfillment_no,order_id,seq,warehouse_id,supplier_id,status,ship_by,total}', '{fulfillment_no}',
    '-created_at,-id'),
  ('fulfilment', 120, 'shipments', 'InboxOutlined', 'shipment_no',
    '{shipment_no,order_id,warehouse_id,carrier_id,tracking_no,status,shipped_at,delivered_at}',
    '{shipment_no,tracking_no}', '-shipped_at,-id'),
  ('fulfilment', 130, 'incidents', 'AlertOutlined', 'title',
    '{incident_no,type,title,is_drill,owner_id,opened_at,closed_at}', '{incident_no,title}', '-opened_at'),

  ('finance', 210, 'payments', 'PayCircleOutlined', 'payment_no',
    '{payment_no,order_id,method,amount,state,paid_at,confirmed_by_id}', '{payment_no,provider_ref}',
    '-created_at,-id'),
  ('finance', 220, 'refunds', 'RollbackOutlined', 'refund_no',
    '{refund_no,order_id,amount,state,reason,requested_at,requested_by_id,done_at}', '{refund_no,provider_ref}',
    '-requested_at,-id'),
  ('finance', 230, 'invoices', 'FileTextOutlined', 'number',
    '{number,order_id,kind,state,title,amount,issued_at,issued_by_id}', '{number,title,tax_no}', '-issued_at,-id'),

  ('after_sales', 310, 'returns', 'SwapOutlined', 'return_no',
    '{return_no,order_id,kind,state,reason_code,warehouse_id,requested_at,deadline}', '{return_no,tracking_no}',
    '-requested_at,-id'),
  ('after_sales', 320, 'complaints', 'CommentOutlined', 'complaint_no',
    '{complaint_no,subject,type,severity,state,order_id,assignee_id,due_at}', '{complaint_no,subject}',
    '-created_at,-id'),

  ('customers', 410, 'customers', 'TeamOutlined', 'name',
    '{name,phone,email,level,points,tags,created_at}', '{name,phone,email}', '-created_at,-id'),

  ('stock', 510, 'products', 'ShoppingOutlined', 'name',
    '{product_code,name,category,brand,is_active}', '{product_code,name}', 'name'),
  ('stock', 520, 'skus', 'BarcodeOutlined', 'name',
    '{sku_code,name,spec,product_id,barcode,price,cost,supplier_id,is_active}', '{sku_code,name,barcode}', 'sku_code'),
  ('stock', 530, 'stock', 'DatabaseOutlined', 'sku_id',
    '{warehouse_id,sku_id,on_hand,reserved,available,incoming,safety_stock,bin}', '{bin}', 'warehouse_id,sku_id'),
  ('stock', 540, 'stock_movements', 'HistoryOutlined', 'id',
    '{at,warehouse_id,sku_id,kind,qty,ref_table,ref_id,actor_id}', '{note}', '-at,-id'),
  ('stock', 550, 'reservations', 'LockOutlined', 'id',
    '{warehouse_id,sku_id,qty,state,fulfillment_line_id,expires_at,created_at}', '{}', '-id'),
  ('stock', 560, 'stock_alerts', 'BellOutlined', 'id',
    '{warehouse_id,sku_id,available,safety_stock,raised_at,cleared_at}', '{}', '-raised_at'),
  ('stock', 570, 'channel_skus', 'TagsOutlined', 'external_sku',
    '{channel_id,external_sku,title,sku_id,qty_factor,buffer,is_active}', '{external_sku,title}',
    'channel_id,external_sku'),
  ('stock', 580, 'suppliers', 'ShopOutlined', 'name',
    '{code,name,contact_name,phone,lead_time_days,is_dropshipper,is_active}', '{code,name}', 'name'),
  ('stock', 590, 'reorder_parameters', 'ControlOutlined', 'id',
    '{sku_id,warehouse_id,service_factor,review_days,min_order_qty,pack_size,uplift}', '{}', 'sku_id'),
  ('stock', 595, 'demand_weeks', 'LineChartOutlined', 'week',
    '{sku_id,warehouse_id,week,qty,stockout_days}', '{}', '-week,-id')
) as t ("group", "position", table_name, icon, title_field, list_fields, search_fields, default_sort);
