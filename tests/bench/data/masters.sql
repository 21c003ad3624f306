-- Channels, warehouses, goods and customers for the benchmark. Every value follows from its number.

insert into public.channels (code, platform, shop_name)
select 'bench-' || p.platform, p.platform, 'Bench ' || p.platform
from unnest(array['taobao', 'jd', 'amazon', 'shopify']) as p (platform);

-- Ten busy warehouses, and one that has next to nothing.
insert into public.warehouses (code, name, priority)
select 'BENCH-' || i, '仓库 Warehouse ' || i, i * 10 from generate_series(1, 11) as i;

insert into public.skus (sku_code, name, price, cost)
select 'BENCH-' || i, '商品 Product ' || i, 10 + i % 500, 4 + i % 200 from generate_series(1, 5000) as i;

create function order_management.bench_name(i bigint)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select substr('王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧', 1 + (abs(hashint8(i)) % 30)::integer, 1)
    || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英子涵雨桐浩然欣怡梓萱思远嘉俊文华', 1 + (abs(hashint8extended(i, 1)) % 40)::integer, 1)
    || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英子涵雨桐浩然欣怡梓萱思远嘉俊文华', 1 + (abs(hashint8extended(i, 2)) % 40)::integer, 1);
$$;

insert into public.customers (name, phone, country)
select order_management.bench_name(i), '13' || lpad((abs(hashint8extended(i, 3)) % 1000000000)::text, 9, '0'), 'CN'
from generate_series(1, 100000) as i;

insert into public.stock (warehouse_id, sku_id, on_hand)
select w.id, s.id, (abs(hashint8extended(w.id * 10000 + s.id, 8)) % 50)::integer
from public.warehouses as w
cross join public.skus as s
where w.code like 'BENCH-%' and s.sku_code like 'BENCH-%';

insert into public.stock_alerts (warehouse_id, sku_id, available, safety_stock)
select warehouse_id, sku_id, available, 5 from public.stock where available < 2;
