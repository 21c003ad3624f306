-- Sixteen products in forty SKUs, listed on every channel. Clothes and homeware lie in Hangzhou, shoes and bags in
-- Guangzhou, and everything in Los Angeles for customers in America.

create temporary table demo_products on commit drop as
select * from (values
  ('TS', '纯棉圆领T恤 Cotton crew-neck T-shirt', '服装 Clothes', 59.00, 18.50, 220,
    array['白色 White M', '白色 White L', '黑色 Black M', '黑色 Black L']),
  ('SH', '亚麻衬衫 Linen shirt', '服装 Clothes', 139.00, 52.00, 280, array['米色 Beige M', '米色 Beige L', '蓝色 Blue M']),
  ('JK', '轻薄羽绒服 Light down jacket', '服装 Clothes', 399.00, 168.00, 520, array['黑色 Black M', '黑色 Black L', '红色 Red M']),
  ('JN', '直筒牛仔裤 Straight jeans', '服装 Clothes', 179.00, 66.00, 640, array['30', '32', '34']),
  ('DR', '碎花连衣裙 Floral dress', '服装 Clothes', 229.00, 81.00, 350, array['S', 'M']),
  ('SK', '羊毛袜三双装 Wool socks, three pairs', '服装 Clothes', 49.00, 15.00, 150, array['均码 One size']),
  ('SN', '休闲运动鞋 Casual sneakers', '鞋靴 Shoes', 269.00, 105.00, 980, array['38', '40', '42', '44']),
  ('BT', '切尔西短靴 Chelsea boots', '鞋靴 Shoes', 459.00, 190.00, 1250, array['39', '41', '43']),
  ('SL', '居家拖鞋 House slippers', '鞋靴 Shoes', 39.00, 11.00, 300, array['灰色 Grey', '粉色 Pink']),
  ('BG', '帆布双肩包 Canvas backpack', '箱包 Bags', 199.00, 74.00, 720, array['卡其 Khaki', '藏青 Navy']),
  ('WL', '牛皮钱包 Leather wallet', '箱包 Bags', 159.00, 58.00, 130, array['棕色 Brown']),
  ('MG', '陶瓷马克杯 Ceramic mug', '家居 Home', 45.00, 13.00, 380, array['白色 White', '绿色 Green']),
  ('TW', '纯棉浴巾 Cotton bath towel', '家居 Home', 69.00, 24.00, 450, array['米色 Beige', '蓝色 Blue']),
  ('LM', '护眼台灯 Desk lamp', '家居 Home', 189.00, 72.00, 1100, array['白色 White', '黑色 Black']),
  ('BD', '四件套床品 Four-piece bedding set', '家居 Home', 329.00, 140.00, 2400, array['1.5 m', '1.8 m']),
  ('CU', '不锈钢保温杯 Steel vacuum flask', '家居 Home', 99.00, 35.00, 360,
    array['银色 Silver', '蓝色 Blue', '粉色 Pink', '黑色 Black'])
) as p (code, name, category, price, cost, weight_g, specs);

insert into public.products (product_code, name, category, brand, description)
select 'DEMO-' || code, name, category, '演示 Demo', '演示商品，非真实商品。Synthetic product for demonstration.'
from demo_products
order by code;

insert into public.skus (
  sku_code, product_id, name, spec, barcode, price, cost, weight_g, supplier_id, lead_time_days, safety_stock
)
select format('DEMO-%s-%s', d.code, s.position), p.id, d.name, s.spec,
  '200' || lpad((row_number() over (order by d.code, s.position))::text, 10, '0'), -- 200…: for use inside a shop
  d.price, d.cost, d.weight_g, sup.id, case when d.category like '家居%' then 25 else 12 end, 20
from demo_products as d
cross join unnest(d.specs) with ordinality as s (spec, position)
join public.products as p on p.product_code = 'DEMO-' || d.code
join public.suppliers as sup
  on sup.code = case when d.category like '家居%' then 'DEMO-SUP-2' else 'DEMO-SUP-1' end
order by d.code, s.position;

insert into public.channel_skus (channel_id, external_sku, external_item_id, title, sku_id, buffer)
select c.id, s.sku_code, (c.id * 100000 + s.id)::text, s.name || ' ' || s.spec, s.id, 2
from public.channels as c
cross join public.skus as s
where c.code like 'demo-%' and s.sku_code like 'DEMO-%'
order by c.id, s.id;
analyze public.skus, public.products;
