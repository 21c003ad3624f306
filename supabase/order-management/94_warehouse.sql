-- The warehouse sees what its own warehouses ship and no money at all. Fields are listed, so that a field added
-- later stays hidden until somebody decides otherwise.

select engine.allow('warehouse', t.entity, 'read', fields => t.fields, scope => t.scope)
from (values
  ('orders', '{order_no,external_no,channel_id,placed_at,confirmed_at,promised_ship_at,promised_deliver_at,ship_due_at,lifecycle,
    fulfillment_status,aftersale_status,status,hold_reasons,is_sealed,ship_name,ship_phone,ship_phone_masked,
    ship_country,ship_province,ship_city,ship_district,ship_street,ship_zip,region_code,buyer_note,seller_note,tags,
    created_at}'::text[], 'shipped_by_own_warehouses'),
  ('order_lines', '{order_id,line_no,sku_id,external_sku,title,spec,qty,qty_cancelled,qty_shipped,qty_delivered,
    qty_returned,requires_shipping,ships_apart,available_on,is_gift}', 'shipped_by_own_warehouses'),
  ('order_events', '{order_id,at,type,actor_id,actor_role}', 'order_is_visible'),
  ('fulfillment_orders', '{fulfillment_no,order_id,seq,warehouse_id,status,ship_by,expected_on,released_at,picked_at,
    packed_at,parcel_group_id,created_at}', 'own_warehouses'),
  ('fulfillment_lines', '{fulfillment_order_id,order_line_id,order_id,warehouse_id,qty,qty_shipped,qty_delivered}',
    'own_warehouses'),
  ('shipments', '{shipment_no,fulfillment_order_id,order_id,warehouse_id,carrier_id,tracking_no,label_url,shipped_at,
    confirmed_at,expected_at,delivered_at,is_void,status,weight_g,note,created_at}', 'own_warehouses'),
  ('shipment_items', '{shipment_id,fulfillment_line_id,order_line_id,order_id,warehouse_id,qty}', 'own_warehouses'),
  ('tracking_events', '{shipment_id,warehouse_id,at,code,location,description}', 'own_warehouses'),
  ('returns', '{return_no,order_id,kind,state,reason_code,description,evidence,requested_at,deadline,warehouse_id,
    carrier_id,tracking_no,received_at}', 'own_warehouses'),
  ('return_lines', '{return_id,order_line_id,warehouse_id,qty,condition,bin}', 'own_warehouses'),
  ('stock', '{warehouse_id,sku_id,on_hand,reserved,incoming,available,safety_stock,bin,counted_at}', 'own_warehouses'),
  ('stock_movements', '{warehouse_id,sku_id,qty,kind,ref_table,ref_id,at,actor_id,note}', 'own_warehouses'),
  ('reservations', '{fulfillment_line_id,warehouse_id,sku_id,qty,state,expires_at,created_at}', 'own_warehouses'),
  ('stock_alerts', '{warehouse_id,sku_id,available,safety_stock,raised_at,cleared_at}', 'own_warehouses'),
  ('warehouses', '{code,name,kind,country,province,city,address,phone,priority,cutoff_time,is_active}',
    'own_warehouse_records'),
  ('tasks', '{title,description,role_key,assignee_id,order_id,state,due_at,done_at,done_by_id}',
    'tasks_of_warehouse_staff'),
  ('channels', '{code,platform,shop_name,time_zone}', null),
  ('carriers', '{code,name,tracking_pattern,tracking_url,phone,is_active}', null),
  ('products', '{product_code,name,category,brand,is_active}', null),
  ('skus', '{sku_code,product_id,name,spec,barcode,weight_g,shipping_class,safety_stock,is_active}', null),
  ('sku_components', '{sku_id,component_id,qty}', null),
  ('incidents', '{incident_no,type,title,description,plan,is_drill,carrier_id,warehouse_id,owner_id,opened_at,
    closed_at,findings}', null)
) as t (entity, fields, scope);

select engine.allow('warehouse', t.entity, t.action, fields => t.fields, scope => t.scope)
from (values
  ('shipments', 'update', '{label_url,expected_at,weight_g,note}'::text[], 'own_warehouses'),
  ('return_lines', 'update', '{condition,bin}', 'own_warehouses'),
  ('tasks', 'update', '{state}', 'tasks_of_warehouse_staff')
) as t (entity, action, fields, scope);
