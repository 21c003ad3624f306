-- Six hundred people who do not exist. 120… is no Chinese mobile number, 555-01… and example.com are reserved.

create temporary table demo_customers on commit drop as
select i, i <= 420 as is_chinese, case when i <= 420
    then pg_temp.pick('{王,李,张,刘,陈,杨,黄,赵,周,吴,徐,孙,马,朱,胡,郭,何,林,罗,高,欧阳,司徒}', 'family', i)
      || pg_temp.pick('{伟,芳,娜,敏,静,丽,强,磊,军,洋,勇,艳,杰,娟,涛,明,超,秀英,霞,平,刚,桂英,子涵,雨桐,浩然,欣怡,梓萱,思远,嘉怡,俊杰}', 'given', i)
    else pg_temp.pick('{James,Mary,Robert,Linda,David,Susan,Emma,Noah,Olivia,Liam,Ava,Lucas,Mia,Grace}', 'given', i)
      || ' ' || pg_temp.pick('{Smith,Johnson,Brown,Garcia,Miller,Davis,Wilson,Moore,Taylor,Clark,Hill}', 'family', i)
  end as name,
  case when i <= 420 then '120' || lpad((10000000 + i * 7919 % 89999999)::text, 8, '0')
    else format('+1 %s-555-01%s', 200 + i % 700, lpad((i % 100)::text, 2, '0'))
  end as phone
from generate_series(1, 600) as i;

create temporary table demo_places on commit drop as
select row_number() over () - 1 as position, p.*
from (values
  ('CN', 'CN-ZJ', '浙江省', '杭州市', '西湖区', '310000'), ('CN', 'CN-SH', '上海市', '上海市', '浦东新区', '200000'),
  ('CN', 'CN-BJ', '北京市', '北京市', '朝阳区', '100000'), ('CN', 'CN-GD', '广东省', '深圳市', '南山区', '518000'),
  ('CN', 'CN-GD', '广东省', '广州市', '天河区', '510000'), ('CN', 'CN-JS', '江苏省', '南京市', '鼓楼区', '210000'),
  ('CN', 'CN-SC', '四川省', '成都市', '锦江区', '610000'), ('CN', 'CN-HB', '湖北省', '武汉市', '洪山区', '430000'),
  ('CN', 'CN-SN', '陕西省', '西安市', '雁塔区', '710000'), ('CN', 'CN-FJ', '福建省', '厦门市', '思明区', '361000'),
  ('US', 'US-CA', 'CA', 'Los Angeles', null, '90001'), ('US', 'US-NY', 'NY', 'New York', null, '10001'),
  ('US', 'US-TX', 'TX', 'Austin', null, '73301'), ('US', 'US-WA', 'WA', 'Seattle', null, '98101'),
  ('US', 'US-IL', 'IL', 'Chicago', null, '60601')
) as p (country, region_code, province, city, district, zip);

insert into public.customers (name, phone, email, country, level, points, tags, created_at)
select name, phone, 'demo' || i || '@example.com', case when is_chinese then 'CN' else 'US' end,
  case when i % 40 = 0 then 'platinum' when i % 12 = 0 then 'gold' when i % 5 = 0 then 'silver' else 'normal' end,
  floor(pg_temp.chance('points', i) * 3000)::integer,
  case when i % 15 = 0 then '{演示 demo,回头客 regular}'::text[] else '{演示 demo}' end,
  now() - interval '200 days' + i * interval '4 hours'
from demo_customers
order by i;

insert into public.customer_identities (customer_id, channel_id, external_buyer_id, buyer_name)
select c.id, ch.id, 'demo_' || d.i, d.name
from demo_customers as d
join public.customers as c on c.email = 'demo' || d.i || '@example.com'
join public.channels as ch on ch.code = any (
  case when d.is_chinese then '{demo-taobao,demo-jd}'::text[] else '{demo-amazon,demo-shopify}' end
)
order by d.i, ch.id;
analyze public.customers, public.customer_identities, demo_customers, demo_places;
