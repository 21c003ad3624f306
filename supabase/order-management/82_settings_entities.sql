-- Reports, settings, and the tables that are seen only inside a record of another one.

select order_management.adopt(
  t."group", t."position", t.table_name, t.icon, t.title_field, t.list_fields, t.search_fields, t.default_sort
)
from (values
  ('reports', 610, 'report_runs', 'BarChartOutlined', 'period_start',
    '{definition_id,period_start,period_end,made_at}'::text[], '{}'::text[], '-period_start'),
  ('reports', 620, 'report_definitions', 'ScheduleOutlined', 'name',
    '{code,name,period,due_time,role_keys,is_active}', '{code,name}', 'name'),
  ('reports', 630, 'metric_limits', 'DashboardOutlined', 'metric',
    '{metric,platform,warning_at,limit_at,higher_is_better,source,valid_from}', '{metric,platform}',
    'metric,platform'),

  ('settings', 710, 'channels', 'ShopOutlined', 'shop_name',
    '{code,shop_name,platform,time_zone,currency,split_policy,is_active}', '{code,shop_name}', 'shop_name'),
  ('settings', 720, 'warehouses', 'HomeOutlined', 'name',
    '{code,name,kind,province,city,priority,cutoff_time,is_active}', '{code,name}', 'priority,id'),
  ('settings', 730, 'carriers', 'CarOutlined', 'name',
    '{code,name,tracking_pattern,tracking_url,phone,is_active}', '{code,name}', 'name'),
  ('settings', 740, 'carrier_rules', 'NodeIndexOutlined', 'name',
    '{name,carrier_id,priority,warehouse_id,channel_id,region_code,shipping_class,is_active}', '{name}', 'priority'),
  ('settings', 750, 'sla_policies', 'ClockCircleOutlined', 'stage',
    '{stage,channel_id,hours,calendar,is_active}', '{}', 'stage'),
  ('settings', 760, 'status_rules', 'BranchesOutlined', 'to_state',
    '{axis,from_state,to_state,role_key,guards,is_active}', '{}', 'axis,from_state'),
  ('settings', 770, 'automation_rules', 'ThunderboltOutlined', 'name',
    '{name,event,priority,is_active}', '{name}', 'priority'),
  ('settings', 780, 'rule_runs', 'CodeOutlined', 'id',
    '{at,rule_id,order_id,state,log}', '{}', '-at,-id'),
  ('settings', 790, 'outbox', 'MailOutlined', 'topic',
    '{topic,order_id,attempts,next_at,done_at,last_error}', '{topic}', '-id'),
  ('settings', 795, 'invoice_series', 'NumberOutlined', 'prefix',
    '{kind,prefix,next_number,is_active}', '{}', 'kind')
) as t ("group", "position", table_name, icon, title_field, list_fields, search_fields, default_sort);

select engine.adopt_table(t.table_name, jsonb_build_object(
  'is_hidden', true, 'audit', t.is_audited, 'title_field', t.title_field, 'list_fields', t.list_fields,
  'default_sort', t.default_sort, 'position', t.position
))
from (values
  (810, 'order_lines', true, 'title',
    '{line_no,sku_id,title,spec,qty,unit_price,goods,line_discount,discount_share,net,tax,total,qty_shipped}'::text[],
    'line_no'),
  (820, 'fulfillment_lines', true, 'id',
    '{fulfillment_order_id,order_line_id,warehouse_id,qty,net,qty_shipped,qty_delivered}', 'id'),
  (830, 'shipment_items', true, 'id', '{shipment_id,order_line_id,qty}', 'id'),
  (840, 'tracking_events', false, 'code', '{at,code,location,description}', '-at'),
  (850, 'order_events', false, 'type', '{at,type,actor_id,actor_role,old_values,new_values,note}', '-at,-id'),
  (860, 'order_links', true, 'kind', '{from_order_id,kind,to_order_id,note}', 'id'),
  (870, 'refund_lines', true, 'id', '{order_line_id,qty,amount}', 'id'),
  (880, 'return_lines', true, 'id', '{order_line_id,qty,condition,warehouse_id,bin}', 'id'),
  (890, 'customer_identities', true, 'external_buyer_id', '{channel_id,external_buyer_id,buyer_name}', 'id'),
  (900, 'sku_components', true, 'id', '{component_id,qty}', 'id'),
  (910, 'warehouse_regions', true, 'region_code', '{region_code,is_allowed,priority}', 'region_code')
) as t (position, table_name, is_audited, title_field, list_fields, default_sort);
