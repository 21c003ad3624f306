-- Four channels, three warehouses, three carriers and two suppliers. Their names say that they are made up.

insert into public.channels (code, platform, shop_name, time_zone, currency, review_above, second_approval_above)
values
  ('demo-taobao', 'taobao', '演示淘宝店 Demo Taobao shop', 'Asia/Shanghai', 'CNY', 2000, 500),
  ('demo-jd', 'jd', '演示京东店 Demo JD shop', 'Asia/Shanghai', 'CNY', 2000, 500),
  ('demo-amazon', 'amazon', '演示亚马逊店 Demo Amazon shop', 'America/Los_Angeles', 'USD', 400, 100),
  ('demo-shopify', 'shopify', '演示独立站 Demo Shopify store', 'America/Los_Angeles', 'USD', 400, 100);

insert into public.suppliers (code, name, contact_name, phone, email, lead_time_days)
values
  ('DEMO-SUP-1', '演示服饰厂 Demo Garments', '王演示', '12000000001', 'garments@example.com', 12),
  ('DEMO-SUP-2', '演示家居厂 Demo Homeware', 'Demo Smith', '+1 202-555-0101', 'homeware@example.com', 25);

insert into public.warehouses (
  code, name, kind, country, province, city, address, phone, latitude, longitude, priority, cutoff_time
)
values
  ('DEMO-HZ', '杭州演示仓 Hangzhou demo warehouse', 'own', 'CN', '浙江省', '杭州市', '演示路 1 号', '12000000002',
    30.274100, 120.155100, 10, '16:00'),
  ('DEMO-GZ', '广州演示仓 Guangzhou demo warehouse', 'own', 'CN', '广东省', '广州市', '演示路 2 号', '12000000003',
    23.129100, 113.264400, 20, '17:00'),
  ('DEMO-LA', '洛杉矶演示仓 Los Angeles demo warehouse', '3pl', 'US', 'CA', 'Los Angeles', '1 Example Street',
    '+1 202-555-0102', 34.052200, -118.243700, 30, '14:00');

insert into public.warehouse_regions (warehouse_id, region_code)
select w.id, region.code
from public.warehouses as w
join (values ('DEMO-HZ', 'CN'), ('DEMO-GZ', 'CN'), ('DEMO-LA', 'US')) as region (warehouse, code)
  on region.warehouse = w.code;

insert into public.carriers (code, name, tracking_pattern, tracking_url, phone)
values
  ('DEMO-SF', '演示速运 Demo Express', '^SF[0-9]{13}$', 'https://example.com/track/{number}', '12000000004'),
  ('DEMO-ZT', '演示快递 Demo Parcel', '^7[0-9]{13}$', 'https://example.com/track/{number}', '12000000005'),
  ('DEMO-UP', 'Demo Ground', '^1Z[0-9A-Z]{16}$', 'https://example.com/track/{number}', '+1 202-555-0103');

insert into public.carrier_rules (name, carrier_id, priority, warehouse_id, max_weight_g)
select rule.name, c.id, rule.priority, w.id, rule.max_weight_g
from (values
  ('杭州轻件 Light parcels from Hangzhou', 'DEMO-SF', 10, 'DEMO-HZ', 3000),
  ('杭州重件 Heavy parcels from Hangzhou', 'DEMO-ZT', 20, 'DEMO-HZ', null),
  ('广州 From Guangzhou', 'DEMO-ZT', 10, 'DEMO-GZ', null),
  ('海外 From Los Angeles', 'DEMO-UP', 10, 'DEMO-LA', null)
) as rule (name, carrier, priority, warehouse, max_weight_g)
join public.carriers as c on c.code = rule.carrier
join public.warehouses as w on w.code = rule.warehouse;
