-- Generated from supabase/order-management by "npm run migrations"; edit the sources.

-- supabase/order-management/10_schema.sql
-- A private place for what order management does behind its tables. Nobody is granted anything here.

create schema order_management;
comment on schema order_management is
  'Private: triggers and helpers of order management. Never exposed over REST.';

-- Attaches one trigger function to several events of a table. It finds the rows in `touched`
-- and, for updates, what they were in `previous`.
create function order_management.watch(
  table_name text, task text, events text[] default '{insert,update,delete}', arguments text[] default '{}'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  event text;
begin
  foreach event in array events loop
    execute format(
      'create trigger %I after %s on public.%I referencing %s
       for each statement execute function order_management.%I(%s)',
      format('%s__%s_on_%s', table_name, task, event), event, table_name,
      case event
        when 'insert' then 'new table as touched'
        when 'delete' then 'old table as touched'
        else 'old table as previous new table as touched'
      end,
      task, (select string_agg(format('%L', argument), ', ') from unnest(arguments) as argument)
    );
  end loop;
end;
$$;
comment on function order_management.watch is
  'Runs order_management.<task>(arguments) once per statement that inserts, updates or deletes rows of the table.';

-- The parent of a row never changes, so that triggers need to look at one parent only.
create function order_management.stay()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform engine.refuse(
    'row_stays_where_it_is', 'This record cannot be moved to another one',
    jsonb_build_object('field', tg_argv[0])
  );
  return null;
end;
$$;
comment on function order_management.stay is 'Refuses a new parent (reason row_stays_where_it_is).';

create function order_management.keep_parent(table_name text, column_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    'create trigger %I before update of %I on public.%I for each row
     when (old.%I is not null and new.%I is distinct from old.%I)
     execute function order_management.stay(%L)',
    format('%s__keep_%s', table_name, column_name), column_name, table_name,
    column_name, column_name, column_name, column_name
  );
end;
$$;
comment on function order_management.keep_parent is 'Makes a foreign key final once it is set.';

create function public.document_number(prefix text, number bigint)
returns text
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select prefix || lpad(number::text, greatest(6, length(number::text)), '0');
$$;
comment on function public.document_number is
  'A readable number such as SO-000123; longer numbers are not cut.';

-- supabase/order-management/11_prorate.sql
-- Sharing money out to the last cent.

create function public.currency_decimals(currency text)
returns integer
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select case when currency in (
    'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'
  ) then 0 else 2 end;
$$;
comment on function public.currency_decimals is
  'Decimals that an amount may have: none where ISO 4217 has no minor unit, else two.';

-- Largest remainder: floor every share, then hand the cents that are left to the greatest fractions.
create function public.prorate(total numeric, weights numeric[], decimals integer default 2)
returns numeric[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  scale constant numeric := power(10::numeric, decimals);
  units constant numeric := trunc(abs(total) * scale);
  weight_sum numeric;
  shares numeric[];
begin
  if units <> abs(total) * scale then
    perform engine.refuse('finer_than_a_cent', 'The amount has too many decimals', errcode => '22023');
  elsif array_position(weights, null) is not null or 0 > any (weights) then
    perform engine.refuse('invalid_weight', 'Weights are zero or more', errcode => '22023');
  elsif cardinality(weights) = 0 and total <> 0 then
    perform engine.refuse('no_weights', 'There is nobody to share with', errcode => '22023');
  end if;

  select sum(weight) into weight_sum from unnest(weights) as weight;
  select array_agg(
    round(sign(total) * (share + (rank <= units - share_sum)::integer) / scale, decimals) order by position
  )
  into shares
  from (
    select position, share, sum(share) over () as share_sum,
      row_number() over (order by rest desc, position) as rank
    from unnest(weights) with ordinality as t (weight, position)
    cross join lateral (
      select case when weight_sum = 0 then 1 else weight end, coalesce(nullif(weight_sum, 0), cardinality(weights))
    ) as part (of_weight, of_sum)
    cross join lateral (
      select div(units * of_weight, of_sum), mod(units * of_weight, of_sum)
    ) as divided (share, rest)
  ) as ranked;
  return coalesce(shares, '{}');
end;
$$;
comment on function public.prorate is
  'Shares of an amount (in its currency, with so many decimals) by weight; they sum up to it exactly. Ties go to
the earlier position, a negative amount is shared like its absolute value, weights that are all zero share equally.
Reasons (22023): finer_than_a_cent, invalid_weight, no_weights. Source: largest remainder method (Hamilton).';

-- Cumulative rule: whatever the steps, the parts of all pieces end at the whole amount.
create function public.share_of_quantity(
  amount numeric, quantity integer, done integer, part integer, decimals integer default 2
)
returns numeric
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  units constant numeric := amount * power(10::numeric, decimals);
begin
  if quantity < 1 or done < 0 or part < 0 or done::bigint + part > quantity then
    perform engine.refuse('invalid_quantity', 'The part is not within the quantity', errcode => '22023');
  elsif units <> trunc(units) then
    perform engine.refuse('finer_than_a_cent', 'The amount has too many decimals', errcode => '22023');
  end if;
  return round(
    (div(units * (done::bigint + part), quantity) - div(units * done, quantity)) / power(10::numeric, decimals),
    decimals
  );
end;
$$;
comment on function public.share_of_quantity is
  'Amount for `part` more pieces of a line of `quantity` pieces, when `done` pieces were settled before.
Reasons (22023): invalid_quantity, finer_than_a_cent.';

-- supabase/order-management/12_channels.sql
-- Where orders come from, with the rules that each shop sets for itself.

create table public.channels (
  id bigint generated always as identity primary key,
  code text not null constraint channel_code_is_unique unique,
  platform text not null default 'manual' constraint platform_is_known check (
    platform in ('taobao', 'tmall', 'jd', 'pdd', 'douyin', 'amazon', 'shopify', 'manual', 'other')
  ),
  shop_name text not null,
  time_zone text not null default 'Asia/Shanghai' constraint time_zone_is_known check (
    timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
  ),
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  split_policy text not null default 'ship_available' constraint split_policy_is_known check (
    split_policy in ('all_or_nothing', 'ship_available', 'hold')
  ),
  minimum_part_value numeric(14,2) not null default 0 constraint part_value_is_not_negative check (
    minimum_part_value >= 0
  ),
  shipping_shared_by text not null default 'amount' constraint shipping_is_shared_in_a_known_way check (
    shipping_shared_by in ('amount', 'weight', 'first')
  ),
  review_above numeric(14,2) constraint review_limit_is_not_negative check (review_above >= 0),
  second_approval_above numeric(14,2) constraint approval_limit_is_not_negative check (
    second_approval_above >= 0
  ),
  change_window_minutes integer not null default 30 constraint change_window_is_not_negative check (
    change_window_minutes >= 0
  ),
  return_window_days integer not null default 7 constraint return_window_is_not_negative check (
    return_window_days >= 0
  ),
  complete_after_days integer not null default 7 constraint completion_delay_is_not_negative check (
    complete_after_days >= 0
  ),
  reviews_blocked_customers boolean not null default true,
  change_fields text[] not null
    default '{ship_name,ship_phone,ship_province,ship_city,ship_district,ship_street,ship_zip}'
    constraint customers_change_known_fields check (
      change_fields <@ array[
        'ship_name', 'ship_phone', 'ship_province', 'ship_city', 'ship_district', 'ship_street', 'ship_zip'
      ]
    ),
  confirms_when_paid boolean not null default true,
  splits_when_paid boolean not null default true,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.channels is 'Channels | 渠道
Shops and other places where orders come from | 店铺等订单来源';
comment on column public.channels.code is 'Code | 编码';
comment on column public.channels.platform is 'Platform | 平台';
comment on column public.channels.shop_name is 'Shop | 店铺名称';
comment on column public.channels.time_zone is 'Time zone | 时区
Days of reports and deadlines are counted in it | 报表日期与时限按此时区计算';
comment on column public.channels.currency is 'Currency | 币种';
comment on column public.channels.split_policy is 'When stock is short | 缺货时的拆单策略';
comment on column public.channels.minimum_part_value is 'Least value of a part | 子订单最低金额
A split must leave at least this value on both sides | 拆分后两部分均不得低于此金额';
comment on column public.channels.shipping_shared_by is 'Shipping fee is shared by | 运费分摊方式';
comment on column public.channels.review_above is 'Review orders above | 超过此金额需审核';
comment on column public.channels.second_approval_above is 'Second approval of refunds above | 退款超过此金额需二次审批';
comment on column public.channels.change_window_minutes is 'Change window (minutes) | 可修改时间（分钟）';
comment on column public.channels.return_window_days is 'Return window (days) | 退货期限（天）';
comment on column public.channels.complete_after_days is 'Completed after delivery (days) | 签收后自动完成（天）';
comment on column public.channels.reviews_blocked_customers is 'Review orders of blocked customers | 黑名单客户订单需审核';
comment on column public.channels.change_fields is 'Customers may change | 客户可修改
Within the change window after the order was confirmed | 在审核后的可修改时间内';
comment on column public.channels.confirms_when_paid is 'Confirm paid orders by itself | 付款后自动审核
Orders that need no review and lack nothing | 无需人工审核且信息完整的订单';
comment on column public.channels.splits_when_paid is 'Split paid orders by itself | 付款后自动拆单
Sub-orders are made and stock is reserved at once | 立即生成子订单并占用库存';
comment on column public.channels.is_active is 'Active | 启用';

-- supabase/order-management/13_customers.sql
-- People who buy, and the names under which each channel knows them.

create table public.customers (
  id bigint generated always as identity primary key,
  name text not null constraint name_is_not_blank check (btrim(name) <> ''),
  name_grams text[] generated always as (engine.grams(name)) stored,
  phone text,
  phone_masked text generated always as (
    case
      when length(phone) >= 11 then left(phone, 3) || '****' || right(phone, 4)
      when length(phone) >= 7 then left(phone, 2) || '****' || right(phone, 2)
      when phone <> '' then '****'
    end
  ) stored,
  email text,
  country text,
  level text not null default 'normal' constraint level_is_known check (
    level in ('normal', 'silver', 'gold', 'platinum')
  ),
  points integer not null default 0,
  tags text[] not null default '{}',
  note text,
  is_blocked boolean not null default false,
  merged_into_id bigint
    constraint customer_is_merged_into_a_customer references public.customers (id) on delete restrict
    constraint customer_is_not_merged_into_itself check (merged_into_id <> id),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index customers_name_grams_idx on public.customers using gin (name_grams);
create index customers_phone_idx on public.customers using gin (phone extensions.gin_trgm_ops);
create index customers_email_idx on public.customers using gin (email extensions.gin_trgm_ops);
create index customers_merged_into_id_idx on public.customers (merged_into_id);
create index customers_created_at_idx on public.customers (created_at desc, id desc);

comment on table public.customers is 'Customers | 客户';
comment on column public.customers.name is 'Name | 姓名';
comment on column public.customers.phone is 'Phone | 电话';
comment on column public.customers.phone_masked is 'Phone (masked) | 电话（脱敏）';
comment on column public.customers.email is 'E-mail | 邮箱';
comment on column public.customers.country is 'Country | 国家/地区';
comment on column public.customers.level is 'Level | 会员等级';
comment on column public.customers.points is 'Points | 积分';
comment on column public.customers.tags is 'Tags | 标签';
comment on column public.customers.note is 'Note | 备注';
comment on column public.customers.is_blocked is 'Blocked | 黑名单';
comment on column public.customers.merged_into_id is 'Merged into | 已合并到
The customer record that is used instead | 合并后使用的客户';

create table public.customer_identities (
  id bigint generated always as identity primary key,
  customer_id bigint not null
    constraint identity_belongs_to_a_customer references public.customers (id) on delete cascade,
  channel_id bigint not null
    constraint identity_is_known_to_a_channel references public.channels (id) on delete restrict,
  external_buyer_id text not null,
  buyer_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint buyer_is_known_once_per_channel unique (channel_id, external_buyer_id)
);
create index customer_identities_customer_id_idx on public.customer_identities (customer_id);

comment on table public.customer_identities is 'Customer identities | 客户身份
Accounts of a customer on the channels | 客户在各渠道的账号';
comment on column public.customer_identities.customer_id is 'Customer | 客户';
comment on column public.customer_identities.channel_id is 'Channel | 渠道';
comment on column public.customer_identities.external_buyer_id is 'Buyer ID | 买家账号';
comment on column public.customer_identities.buyer_name is 'Buyer name | 买家昵称';

-- supabase/order-management/14_catalogue.sql
-- What is sold: products, their stock keeping units, bundles and suppliers.

create table public.suppliers (
  id bigint generated always as identity primary key,
  code text not null constraint supplier_code_is_unique unique,
  name text not null,
  name_grams text[] generated always as (engine.grams(name)) stored,
  contact_name text,
  phone text,
  email text,
  address text,
  lead_time_days integer constraint lead_time_is_not_negative check (lead_time_days >= 0),
  is_dropshipper boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index suppliers_name_grams_idx on public.suppliers using gin (name_grams);

comment on table public.suppliers is 'Suppliers | 供应商';
comment on column public.suppliers.code is 'Code | 编码';
comment on column public.suppliers.name is 'Name | 名称';
comment on column public.suppliers.contact_name is 'Contact | 联系人';
comment on column public.suppliers.phone is 'Phone | 电话';
comment on column public.suppliers.email is 'E-mail | 邮箱';
comment on column public.suppliers.address is 'Address | 地址';
comment on column public.suppliers.lead_time_days is 'Lead time (days) | 交货期（天）';
comment on column public.suppliers.is_dropshipper is 'Ships to customers | 一件代发';
comment on column public.suppliers.is_active is 'Active | 启用';

create table public.products (
  id bigint generated always as identity primary key,
  product_code text constraint product_code_is_unique unique,
  name text not null constraint name_is_not_blank check (btrim(name) <> ''),
  name_grams text[] generated always as (engine.grams(name)) stored,
  category text,
  brand text,
  description text,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index products_name_grams_idx on public.products using gin (name_grams);
create index products_category_idx on public.products (category);

comment on table public.products is 'Products | 商品';
comment on column public.products.product_code is 'Product code | 商品编码';
comment on column public.products.name is 'Name | 名称';
comment on column public.products.category is 'Category | 类目';
comment on column public.products.brand is 'Brand | 品牌';
comment on column public.products.description is 'Description | 描述';
comment on column public.products.is_active is 'Active | 在售';

create table public.skus (
  id bigint generated always as identity primary key,
  sku_code text not null constraint sku_code_is_unique unique,
  product_id bigint
    constraint sku_is_a_variant_of_a_product references public.products (id) on delete restrict,
  name text not null constraint name_is_not_blank check (btrim(name) <> ''),
  name_grams text[] generated always as (engine.grams(name)) stored,
  spec text,
  barcode text,
  price numeric(14,2) constraint price_is_not_negative check (price >= 0),
  cost numeric(14,4) constraint cost_is_not_negative check (cost >= 0),
  weight_g integer constraint weight_is_not_negative check (weight_g >= 0),
  shipping_class text not null default 'normal' constraint shipping_class_is_known check (
    shipping_class in ('normal', 'cold', 'hazardous', 'oversize', 'virtual')
  ),
  supplier_id bigint
    constraint sku_is_bought_from_a_supplier references public.suppliers (id) on delete restrict,
  is_dropshipped boolean not null default false
    constraint dropshipped_sku_names_its_supplier check (not is_dropshipped or supplier_id is not null),
  lead_time_days integer constraint lead_time_is_not_negative check (lead_time_days >= 0),
  lead_time_sd numeric(8,2) constraint lead_time_spread_is_not_negative check (lead_time_sd >= 0),
  safety_stock integer constraint safety_stock_is_not_negative check (safety_stock >= 0),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index skus_product_id_idx on public.skus (product_id);
create index skus_supplier_id_idx on public.skus (supplier_id);
create index skus_name_grams_idx on public.skus using gin (name_grams);
create index skus_sku_code_idx on public.skus using gin (sku_code extensions.gin_trgm_ops);
create index skus_barcode_idx on public.skus (barcode);

comment on table public.skus is 'SKUs | SKU
Stock keeping units: what is counted, priced and shipped | 库存、定价与发货的最小单位';
comment on column public.skus.sku_code is 'SKU code | SKU 编码';
comment on column public.skus.product_id is 'Product | 商品';
comment on column public.skus.name is 'Name | 名称';
comment on column public.skus.spec is 'Variant | 规格
Colour, size and the like | 颜色、尺码等';
comment on column public.skus.barcode is 'Barcode | 条码';
comment on column public.skus.price is 'List price | 标价';
comment on column public.skus.cost is 'Cost | 成本';
comment on column public.skus.weight_g is 'Weight (g) | 重量（克）';
comment on column public.skus.shipping_class is 'Shipping class | 运输类别';
comment on column public.skus.supplier_id is 'Supplier | 供应商';
comment on column public.skus.is_dropshipped is 'Shipped by the supplier | 供应商代发';
comment on column public.skus.lead_time_days is 'Lead time (days) | 交货期（天）';
comment on column public.skus.lead_time_sd is 'Lead time spread (days) | 交货期标准差（天）';
comment on column public.skus.safety_stock is 'Safety stock | 安全库存';
comment on column public.skus.is_active is 'Active | 在售';

create table public.sku_components (
  id bigint generated always as identity primary key,
  sku_id bigint not null
    constraint component_is_part_of_a_bundle references public.skus (id) on delete cascade,
  component_id bigint not null
    constraint component_is_a_sku references public.skus (id) on delete restrict,
  qty integer not null default 1 constraint quantity_is_positive check (qty > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint bundle_names_a_component_once unique (sku_id, component_id),
  constraint bundle_does_not_contain_itself check (sku_id <> component_id)
);
create index sku_components_component_id_idx on public.sku_components (component_id);

comment on table public.sku_components is 'Bundle components | 组合商品明细
What is inside a SKU that is sold as a bundle | 组合装 SKU 的组成';
comment on column public.sku_components.sku_id is 'Bundle | 组合 SKU';
comment on column public.sku_components.component_id is 'Component | 子件';
comment on column public.sku_components.qty is 'Quantity | 数量';

-- supabase/order-management/15_listings.sql
-- How each channel names what we sell.

create table public.channel_skus (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint listing_is_on_a_channel references public.channels (id) on delete restrict,
  external_sku text not null,
  external_item_id text,
  title text,
  sku_id bigint
    constraint listing_sells_a_sku references public.skus (id) on delete restrict,
  qty_factor integer not null default 1 constraint factor_is_positive check (qty_factor > 0),
  buffer integer not null default 0 constraint buffer_is_not_negative check (buffer >= 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_lists_a_sku_once unique (channel_id, external_sku)
);
create index channel_skus_sku_id_idx on public.channel_skus (sku_id);
create index channel_skus_external_sku_idx on public.channel_skus
  using gin (external_sku extensions.gin_trgm_ops);

comment on table public.channel_skus is 'Listings | 渠道商品
How a channel names a SKU | 渠道商品与 SKU 的对应关系';
comment on column public.channel_skus.channel_id is 'Channel | 渠道';
comment on column public.channel_skus.external_sku is 'SKU on the channel | 渠道 SKU';
comment on column public.channel_skus.external_item_id is 'Item ID on the channel | 渠道商品 ID';
comment on column public.channel_skus.title is 'Title | 标题';
comment on column public.channel_skus.sku_id is 'SKU | SKU
Empty: not mapped yet | 为空表示尚未匹配';
comment on column public.channel_skus.qty_factor is 'Pieces per unit sold | 每件折算数量';
comment on column public.channel_skus.buffer is 'Stock kept back | 预留库存';
comment on column public.channel_skus.is_active is 'Active | 启用';

-- supabase/order-management/16_warehouses.sql
-- Where goods lie, and which regions each place may serve.

create table public.warehouses (
  id bigint generated always as identity primary key,
  code text not null constraint warehouse_code_is_unique unique,
  name text not null,
  kind text not null default 'own' constraint kind_is_known check (kind in ('own', 'supplier', 'fba', '3pl')),
  supplier_id bigint
    constraint warehouse_may_be_run_by_a_supplier references public.suppliers (id) on delete restrict,
  country text not null default 'CN',
  province text,
  city text,
  address text,
  phone text,
  latitude numeric(9,6) constraint latitude_is_on_earth check (latitude between -90 and 90),
  longitude numeric(9,6) constraint longitude_is_on_earth check (longitude between -180 and 180),
  priority integer not null default 100,
  cutoff_time text constraint cutoff_is_a_time_of_day check (cutoff_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index warehouses_supplier_id_idx on public.warehouses (supplier_id);

comment on table public.warehouses is 'Warehouses | 仓库';
comment on column public.warehouses.code is 'Code | 编码';
comment on column public.warehouses.name is 'Name | 名称';
comment on column public.warehouses.kind is 'Kind | 类型';
comment on column public.warehouses.supplier_id is 'Supplier | 供应商';
comment on column public.warehouses.country is 'Country | 国家/地区';
comment on column public.warehouses.province is 'Province | 省份';
comment on column public.warehouses.city is 'City | 城市';
comment on column public.warehouses.address is 'Address | 地址';
comment on column public.warehouses.phone is 'Phone | 电话';
comment on column public.warehouses.latitude is 'Latitude | 纬度';
comment on column public.warehouses.longitude is 'Longitude | 经度';
comment on column public.warehouses.priority is 'Priority | 优先级
The lowest number is used first | 数字越小越优先';
comment on column public.warehouses.cutoff_time is 'Cut-off time | 截单时间
Orders until this time leave on the same day, e.g. 16:00 | 此时间前的订单当日发货，如 16:00';
comment on column public.warehouses.is_active is 'Active | 启用';

create table public.warehouse_regions (
  id bigint generated always as identity primary key,
  warehouse_id bigint not null
    constraint region_is_served_by_a_warehouse references public.warehouses (id) on delete cascade,
  region_code text not null,
  is_allowed boolean not null default true,
  priority integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint warehouse_names_a_region_once unique (warehouse_id, region_code)
);

comment on table public.warehouse_regions is 'Delivery regions | 配送区域
A warehouse without regions serves everywhere | 未设置区域的仓库可配送全部地区';
comment on column public.warehouse_regions.warehouse_id is 'Warehouse | 仓库';
comment on column public.warehouse_regions.region_code is 'Region | 区域';
comment on column public.warehouse_regions.is_allowed is 'Serves this region | 可配送';
comment on column public.warehouse_regions.priority is 'Priority here | 区域优先级';

-- supabase/order-management/20_orders.sql
-- The order: four status axes, of which only the lifecycle is set by an operation; the others follow their rows.

create sequence public.order_numbers;
comment on sequence public.order_numbers is 'Our own order numbers; gaps are possible.';

create table public.orders (
  id bigint generated always as identity primary key,
  order_no text not null default public.document_number('SO-', nextval('public.order_numbers'))
    constraint order_number_is_unique unique,
  channel_id bigint not null
    constraint order_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text,
  customer_id bigint
    constraint order_belongs_to_a_customer references public.customers (id) on delete restrict,
  assignee_id uuid
    constraint order_is_looked_after_by_a_member references config.members (id) on delete set null,

  placed_at timestamptz not null default now(),
  received_at timestamptz not null default now(),
  paid_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by_id uuid
    constraint order_was_confirmed_by_a_member references config.members (id) on delete set null,
  completed_at timestamptz,
  cancelled_at timestamptz,
  promised_ship_at timestamptz,
  promised_deliver_at timestamptz,

  lifecycle text not null default 'draft' constraint lifecycle_is_known check (
    lifecycle in ('draft', 'pending_review', 'confirmed', 'processing', 'completed', 'cancelled')
  ),
  fulfillment_status text not null default 'unfulfilled' constraint fulfillment_status_is_known check (
    fulfillment_status in ('unfulfilled', 'partial', 'shipped', 'partially_delivered', 'delivered')
  ),
  aftersale_status text not null default 'none' constraint aftersale_status_is_known check (
    aftersale_status in ('none', 'open', 'partially_returned', 'returned')
  ),
  payment_terms text not null default 'prepaid' constraint payment_terms_are_known check (
    payment_terms in ('prepaid', 'cash_on_delivery', 'on_account')
  ),
  hold_reasons text[] not null default '{}',
  attention_reasons text[] not null default '{}',
  is_sealed boolean not null default false,
  cancelled_by text constraint canceller_is_known check (cancelled_by in ('buyer', 'seller', 'platform')),
  cancel_reason text,

  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  goods_total numeric(14,2) not null default 0 constraint goods_total_is_not_negative check (goods_total >= 0),
  discount_total numeric(14,2) not null default 0 constraint discount_is_not_negative check (discount_total >= 0),
  shipping_total numeric(14,2) not null default 0 constraint shipping_is_not_negative check (shipping_total >= 0),
  tax_total numeric(14,2) not null default 0 constraint tax_is_not_negative check (tax_total >= 0),
  grand_total numeric(14,2) not null default 0
    constraint grand_total_adds_up check (
      grand_total = goods_total - discount_total + shipping_total + tax_total
    )
    constraint grand_total_is_not_negative check (grand_total >= 0),
  paid_total numeric(14,2) not null default 0 constraint paid_total_is_not_negative check (paid_total >= 0),
  refunded_total numeric(14,2) not null default 0
    constraint refunds_never_exceed_payments check (refunded_total between 0 and paid_total),
  invoiced_total numeric(14,2) not null default 0
    constraint credit_notes_never_exceed_invoices check (invoiced_total >= 0),
  kept_total numeric(14,2) not null generated always as (paid_total - refunded_total) stored,
  balance_due numeric(14,2) not null generated always as (grand_total - paid_total) stored,
  invoiceable_total numeric(14,2) not null generated always as (
    greatest(paid_total - refunded_total - invoiced_total, 0)
  ) stored,
  pending_difference numeric(14,2) not null default 0,
  platform_discount numeric(14,2) not null default 0,
  platform_fee numeric(14,2) not null default 0,

  payment_status text not null generated always as (
    case
      when refunded_total > 0 and refunded_total = paid_total then 'refunded'
      when refunded_total > 0 then 'partially_refunded'
      when paid_total = 0 and (grand_total > 0 or lifecycle = 'draft') then 'unpaid'
      when paid_total < grand_total then 'partial'
      when paid_total > grand_total then 'overpaid'
      else 'paid'
    end
  ) stored constraint payment_status_is_known check (
    payment_status in ('unpaid', 'partial', 'paid', 'overpaid', 'partially_refunded', 'refunded')
  ),
  status text not null generated always as (
    case
      when lifecycle in ('cancelled', 'completed', 'draft') then lifecycle
      when fulfillment_status = 'delivered' then 'delivered'
      when fulfillment_status in ('shipped', 'partially_delivered') then 'shipped'
      when fulfillment_status = 'partial' then 'partially_shipped'
      when lifecycle in ('confirmed', 'processing') then 'to_ship'
      when paid_total < grand_total then 'to_pay'
      else 'paid'
    end
  ) stored constraint status_is_known check (
    status in (
      'draft', 'to_pay', 'paid', 'to_ship', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'
    )
  ),

  ship_due_at timestamptz generated always as (
    case
      when lifecycle in ('pending_review', 'confirmed', 'processing') and fulfillment_status in ('unfulfilled', 'partial')
        then promised_ship_at
    end
  ) stored,

  ship_name text,
  ship_name_grams text[] generated always as (engine.grams(ship_name)) stored,
  ship_phone text,
  ship_phone_masked text generated always as (
    case
      when length(ship_phone) >= 11 then left(ship_phone, 3) || '****' || right(ship_phone, 4)
      when length(ship_phone) >= 7 then left(ship_phone, 2) || '****' || right(ship_phone, 2)
      when ship_phone <> '' then '****'
    end
  ) stored,
  ship_country text,
  ship_province text,
  ship_city text,
  ship_district text,
  ship_street text,
  ship_zip text,
  region_code text,
  buyer_note text,
  seller_note text,
  tags text[] not null default '{}',

  merge_hash text generated always as (
    md5(
      coalesce(customer_id::text, '') || '|' || regexp_replace(coalesce(ship_phone, ''), '\D', '', 'g') || '|'
      || lower(regexp_replace(
        coalesce(ship_country, '') || coalesce(ship_province, '') || coalesce(ship_city, '')
        || coalesce(ship_district, '') || coalesce(ship_street, ''), '\s', '', 'g'
      ))
    )
  ) stored,
  locked_fields text[] not null default '{}',
  source_updated_at timestamptz,
  import_batch_id bigint,
  warehouse_ids bigint[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint amounts_fit_their_currency check (
    public.currency_decimals(currency) = 2
    or (goods_total, discount_total, shipping_total, tax_total)
      = (trunc(goods_total), trunc(discount_total), trunc(shipping_total), trunc(tax_total))
  ),
  constraint channel_sends_an_order_once unique (channel_id, external_no)
);
alter sequence public.order_numbers owned by public.orders.order_no;

-- supabase/order-management/21_orders_access.sql
-- How orders are found, and what their columns are called.

create index orders_placed_at_idx on public.orders (placed_at desc, id desc);
create index orders_status_idx on public.orders (status, placed_at desc, id desc);
create index orders_lifecycle_idx on public.orders (lifecycle, placed_at desc, id desc);
create index orders_channel_id_idx on public.orders (channel_id, placed_at desc);
create index orders_customer_id_idx on public.orders (customer_id, placed_at desc);
create index orders_assignee_id_idx on public.orders (assignee_id) where assignee_id is not null;
create index orders_confirmed_by_id_idx on public.orders (confirmed_by_id) where confirmed_by_id is not null;
create index orders_import_batch_id_idx on public.orders (import_batch_id) where import_batch_id is not null;
-- Of a million orders few are under way; what was cancelled before it was shipped stays out.
create index orders_waiting_idx on public.orders (promised_ship_at)
  where lifecycle in ('confirmed', 'processing') and fulfillment_status in ('unfulfilled', 'partial');
create index orders_attention_idx on public.orders (placed_at, id)
  where attention_reasons <> '{}' or hold_reasons <> '{}';
create index orders_merge_hash_idx on public.orders (merge_hash) where lifecycle in ('confirmed', 'processing');
create index orders_order_no_idx on public.orders using gin (order_no extensions.gin_trgm_ops);
create index orders_external_no_idx on public.orders using gin (external_no extensions.gin_trgm_ops);
create index orders_ship_phone_idx on public.orders using gin (ship_phone extensions.gin_trgm_ops);
create index orders_ship_name_grams_idx on public.orders using gin (ship_name_grams);
create index orders_warehouse_ids_idx on public.orders using gin (warehouse_ids);

comment on table public.orders is 'Orders | 订单';
comment on column public.orders.order_no is 'Order number | 订单号';
comment on column public.orders.channel_id is 'Channel | 渠道';
comment on column public.orders.external_no is 'Number on the channel | 平台订单号';
comment on column public.orders.customer_id is 'Customer | 客户';
comment on column public.orders.assignee_id is 'Looked after by | 跟单人';
comment on column public.orders.placed_at is 'Placed | 下单时间';
comment on column public.orders.received_at is 'Received | 接收时间
When the order reached us | 订单进入系统的时间';
comment on column public.orders.paid_at is 'Paid in full | 付清时间';
comment on column public.orders.confirmed_at is 'Confirmed | 审核时间';
comment on column public.orders.confirmed_by_id is 'Confirmed by | 审核人';
comment on column public.orders.completed_at is 'Completed | 完成时间';
comment on column public.orders.cancelled_at is 'Cancelled | 取消时间';
comment on column public.orders.promised_ship_at is 'Ship by | 承诺发货时间';
comment on column public.orders.ship_due_at is 'Time to ship | 发货倒计时
Until it has left; empty before a promise and after shipping | 发货前有效；无承诺或已发货则为空';
comment on column public.orders.promised_deliver_at is 'Deliver by | 承诺送达时间';
comment on column public.orders.lifecycle is 'Processing state | 处理状态
Changed only by operations | 仅可通过操作变更';
comment on column public.orders.fulfillment_status is 'Fulfilment | 发货状态';
comment on column public.orders.aftersale_status is 'After-sales | 售后状态';
comment on column public.orders.payment_terms is 'Payment terms | 付款方式';
comment on column public.orders.hold_reasons is 'On hold because | 挂起原因';
comment on column public.orders.attention_reasons is 'Needs attention because | 待处理原因';
comment on column public.orders.is_sealed is 'Sealed | 锁定
May be neither split nor merged | 不可拆分或合并';
comment on column public.orders.cancelled_by is 'Cancelled by | 取消方';
comment on column public.orders.cancel_reason is 'Cancel reason | 取消原因';
comment on column public.orders.currency is 'Currency | 币种';
comment on column public.orders.goods_total is 'Goods | 商品金额';
comment on column public.orders.discount_total is 'Discount | 优惠金额';
comment on column public.orders.shipping_total is 'Shipping fee | 运费';
comment on column public.orders.tax_total is 'Tax | 税额';
comment on column public.orders.grand_total is 'Total | 订单金额
Goods - discount + shipping fee + tax | 商品 - 优惠 + 运费 + 税';
comment on column public.orders.paid_total is 'Paid | 已付金额';
comment on column public.orders.refunded_total is 'Refunded | 已退金额';
comment on column public.orders.kept_total is 'Kept | 实收净额
Paid - refunded | 已付 - 已退';
comment on column public.orders.balance_due is 'Still due | 未付余额
Total - paid; negative when too much was paid | 订单金额 - 已付，多付时为负';
comment on column public.orders.invoiced_total is 'Invoiced | 已开票金额
Less credit notes | 已扣除红字发票';
comment on column public.orders.invoiceable_total is 'To invoice | 可开票金额
Paid - refunded - invoiced | 已付 - 已退 - 已开票';
comment on column public.orders.pending_difference is 'Open difference | 待结差额
Caused by an edit; to be collected, refunded or waived | 订单修改产生，需补收、退还或豁免';
comment on column public.orders.platform_discount is 'Discount borne by the platform | 平台承担优惠';
comment on column public.orders.platform_fee is 'Platform fee | 平台服务费';
comment on column public.orders.payment_status is 'Payment | 付款状态';
comment on column public.orders.status is 'Status | 订单状态';
comment on column public.orders.ship_name is 'Recipient | 收货人';
comment on column public.orders.ship_phone is 'Phone | 收货电话';
comment on column public.orders.ship_phone_masked is 'Phone (masked) | 收货电话（脱敏）';
comment on column public.orders.ship_country is 'Country | 国家/地区';
comment on column public.orders.ship_province is 'Province | 省份';
comment on column public.orders.ship_city is 'City | 城市';
comment on column public.orders.ship_district is 'District | 区县';
comment on column public.orders.ship_street is 'Street address | 详细地址';
comment on column public.orders.ship_zip is 'Postal code | 邮编';
comment on column public.orders.region_code is 'Region code | 区域编码';
comment on column public.orders.buyer_note is 'Buyer''s note | 买家留言';
comment on column public.orders.seller_note is 'Our note | 卖家备注';
comment on column public.orders.tags is 'Tags | 标签';
comment on column public.orders.merge_hash is 'Recipient hash | 收货信息指纹
Equal for orders of one buyer to one address | 同一买家同一地址的订单相同';
comment on column public.orders.locked_fields is 'Fields kept on import | 导入时保留的字段
Edited here, so the channel does not overwrite them | 本地已修改，渠道数据不再覆盖';
comment on column public.orders.source_updated_at is 'Changed on the channel | 平台更新时间';
comment on column public.orders.import_batch_id is 'Import batch | 导入批次';
comment on column public.orders.warehouse_ids is 'Warehouses | 发货仓库';

-- supabase/order-management/22_order_lines.sql
-- What was ordered. Discounts and fees are shared out to the lines once, at intake.

create table public.order_lines (
  id bigint generated always as identity primary key,
  order_id bigint not null
    constraint line_belongs_to_an_order references public.orders (id) on delete cascade,
  line_no integer not null constraint line_number_is_positive check (line_no > 0),
  external_line_no text,
  sku_id bigint
    constraint line_orders_a_sku references public.skus (id) on delete restrict,
  external_sku text,
  title text not null,
  spec text,

  qty integer not null constraint quantity_is_positive check (qty > 0),
  unit_price numeric(16,6) not null default 0 constraint price_is_not_negative check (unit_price >= 0),
  goods numeric(14,2) not null generated always as (round(qty * unit_price, 2)) stored,
  line_discount numeric(14,2) not null default 0 constraint line_discount_is_not_negative check (
    line_discount >= 0
  ),
  discount_share numeric(14,2) not null default 0 constraint discount_share_is_not_negative check (
    discount_share >= 0
  ),
  shipping_share numeric(14,2) not null default 0 constraint shipping_share_is_not_negative check (
    shipping_share >= 0
  ),
  tax numeric(14,2) not null default 0 constraint tax_is_not_negative check (tax >= 0),
  net numeric(14,2) not null
    generated always as (round(qty * unit_price, 2) - line_discount - discount_share) stored
    constraint whole_discount_is_within_goods check (net >= 0),
  total numeric(14,2) not null generated always as (
    round(qty * unit_price, 2) - line_discount - discount_share + shipping_share + tax
  ) stored,
  unit_cost numeric(14,4) constraint unit_cost_is_not_negative check (unit_cost >= 0),

  qty_cancelled integer not null default 0,
  qty_shipped integer not null default 0,
  qty_delivered integer not null default 0,
  qty_returned integer not null default 0,
  requires_shipping boolean not null default true,
  supplier_id bigint
    constraint line_may_be_shipped_by_a_supplier references public.suppliers (id) on delete restrict,
  ships_apart boolean not null default false,
  available_on date,
  is_gift boolean not null default false,
  warehouse_ids bigint[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint line_number_is_unique_in_its_order unique (order_id, line_no),
  constraint channel_sends_a_line_once unique (order_id, external_line_no),
  constraint shipped_is_within_ordered check (
    qty_cancelled >= 0 and qty_shipped >= 0 and qty_cancelled + qty_shipped <= qty
  ),
  constraint delivered_and_returned_are_within_shipped check (
    qty_delivered between 0 and qty_shipped and qty_returned between 0 and qty_shipped
  )
);
create index order_lines_sku_id_idx on public.order_lines (sku_id);
create index order_lines_supplier_id_idx on public.order_lines (supplier_id) where supplier_id is not null;

comment on table public.order_lines is 'Order lines | 订单明细';
comment on column public.order_lines.order_id is 'Order | 订单';
comment on column public.order_lines.line_no is 'Line | 行号';
comment on column public.order_lines.external_line_no is 'Line on the channel | 平台子订单号';
comment on column public.order_lines.sku_id is 'SKU | SKU
Empty: not mapped yet | 为空表示尚未匹配';
comment on column public.order_lines.external_sku is 'SKU on the channel | 渠道 SKU';
comment on column public.order_lines.title is 'Title | 商品标题
As it was when ordered | 下单时的标题';
comment on column public.order_lines.spec is 'Variant | 规格';
comment on column public.order_lines.qty is 'Quantity | 数量';
comment on column public.order_lines.unit_price is 'Unit price | 单价';
comment on column public.order_lines.goods is 'Goods | 商品金额';
comment on column public.order_lines.line_discount is 'Line discount | 行优惠';
comment on column public.order_lines.discount_share is 'Share of order discount | 分摊优惠';
comment on column public.order_lines.shipping_share is 'Share of shipping fee | 分摊运费';
comment on column public.order_lines.tax is 'Tax | 税额';
comment on column public.order_lines.net is 'Net | 净额
Goods less all discounts | 商品金额减全部优惠';
comment on column public.order_lines.total is 'Total | 合计';
comment on column public.order_lines.unit_cost is 'Unit cost | 单位成本
Cost of one piece when it was shipped | 发货时的单件成本';
comment on column public.order_lines.qty_cancelled is 'Cancelled | 已取消数量';
comment on column public.order_lines.qty_shipped is 'Shipped | 已发数量';
comment on column public.order_lines.qty_delivered is 'Delivered | 已签收数量';
comment on column public.order_lines.qty_returned is 'Returned | 已退数量';
comment on column public.order_lines.requires_shipping is 'Needs shipping | 需要发货';
comment on column public.order_lines.supplier_id is 'Shipped by supplier | 代发供应商';
comment on column public.order_lines.ships_apart is 'Ship apart | 单独发货';
comment on column public.order_lines.available_on is 'Available from | 预售发货日';
comment on column public.order_lines.is_gift is 'Gift | 赠品';
comment on column public.order_lines.warehouse_ids is 'Warehouses | 发货仓库';

-- supabase/order-management/23_order_history.sql
-- What happened to an order, and which orders belong together.

create table public.order_events (
  id bigint generated always as identity primary key,
  order_id bigint not null
    constraint event_happened_to_an_order references public.orders (id) on delete cascade,
  at timestamptz not null default now(),
  type text not null constraint type_is_known check (
    type in (
      'created', 'status_changed', 'recipient_changed', 'address_changed', 'note_changed', 'promise_changed',
      'hold_changed', 'amount_changed', 'line_added', 'line_changed', 'line_removed',
      'payment_added', 'payment_changed', 'refund_added', 'refund_changed', 'invoice_added', 'invoice_changed',
      'sub_order_added', 'sub_order_changed', 'parcel_added', 'parcel_shipped', 'parcel_delivered', 'parcel_changed',
      'return_added', 'return_changed', 'complaint_added', 'complaint_changed'
    )
  ),
  actor_id uuid
    constraint event_was_caused_by_a_member references config.members (id) on delete set null,
  actor_role text,
  old_values jsonb,
  new_values jsonb,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index order_events_order_id_idx on public.order_events (order_id, at);
create index order_events_type_idx on public.order_events (type, at);
create index order_events_actor_id_idx on public.order_events (actor_id) where actor_id is not null;

comment on table public.order_events is 'Timeline | 订单动态
Written by the database, never changed | 由数据库记录，不可更改';
comment on column public.order_events.order_id is 'Order | 订单';
comment on column public.order_events.at is 'When | 时间';
comment on column public.order_events.type is 'What | 事件';
comment on column public.order_events.actor_id is 'Who | 操作人';
comment on column public.order_events.actor_role is 'Role | 角色';
comment on column public.order_events.old_values is 'Before | 变更前';
comment on column public.order_events.new_values is 'After | 变更后';
comment on column public.order_events.note is 'Note | 说明';

create table public.order_links (
  id bigint generated always as identity primary key,
  from_order_id bigint not null
    constraint link_starts_at_an_order references public.orders (id) on delete cascade,
  to_order_id bigint not null
    constraint link_ends_at_an_order references public.orders (id) on delete cascade,
  kind text not null constraint kind_is_known check (kind in ('exchange', 'replacement', 'merged', 'related')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint orders_are_linked_once_per_kind unique (from_order_id, to_order_id, kind),
  -- Ids grow with time, so links that point from older to younger orders can never form a circle.
  constraint link_points_to_a_younger_order check (from_order_id < to_order_id)
);
create index order_links_to_order_id_idx on public.order_links (to_order_id);

comment on table public.order_links is 'Linked orders | 关联订单';
comment on column public.order_links.from_order_id is 'Original order | 原订单';
comment on column public.order_links.to_order_id is 'Following order | 后续订单';
comment on column public.order_links.kind is 'Kind | 类型';
comment on column public.order_links.note is 'Note | 说明';

-- supabase/order-management/24_sub_orders.sql
-- Sub-orders: the part of an order that one warehouse or supplier ships.

create table public.fulfillment_orders (
  id bigint generated always as identity primary key,
  fulfillment_no text not null generated always as (public.document_number('FO-', id)) stored
    constraint sub_order_number_is_unique unique,
  order_id bigint not null
    constraint sub_order_is_part_of_an_order references public.orders (id) on delete restrict,
  seq integer not null constraint sequence_is_positive check (seq > 0),
  warehouse_id bigint
    constraint sub_order_leaves_from_a_warehouse references public.warehouses (id) on delete restrict,
  supplier_id bigint
    constraint sub_order_is_shipped_by_a_supplier references public.suppliers (id) on delete restrict,
  status text not null default 'planned' constraint status_is_known check (
    status in (
      'planned', 'reserved', 'released', 'picking', 'packed', 'shipped', 'delivered', 'backorder', 'cancelled'
    )
  ),
  goods numeric(14,2) not null default 0,
  discount numeric(14,2) not null default 0,
  shipping numeric(14,2) not null default 0,
  tax numeric(14,2) not null default 0,
  total numeric(14,2) not null generated always as (goods - discount + shipping + tax) stored,
  ship_by timestamptz,
  expected_on date,
  released_at timestamptz,
  picked_at timestamptz,
  packed_at timestamptz,
  parcel_group_id bigint
    constraint sub_order_ships_together_with_another references public.fulfillment_orders (id) on delete set null,
  split_plan jsonb,
  supersedes_id bigint
    constraint sub_order_replaces_an_earlier_one references public.fulfillment_orders (id) on delete restrict,
  is_superseded boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sequence_is_unique_in_its_order unique (order_id, seq),
  constraint one_place_ships_it check (
    num_nonnulls(warehouse_id, supplier_id) = 1
    or (num_nonnulls(warehouse_id, supplier_id) = 0 and status in ('planned', 'backorder', 'cancelled'))
  )
);
create index fulfillment_orders_warehouse_id_idx on public.fulfillment_orders (warehouse_id, status, ship_by);
create index fulfillment_orders_supplier_id_idx on public.fulfillment_orders (supplier_id)
  where supplier_id is not null;
create index fulfillment_orders_parcel_group_id_idx on public.fulfillment_orders (parcel_group_id)
  where parcel_group_id is not null;
create index fulfillment_orders_supersedes_id_idx on public.fulfillment_orders (supersedes_id)
  where supersedes_id is not null;
create index fulfillment_orders_created_at_idx on public.fulfillment_orders (created_at desc, id desc);
-- What a warehouse works on is a small part of what there ever was.
create index fulfillment_orders_open_idx on public.fulfillment_orders (created_at desc, id desc)
  where status in ('planned', 'reserved', 'released', 'picking', 'packed', 'backorder');
select order_management.keep_parent('fulfillment_orders', 'order_id');

comment on table public.fulfillment_orders is 'Sub-orders | 子订单
The part of an order that one warehouse or supplier ships | 由同一仓库或供应商发出的部分';
comment on column public.fulfillment_orders.fulfillment_no is 'Sub-order number | 子订单号';
comment on column public.fulfillment_orders.order_id is 'Order | 订单';
comment on column public.fulfillment_orders.seq is 'Part | 序号';
comment on column public.fulfillment_orders.warehouse_id is 'Warehouse | 仓库';
comment on column public.fulfillment_orders.supplier_id is 'Supplier | 供应商';
comment on column public.fulfillment_orders.status is 'Status | 状态';
comment on column public.fulfillment_orders.goods is 'Goods | 商品金额';
comment on column public.fulfillment_orders.discount is 'Discount | 优惠金额';
comment on column public.fulfillment_orders.shipping is 'Shipping fee | 运费';
comment on column public.fulfillment_orders.tax is 'Tax | 税额';
comment on column public.fulfillment_orders.total is 'Total | 合计';
comment on column public.fulfillment_orders.ship_by is 'Ship by | 最晚发货时间';
comment on column public.fulfillment_orders.expected_on is 'Stock expected | 预计到货日';
comment on column public.fulfillment_orders.released_at is 'Released to the warehouse | 下发时间';
comment on column public.fulfillment_orders.picked_at is 'Picked | 拣货时间';
comment on column public.fulfillment_orders.packed_at is 'Packed | 打包时间';
comment on column public.fulfillment_orders.parcel_group_id is 'Ships together with | 合并发货至';
comment on column public.fulfillment_orders.split_plan is 'Split plan | 拆单方案';
comment on column public.fulfillment_orders.supersedes_id is 'Replaces | 替代的子订单';
comment on column public.fulfillment_orders.is_superseded is 'Replaced | 已被替代
Replaced by a newer plan; no longer counts | 已被新方案替代，不再计入';

create table public.fulfillment_lines (
  id bigint generated always as identity primary key,
  fulfillment_order_id bigint not null
    constraint part_belongs_to_a_sub_order references public.fulfillment_orders (id) on delete cascade,
  order_line_id bigint not null
    constraint part_is_taken_from_a_line references public.order_lines (id) on delete restrict,
  order_id bigint not null
    constraint part_belongs_to_an_order references public.orders (id) on delete restrict,
  warehouse_id bigint
    constraint part_leaves_from_a_warehouse references public.warehouses (id) on delete restrict,
  qty integer not null constraint quantity_is_positive check (qty > 0),
  goods numeric(14,2) not null default 0,
  discount numeric(14,2) not null default 0,
  shipping numeric(14,2) not null default 0,
  tax numeric(14,2) not null default 0,
  net numeric(14,2) not null generated always as (goods - discount) stored,
  qty_shipped integer not null default 0,
  qty_delivered integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint line_is_once_in_a_sub_order unique (fulfillment_order_id, order_line_id),
  constraint shipped_is_within_planned check (
    qty_shipped between 0 and qty and qty_delivered between 0 and qty_shipped
  )
);
create index fulfillment_lines_order_line_id_idx on public.fulfillment_lines (order_line_id);
create index fulfillment_lines_order_id_idx on public.fulfillment_lines (order_id);
create index fulfillment_lines_warehouse_id_idx on public.fulfillment_lines (warehouse_id);
select order_management.keep_parent('fulfillment_lines', 'fulfillment_order_id');
select order_management.keep_parent('fulfillment_lines', 'order_line_id');

comment on table public.fulfillment_lines is 'Sub-order lines | 子订单明细';
comment on column public.fulfillment_lines.fulfillment_order_id is 'Sub-order | 子订单';
comment on column public.fulfillment_lines.order_line_id is 'Order line | 订单明细';
comment on column public.fulfillment_lines.order_id is 'Order | 订单';
comment on column public.fulfillment_lines.warehouse_id is 'Warehouse | 仓库';
comment on column public.fulfillment_lines.qty is 'Quantity | 数量';
comment on column public.fulfillment_lines.goods is 'Goods | 商品金额';
comment on column public.fulfillment_lines.discount is 'Discount | 优惠金额';
comment on column public.fulfillment_lines.shipping is 'Shipping fee | 运费';
comment on column public.fulfillment_lines.tax is 'Tax | 税额';
comment on column public.fulfillment_lines.net is 'Net | 净额';
comment on column public.fulfillment_lines.qty_shipped is 'Shipped | 已发数量';
comment on column public.fulfillment_lines.qty_delivered is 'Delivered | 已签收数量';

-- supabase/order-management/25_carriers.sql
-- Who carries the parcels, and when which carrier is chosen.

create table public.carriers (
  id bigint generated always as identity primary key,
  code text not null constraint carrier_code_is_unique unique,
  name text not null,
  tracking_pattern text constraint tracking_pattern_is_a_regular_expression check (
    regexp_count('', tracking_pattern) >= 0
  ),
  tracking_url text,
  phone text,
  transit_days integer not null default 3 constraint transit_takes_a_sensible_time check (transit_days between 0 and 120),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.carriers is 'Carriers | 物流公司';
comment on column public.carriers.code is 'Code | 编码';
comment on column public.carriers.name is 'Name | 名称';
comment on column public.carriers.tracking_pattern is 'Tracking number pattern | 运单号格式
Regular expression that a tracking number matches | 运单号须匹配的正则表达式';
comment on column public.carriers.tracking_url is 'Tracking page | 查询网址
{number} stands for the tracking number | 用 {number} 代表运单号';
comment on column public.carriers.phone is 'Phone | 客服电话';
comment on column public.carriers.transit_days is 'Days on the way | 运输天数
Tells customers when a parcel is expected | 用于告知客户预计送达时间';
comment on column public.carriers.is_active is 'Active | 启用';

create table public.carrier_rules (
  id bigint generated always as identity primary key,
  name text not null,
  carrier_id bigint not null
    constraint rule_chooses_a_carrier references public.carriers (id) on delete cascade,
  priority integer not null default 100,
  warehouse_id bigint
    constraint rule_is_for_a_warehouse references public.warehouses (id) on delete cascade,
  channel_id bigint
    constraint rule_is_for_a_channel references public.channels (id) on delete cascade,
  region_code text,
  shipping_class text constraint shipping_class_is_known check (
    shipping_class in ('normal', 'cold', 'hazardous', 'oversize', 'virtual')
  ),
  min_weight_g integer,
  max_weight_g integer,
  min_total numeric(14,2),
  max_total numeric(14,2),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint weights_are_in_order check (min_weight_g <= max_weight_g),
  constraint totals_are_in_order check (min_total <= max_total)
);
create index carrier_rules_carrier_id_idx on public.carrier_rules (carrier_id);
create index carrier_rules_warehouse_id_idx on public.carrier_rules (warehouse_id);
create index carrier_rules_channel_id_idx on public.carrier_rules (channel_id);

comment on table public.carrier_rules is 'Carrier rules | 物流规则
The first rule that fits chooses the carrier | 按优先级匹配，首个符合的规则生效';
comment on column public.carrier_rules.name is 'Name | 名称';
comment on column public.carrier_rules.carrier_id is 'Carrier | 物流公司';
comment on column public.carrier_rules.priority is 'Priority | 优先级';
comment on column public.carrier_rules.warehouse_id is 'Warehouse | 仓库';
comment on column public.carrier_rules.channel_id is 'Channel | 渠道';
comment on column public.carrier_rules.region_code is 'Region | 区域';
comment on column public.carrier_rules.shipping_class is 'Shipping class | 运输类别';
comment on column public.carrier_rules.min_weight_g is 'Weight from (g) | 最小重量（克）';
comment on column public.carrier_rules.max_weight_g is 'Weight to (g) | 最大重量（克）';
comment on column public.carrier_rules.min_total is 'Order total from | 最低订单金额';
comment on column public.carrier_rules.max_total is 'Order total to | 最高订单金额';
comment on column public.carrier_rules.is_active is 'Active | 启用';

-- supabase/order-management/26_parcels.sql
-- Parcels: what is inside, and where they are.

create table public.shipments (
  id bigint generated always as identity primary key,
  shipment_no text not null generated always as (public.document_number('PK-', id)) stored
    constraint parcel_number_is_unique unique,
  fulfillment_order_id bigint not null
    constraint parcel_ships_a_sub_order references public.fulfillment_orders (id) on delete restrict,
  order_id bigint not null
    constraint parcel_belongs_to_an_order references public.orders (id) on delete restrict,
  warehouse_id bigint
    constraint parcel_leaves_from_a_warehouse references public.warehouses (id) on delete restrict,
  carrier_id bigint
    constraint parcel_is_carried_by_a_carrier references public.carriers (id) on delete restrict,
  tracking_no text constraint tracking_number_is_not_blank check (btrim(tracking_no) <> ''),
  label_url text,
  shipped_at timestamptz,
  confirmed_at timestamptz,
  expected_at timestamptz,
  delivered_at timestamptz,
  is_void boolean not null default false,
  status text not null generated always as (
    case
      when is_void then 'void'
      when delivered_at is not null then 'delivered'
      when shipped_at is not null then 'shipped'
      else 'packed'
    end
  ) stored constraint status_is_known check (status in ('packed', 'shipped', 'delivered', 'void')),
  weight_g integer constraint weight_is_not_negative check (weight_g >= 0),
  cost numeric(14,2) constraint cost_is_not_negative check (cost >= 0),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint carrier_uses_a_tracking_number_once unique (carrier_id, tracking_no),
  constraint delivered_parcel_was_shipped check (delivered_at is null or shipped_at is not null)
);
create index shipments_fulfillment_order_id_idx on public.shipments (fulfillment_order_id);
create index shipments_order_id_idx on public.shipments (order_id);
create index shipments_warehouse_id_idx on public.shipments (warehouse_id, shipped_at desc);
create index shipments_tracking_no_idx on public.shipments using gin (tracking_no extensions.gin_trgm_ops);
create index shipments_shipped_at_idx on public.shipments (shipped_at desc, id desc);
select order_management.keep_parent('shipments', 'fulfillment_order_id');

comment on table public.shipments is 'Parcels | 包裹';
comment on column public.shipments.shipment_no is 'Parcel number | 包裹号';
comment on column public.shipments.fulfillment_order_id is 'Sub-order | 子订单';
comment on column public.shipments.order_id is 'Order | 订单';
comment on column public.shipments.warehouse_id is 'Warehouse | 仓库';
comment on column public.shipments.carrier_id is 'Carrier | 物流公司';
comment on column public.shipments.tracking_no is 'Tracking number | 运单号';
comment on column public.shipments.label_url is 'Label | 面单';
comment on column public.shipments.shipped_at is 'Shipped | 发货时间';
comment on column public.shipments.confirmed_at is 'Confirmed to the channel | 平台确认时间';
comment on column public.shipments.expected_at is 'Expected | 预计送达';
comment on column public.shipments.delivered_at is 'Delivered | 签收时间';
comment on column public.shipments.is_void is 'Void | 作废';
comment on column public.shipments.status is 'Status | 状态';
comment on column public.shipments.weight_g is 'Weight (g) | 重量（克）';
comment on column public.shipments.cost is 'Shipping cost | 运费成本';
comment on column public.shipments.note is 'Note | 备注';

create table public.shipment_items (
  id bigint generated always as identity primary key,
  shipment_id bigint not null
    constraint item_is_in_a_parcel references public.shipments (id) on delete cascade,
  fulfillment_line_id bigint not null
    constraint item_ships_a_sub_order_line references public.fulfillment_lines (id) on delete restrict,
  order_line_id bigint not null
    constraint item_ships_an_order_line references public.order_lines (id) on delete restrict,
  order_id bigint not null
    constraint item_belongs_to_an_order references public.orders (id) on delete restrict,
  warehouse_id bigint
    constraint item_leaves_from_a_warehouse references public.warehouses (id) on delete restrict,
  qty integer not null constraint quantity_is_positive check (qty > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint parcel_names_a_line_once unique (shipment_id, fulfillment_line_id)
);
create index shipment_items_fulfillment_line_id_idx on public.shipment_items (fulfillment_line_id);
create index shipment_items_order_line_id_idx on public.shipment_items (order_line_id);
create index shipment_items_order_id_idx on public.shipment_items (order_id);
create index shipment_items_warehouse_id_idx on public.shipment_items (warehouse_id);
select order_management.keep_parent('shipment_items', 'shipment_id');
select order_management.keep_parent('shipment_items', 'fulfillment_line_id');

comment on table public.shipment_items is 'Parcel contents | 包裹明细';
comment on column public.shipment_items.shipment_id is 'Parcel | 包裹';
comment on column public.shipment_items.fulfillment_line_id is 'Sub-order line | 子订单明细';
comment on column public.shipment_items.order_line_id is 'Order line | 订单明细';
comment on column public.shipment_items.order_id is 'Order | 订单';
comment on column public.shipment_items.warehouse_id is 'Warehouse | 仓库';
comment on column public.shipment_items.qty is 'Quantity | 数量';

create table public.tracking_events (
  id bigint generated always as identity primary key,
  shipment_id bigint not null
    constraint event_is_about_a_parcel references public.shipments (id) on delete cascade,
  warehouse_id bigint
    constraint event_concerns_a_warehouse references public.warehouses (id) on delete restrict,
  at timestamptz not null default now(),
  code text not null constraint code_is_known check (
    code in ('picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'delayed', 'damaged', 'returned', 'other')
  ),
  location text,
  description text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_is_recorded_once unique (shipment_id, at, code)
);
create index tracking_events_warehouse_id_idx on public.tracking_events (warehouse_id);
select order_management.keep_parent('tracking_events', 'shipment_id');

comment on table public.tracking_events is 'Tracking | 物流轨迹';
comment on column public.tracking_events.shipment_id is 'Parcel | 包裹';
comment on column public.tracking_events.warehouse_id is 'Warehouse | 仓库';
comment on column public.tracking_events.at is 'When | 时间';
comment on column public.tracking_events.code is 'State | 状态';
comment on column public.tracking_events.location is 'Place | 地点';
comment on column public.tracking_events.description is 'Description | 描述';

-- supabase/order-management/28_stock.sql
-- Stock: an append-only ledger of movements, reservations, and one balance row per warehouse and SKU.

create table public.stock (
  id bigint generated always as identity primary key,
  warehouse_id bigint not null
    constraint stock_lies_in_a_warehouse references public.warehouses (id) on delete restrict,
  sku_id bigint not null
    constraint stock_is_of_a_sku references public.skus (id) on delete restrict,
  on_hand integer not null default 0,
  reserved integer not null default 0 constraint reserved_is_not_negative check (reserved >= 0),
  incoming integer not null default 0 constraint incoming_is_not_negative check (incoming >= 0),
  available integer not null generated always as (on_hand - reserved) stored,
  safety_stock integer constraint safety_stock_is_not_negative check (safety_stock >= 0),
  bin text,
  counted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stock_has_one_balance_per_warehouse_and_sku unique (warehouse_id, sku_id),
  -- The last line of defence: overselling is impossible even for a faulty function.
  constraint nothing_is_sold_twice check (on_hand - reserved >= 0)
);
create index stock_sku_id_idx on public.stock (sku_id);

comment on table public.stock is 'Stock | 库存';
comment on column public.stock.warehouse_id is 'Warehouse | 仓库';
comment on column public.stock.sku_id is 'SKU | SKU';
comment on column public.stock.on_hand is 'On hand | 在库数量';
comment on column public.stock.reserved is 'Reserved | 已占用';
comment on column public.stock.incoming is 'Incoming | 在途';
comment on column public.stock.available is 'Available | 可用数量
On hand less reserved | 在库减占用';
comment on column public.stock.safety_stock is 'Safety stock here | 本仓安全库存';
comment on column public.stock.bin is 'Bin | 库位';
comment on column public.stock.counted_at is 'Last counted | 上次盘点';

create table public.stock_movements (
  id bigint generated always as identity primary key,
  warehouse_id bigint not null
    constraint movement_is_in_a_warehouse references public.warehouses (id) on delete restrict,
  sku_id bigint not null
    constraint movement_is_of_a_sku references public.skus (id) on delete restrict,
  qty integer not null constraint quantity_is_not_zero check (qty <> 0),
  kind text not null constraint kind_is_known check (
    kind in ('receive', 'ship', 'return_in', 'damage', 'count', 'transfer_out', 'transfer_in', 'correction')
  ),
  ref_table text,
  ref_id bigint,
  unit_cost numeric(14,4) constraint unit_cost_is_not_negative check (unit_cost >= 0),
  at timestamptz not null default now(),
  actor_id uuid
    constraint movement_was_made_by_a_member references config.members (id) on delete set null,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_moves_stock_once unique (ref_table, ref_id, sku_id, warehouse_id, kind)
);
create index stock_movements_warehouse_id_idx on public.stock_movements (warehouse_id, sku_id, at desc);
create index stock_movements_sku_id_idx on public.stock_movements (sku_id, at desc);
create index stock_movements_actor_id_idx on public.stock_movements (actor_id) where actor_id is not null;
create index stock_movements_at_idx on public.stock_movements (at desc, id desc);

comment on table public.stock_movements is 'Stock movements | 库存流水
Never changed; a mistake is undone by another movement | 不可更改，错误以反向流水更正';
comment on column public.stock_movements.warehouse_id is 'Warehouse | 仓库';
comment on column public.stock_movements.sku_id is 'SKU | SKU';
comment on column public.stock_movements.qty is 'Quantity | 数量
Negative when goods leave | 出库为负';
comment on column public.stock_movements.kind is 'Kind | 类型';
comment on column public.stock_movements.ref_table is 'Cause | 来源';
comment on column public.stock_movements.ref_id is 'Cause number | 来源编号';
comment on column public.stock_movements.unit_cost is 'Unit cost | 单位成本';
comment on column public.stock_movements.at is 'When | 时间';
comment on column public.stock_movements.actor_id is 'Who | 操作人';
comment on column public.stock_movements.note is 'Note | 备注';

create table public.reservations (
  id bigint generated always as identity primary key,
  fulfillment_line_id bigint
    constraint reservation_is_for_a_sub_order_line references public.fulfillment_lines (id) on delete restrict,
  warehouse_id bigint not null
    constraint reservation_is_in_a_warehouse references public.warehouses (id) on delete restrict,
  sku_id bigint not null
    constraint reservation_is_of_a_sku references public.skus (id) on delete restrict,
  qty integer not null constraint quantity_is_positive check (qty > 0),
  state text not null default 'active' constraint state_is_known check (
    state in ('active', 'consumed', 'released')
  ),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index line_reserves_a_sku_once on public.reservations (fulfillment_line_id, warehouse_id, sku_id)
  where state = 'active';
create index reservations_fulfillment_line_id_idx on public.reservations (fulfillment_line_id);
create index reservations_warehouse_id_idx on public.reservations (warehouse_id, sku_id);
create index reservations_sku_id_idx on public.reservations (sku_id);
create index reservations_expires_at_idx on public.reservations (expires_at) where state = 'active';
select order_management.keep_parent('reservations', 'fulfillment_line_id');
select order_management.keep_parent('reservations', 'warehouse_id');
select order_management.keep_parent('reservations', 'sku_id');

comment on table public.reservations is 'Reservations | 库存占用';
comment on column public.reservations.fulfillment_line_id is 'Sub-order line | 子订单明细';
comment on column public.reservations.warehouse_id is 'Warehouse | 仓库';
comment on column public.reservations.sku_id is 'SKU | SKU';
comment on column public.reservations.qty is 'Quantity | 数量';
comment on column public.reservations.state is 'State | 状态';
comment on column public.reservations.expires_at is 'Expires | 到期时间';

create table public.stock_alerts (
  id bigint generated always as identity primary key,
  warehouse_id bigint not null
    constraint alert_is_in_a_warehouse references public.warehouses (id) on delete cascade,
  sku_id bigint not null
    constraint alert_is_about_a_sku references public.skus (id) on delete cascade,
  available integer not null,
  safety_stock integer not null,
  raised_at timestamptz not null default now(),
  cleared_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index alert_is_open_once on public.stock_alerts (warehouse_id, sku_id) where cleared_at is null;
create index stock_alerts_warehouse_id_idx on public.stock_alerts (warehouse_id);
create index stock_alerts_sku_id_idx on public.stock_alerts (sku_id);

comment on table public.stock_alerts is 'Stock alerts | 库存预警';
comment on column public.stock_alerts.warehouse_id is 'Warehouse | 仓库';
comment on column public.stock_alerts.sku_id is 'SKU | SKU';
comment on column public.stock_alerts.available is 'Available | 可用数量
When the alert was raised | 预警时的可用数量';
comment on column public.stock_alerts.safety_stock is 'Safety stock | 安全库存';
comment on column public.stock_alerts.raised_at is 'Raised | 预警时间';
comment on column public.stock_alerts.cleared_at is 'Cleared | 解除时间';

-- supabase/order-management/29_automation.sql
-- What may follow what, what happens by itself, and what waits to be sent.

create table public.status_rules (
  id bigint generated always as identity primary key,
  axis text not null constraint axis_is_known check (
    axis in ('lifecycle', 'sub_order', 'payment', 'refund', 'return', 'complaint')
  ),
  from_state text not null,
  to_state text not null,
  role_key text not null,
  guards text[] not null default '{}' constraint guards_are_known check (
    guards <@ array[
      'complete', 'not_on_hold', 'within_limit', 'four_eyes', 'not_released', 'not_shipped', 'delivered', 'no_open_return'
    ]
  ),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint transition_is_described_once_per_role unique (axis, from_state, to_state, role_key)
);

comment on table public.status_rules is 'Transitions | 状态流转规则
Which role may move what from which state to which | 各角色可执行的状态变更';
comment on column public.status_rules.axis is 'Of | 对象';
comment on column public.status_rules.from_state is 'From | 原状态';
comment on column public.status_rules.to_state is 'To | 新状态';
comment on column public.status_rules.role_key is 'Role | 角色
A role, `system` for what happens by itself, or * for everybody | 角色标识；system 表示自动处理，* 表示所有人';
comment on column public.status_rules.guards is 'Conditions | 条件';
comment on column public.status_rules.is_active is 'Active | 启用';

create table public.automation_rules (
  id bigint generated always as identity primary key,
  name text not null,
  event text not null constraint event_is_known check (
    event in (
      'order_received', 'order_paid', 'order_shipped', 'order_delivered', 'order_overdue', 'return_requested',
      'complaint_opened', 'stock_low'
    )
  ),
  conditions jsonb not null default '{"all": []}' constraint conditions_are_an_object check (
    jsonb_typeof(conditions) = 'object'
  ),
  actions jsonb not null default '[]' constraint actions_are_a_list check (jsonb_typeof(actions) = 'array'),
  priority integer not null default 100,
  is_active boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.automation_rules is 'Automation rules | 自动化规则';
comment on column public.automation_rules.name is 'Name | 名称';
comment on column public.automation_rules.event is 'When | 触发事件';
comment on column public.automation_rules.conditions is 'If | 条件';
comment on column public.automation_rules.actions is 'Then | 动作';
comment on column public.automation_rules.priority is 'Priority | 优先级';
comment on column public.automation_rules.is_active is 'Active | 启用';

create table public.rule_runs (
  id bigint generated always as identity primary key,
  rule_id bigint not null
    constraint run_is_of_a_rule references public.automation_rules (id) on delete cascade,
  order_id bigint
    constraint run_concerns_an_order references public.orders (id) on delete cascade,
  order_event_id bigint
    constraint run_was_triggered_by_an_event references public.order_events (id) on delete cascade,
  state text not null constraint state_is_known check (state in ('succeeded', 'failed', 'skipped')),
  log text,
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rule_runs_once_per_event unique (rule_id, order_id, order_event_id)
);
create index rule_runs_order_id_idx on public.rule_runs (order_id);
create index rule_runs_order_event_id_idx on public.rule_runs (order_event_id);
create index rule_runs_at_idx on public.rule_runs (at desc, id desc);

comment on table public.rule_runs is 'Rule runs | 规则执行记录';
comment on column public.rule_runs.rule_id is 'Rule | 规则';
comment on column public.rule_runs.order_id is 'Order | 订单';
comment on column public.rule_runs.order_event_id is 'Triggered by | 触发事件';
comment on column public.rule_runs.state is 'Result | 结果';
comment on column public.rule_runs.log is 'Log | 日志';
comment on column public.rule_runs.at is 'When | 时间';

create table public.outbox (
  id bigint generated always as identity primary key,
  topic text not null constraint topic_is_not_blank check (btrim(topic) <> ''),
  payload jsonb not null default '{}',
  order_id bigint
    constraint message_concerns_an_order references public.orders (id) on delete cascade,
  dedupe_key text not null constraint message_is_sent_once unique,
  attempts integer not null default 0 constraint attempts_are_not_negative check (attempts >= 0),
  next_at timestamptz not null default now(),
  done_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index outbox_order_id_idx on public.outbox (order_id);
create index outbox_waiting_idx on public.outbox (next_at) where done_at is null;

comment on table public.outbox is 'Outbox | 待发消息
Mails, labels and calls that wait to be sent | 待发送的邮件、面单与接口调用';
comment on column public.outbox.topic is 'Topic | 主题';
comment on column public.outbox.payload is 'Content | 内容';
comment on column public.outbox.order_id is 'Order | 订单';
comment on column public.outbox.dedupe_key is 'Sent once per | 去重键';
comment on column public.outbox.attempts is 'Attempts | 尝试次数';
comment on column public.outbox.next_at is 'Next attempt | 下次尝试';
comment on column public.outbox.done_at is 'Sent | 完成时间';
comment on column public.outbox.last_error is 'Last error | 最近错误';

-- supabase/order-management/30_payments.sql
-- Money that came in. What an order has received is kept on the order by trigger.

create table public.payments (
  id bigint generated always as identity primary key,
  payment_no text not null generated always as (public.document_number('PM-', id)) stored
    constraint payment_number_is_unique unique,
  order_id bigint not null
    constraint payment_is_for_an_order references public.orders (id) on delete restrict,
  method text not null constraint method_is_known check (
    method in (
      'alipay', 'wechat', 'card', 'bank_transfer', 'paypal', 'cash', 'cash_on_delivery', 'balance', 'platform', 'other'
    )
  ),
  provider text,
  provider_ref text,
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  amount numeric(14,2) not null constraint amount_is_positive check (amount > 0),
  fee numeric(14,2) not null default 0 constraint fee_is_not_negative check (fee >= 0),
  state text not null default 'pending' constraint state_is_known check (
    state in ('pending', 'succeeded', 'failed')
  ),
  paid_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by_id uuid
    constraint payment_was_confirmed_by_a_member references config.members (id) on delete set null,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint provider_reports_a_payment_once unique (provider, provider_ref),
  constraint amount_fits_its_currency check (amount = trunc(amount, public.currency_decimals(currency))),
  constraint received_payment_has_a_time check (state <> 'succeeded' or paid_at is not null)
);
create index payments_order_id_idx on public.payments (order_id);
create index payments_confirmed_by_id_idx on public.payments (confirmed_by_id) where confirmed_by_id is not null;
create index payments_state_idx on public.payments (state, created_at desc);
create index payments_paid_at_idx on public.payments (paid_at desc, id desc);
select order_management.keep_parent('payments', 'order_id');

comment on table public.payments is 'Payments | 收款';
comment on column public.payments.payment_no is 'Payment number | 收款单号';
comment on column public.payments.order_id is 'Order | 订单';
comment on column public.payments.method is 'Method | 支付方式';
comment on column public.payments.provider is 'Provider | 支付机构';
comment on column public.payments.provider_ref is 'Provider''s reference | 支付流水号';
comment on column public.payments.currency is 'Currency | 币种
That of the order | 与订单一致';
comment on column public.payments.amount is 'Amount | 金额';
comment on column public.payments.fee is 'Fee | 手续费';
comment on column public.payments.state is 'State | 状态';
comment on column public.payments.paid_at is 'Paid | 付款时间';
comment on column public.payments.confirmed_at is 'Confirmed | 确认时间';
comment on column public.payments.confirmed_by_id is 'Confirmed by | 确认人';
comment on column public.payments.note is 'Note | 备注';

-- supabase/order-management/31_returns.sql
-- Goods that come back, and exchanges.

create table public.returns (
  id bigint generated always as identity primary key,
  return_no text not null generated always as (public.document_number('RT-', id)) stored
    constraint return_number_is_unique unique,
  order_id bigint not null
    constraint return_is_from_an_order references public.orders (id) on delete restrict,
  kind text not null default 'return' constraint kind_is_known check (
    kind in ('return', 'exchange', 'refund_only')
  ),
  state text not null default 'requested' constraint state_is_known check (
    state in ('requested', 'approved', 'rejected', 'in_transit', 'received', 'inspected', 'closed')
  ),
  reason_code text not null default 'other' constraint reason_is_known check (
    reason_code in (
      'quality', 'wrong_item', 'damaged', 'not_as_described', 'no_longer_wanted', 'late', 'other'
    )
  ),
  description text,
  evidence text[] not null default '{}',
  requested_at timestamptz not null default now(),
  deadline timestamptz,
  decided_at timestamptz,
  decided_by_id uuid
    constraint return_was_decided_by_a_member references config.members (id) on delete set null,
  decision_note text,
  warehouse_id bigint
    constraint return_goes_to_a_warehouse references public.warehouses (id) on delete restrict,
  carrier_id bigint
    constraint return_is_carried_by_a_carrier references public.carriers (id) on delete restrict,
  tracking_no text,
  received_at timestamptz,
  replacement_order_id bigint
    constraint exchange_is_shipped_as_an_order references public.orders (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint replacement_is_another_order check (replacement_order_id <> order_id)
);
create index returns_order_id_idx on public.returns (order_id);
create index returns_decided_by_id_idx on public.returns (decided_by_id) where decided_by_id is not null;
create index returns_warehouse_id_idx on public.returns (warehouse_id);
create index returns_carrier_id_idx on public.returns (carrier_id);
create index returns_replacement_order_id_idx on public.returns (replacement_order_id)
  where replacement_order_id is not null;
create index returns_state_idx on public.returns (state, requested_at desc);
create index returns_requested_at_idx on public.returns (requested_at desc, id desc);
create index returns_tracking_no_idx on public.returns using gin (tracking_no extensions.gin_trgm_ops);
select order_management.keep_parent('returns', 'order_id');

comment on table public.returns is 'Returns | 退换货';
comment on column public.returns.return_no is 'Return number | 退货单号';
comment on column public.returns.order_id is 'Order | 订单';
comment on column public.returns.kind is 'Kind | 类型';
comment on column public.returns.state is 'State | 状态';
comment on column public.returns.reason_code is 'Reason | 原因';
comment on column public.returns.description is 'Description | 说明';
comment on column public.returns.evidence is 'Evidence | 凭证
Addresses of photos and files | 照片与文件地址';
comment on column public.returns.requested_at is 'Requested | 申请时间';
comment on column public.returns.deadline is 'Send back by | 寄回期限';
comment on column public.returns.decided_at is 'Decided | 审批时间';
comment on column public.returns.decided_by_id is 'Decided by | 审批人';
comment on column public.returns.decision_note is 'Decision | 审批意见';
comment on column public.returns.warehouse_id is 'Warehouse | 退回仓库';
comment on column public.returns.carrier_id is 'Carrier | 物流公司';
comment on column public.returns.tracking_no is 'Tracking number | 退货运单号';
comment on column public.returns.received_at is 'Received | 收货时间';
comment on column public.returns.replacement_order_id is 'Replacement order | 换货订单';

create table public.return_lines (
  id bigint generated always as identity primary key,
  return_id bigint not null
    constraint returned_line_belongs_to_a_return references public.returns (id) on delete cascade,
  order_line_id bigint not null
    constraint returned_line_was_ordered references public.order_lines (id) on delete restrict,
  warehouse_id bigint
    constraint returned_line_goes_to_a_warehouse references public.warehouses (id) on delete restrict,
  qty integer not null constraint quantity_is_positive check (qty > 0),
  condition text constraint condition_is_known check (condition in ('sellable', 'damaged')),
  bin text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint return_names_a_line_once unique (return_id, order_line_id)
);
create index return_lines_order_line_id_idx on public.return_lines (order_line_id);
create index return_lines_warehouse_id_idx on public.return_lines (warehouse_id);
select order_management.keep_parent('return_lines', 'return_id');
select order_management.keep_parent('return_lines', 'order_line_id');

comment on table public.return_lines is 'Return lines | 退货明细';
comment on column public.return_lines.return_id is 'Return | 退货单';
comment on column public.return_lines.order_line_id is 'Order line | 订单明细';
comment on column public.return_lines.warehouse_id is 'Warehouse | 退回仓库';
comment on column public.return_lines.qty is 'Quantity | 数量';
comment on column public.return_lines.condition is 'Condition | 货品状况';
comment on column public.return_lines.bin is 'Bin | 库位';

-- supabase/order-management/32_refunds.sql
-- Money that goes back. What an order has paid back is kept on the order by trigger.

create table public.refunds (
  id bigint generated always as identity primary key,
  refund_no text not null generated always as (public.document_number('RF-', id)) stored
    constraint refund_number_is_unique unique,
  order_id bigint not null
    constraint refund_is_for_an_order references public.orders (id) on delete restrict,
  return_id bigint
    constraint refund_settles_a_return references public.returns (id) on delete restrict,
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  amount numeric(14,2) not null constraint amount_is_positive check (amount > 0),
  shipping_part numeric(14,2) not null default 0 constraint shipping_part_is_within_the_amount check (
    shipping_part between 0 and amount
  ),
  reason text,
  method text constraint method_is_known check (
    method in (
      'alipay', 'wechat', 'card', 'bank_transfer', 'paypal', 'cash', 'balance', 'platform', 'other'
    )
  ),
  state text not null default 'requested' constraint state_is_known check (
    state in ('requested', 'approved', 'processing', 'done', 'rejected')
  ),
  requested_at timestamptz not null default now(),
  requested_by_id uuid
    constraint refund_was_requested_by_a_member references config.members (id) on delete set null,
  approved_at timestamptz,
  approved_by_id uuid
    constraint refund_was_approved_by_a_member references config.members (id) on delete set null,
  rule_id bigint
    constraint refund_was_approved_by_a_rule references public.automation_rules (id) on delete set null,
  done_at timestamptz,
  provider text,
  provider_ref text,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint provider_reports_a_refund_once unique (provider, provider_ref),
  constraint amount_fits_its_currency check (amount = trunc(amount, public.currency_decimals(currency))),
  constraint finished_refund_has_a_time check (state <> 'done' or done_at is not null)
);
create index refunds_order_id_idx on public.refunds (order_id);
create index refunds_return_id_idx on public.refunds (return_id);
create index refunds_requested_by_id_idx on public.refunds (requested_by_id) where requested_by_id is not null;
create index refunds_approved_by_id_idx on public.refunds (approved_by_id) where approved_by_id is not null;
create index refunds_rule_id_idx on public.refunds (rule_id) where rule_id is not null;
create index refunds_state_idx on public.refunds (state, requested_at desc);
create index refunds_requested_at_idx on public.refunds (requested_at desc, id desc);
create index refunds_done_at_idx on public.refunds (done_at desc, id desc);
select order_management.keep_parent('refunds', 'order_id');

comment on table public.refunds is 'Refunds | 退款';
comment on column public.refunds.refund_no is 'Refund number | 退款单号';
comment on column public.refunds.order_id is 'Order | 订单';
comment on column public.refunds.return_id is 'Return | 退货单';
comment on column public.refunds.currency is 'Currency | 币种
That of the order | 与订单一致';
comment on column public.refunds.amount is 'Amount | 金额';
comment on column public.refunds.shipping_part is 'Of which shipping | 其中运费';
comment on column public.refunds.reason is 'Reason | 原因';
comment on column public.refunds.method is 'Method | 退款方式';
comment on column public.refunds.state is 'State | 状态';
comment on column public.refunds.requested_at is 'Requested | 申请时间';
comment on column public.refunds.requested_by_id is 'Requested by | 申请人';
comment on column public.refunds.approved_at is 'Approved | 批准时间';
comment on column public.refunds.approved_by_id is 'Approved by | 批准人';
comment on column public.refunds.rule_id is 'Approved by rule | 自动批准规则';
comment on column public.refunds.done_at is 'Paid back | 到账时间';
comment on column public.refunds.provider is 'Provider | 支付机构';
comment on column public.refunds.provider_ref is 'Provider''s reference | 退款流水号';
comment on column public.refunds.note is 'Note | 备注';

create table public.refund_lines (
  id bigint generated always as identity primary key,
  refund_id bigint not null
    constraint refunded_line_belongs_to_a_refund references public.refunds (id) on delete cascade,
  order_line_id bigint not null
    constraint refunded_line_was_ordered references public.order_lines (id) on delete restrict,
  qty integer not null default 0 constraint quantity_is_not_negative check (qty >= 0),
  amount numeric(14,2) not null constraint amount_is_not_negative check (amount >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint refund_names_a_line_once unique (refund_id, order_line_id)
);
create index refund_lines_order_line_id_idx on public.refund_lines (order_line_id);
select order_management.keep_parent('refund_lines', 'refund_id');
select order_management.keep_parent('refund_lines', 'order_line_id');

comment on table public.refund_lines is 'Refund lines | 退款明细';
comment on column public.refund_lines.refund_id is 'Refund | 退款单';
comment on column public.refund_lines.order_line_id is 'Order line | 订单明细';
comment on column public.refund_lines.qty is 'Quantity | 数量
0: money only, the goods stay | 0 表示仅退款';
comment on column public.refund_lines.amount is 'Amount | 金额';

-- supabase/order-management/33_invoices.sql
-- Invoices with gap-free numbers. An issued invoice is never changed: a credit note takes it back.

create table public.invoice_series (
  id bigint generated always as identity primary key,
  kind text not null constraint kind_is_known check (kind in ('normal', 'vat', 'credit_note')),
  prefix text not null,
  next_number bigint not null default 1 constraint next_number_is_positive check (next_number > 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint prefix_is_unique unique (prefix)
);
create unique index kind_has_one_active_series on public.invoice_series (kind) where is_active;
insert into public.invoice_series (kind, prefix)
values ('normal', 'INV-'), ('vat', 'VAT-'), ('credit_note', 'CN-');

comment on table public.invoice_series is 'Invoice series | 发票号段';
comment on column public.invoice_series.kind is 'Kind | 类型';
comment on column public.invoice_series.prefix is 'Prefix | 前缀';
comment on column public.invoice_series.next_number is 'Next number | 下一号码';
comment on column public.invoice_series.is_active is 'Active | 启用';

create table public.invoices (
  id bigint generated always as identity primary key,
  number text not null default '' constraint invoice_number_is_unique unique,
  order_id bigint not null
    constraint invoice_is_for_an_order references public.orders (id) on delete restrict,
  kind text not null default 'normal' constraint kind_is_known check (kind in ('normal', 'vat', 'credit_note')),
  title text not null constraint title_is_not_blank check (btrim(title) <> ''),
  tax_no text,
  email text,
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  amount numeric(14,2) not null constraint amount_is_positive check (amount > 0),
  issued_at timestamptz not null default now(),
  issued_by_id uuid
    constraint invoice_was_issued_by_a_member references config.members (id) on delete set null,
  voids_id bigint
    constraint credit_note_takes_back_an_invoice references public.invoices (id) on delete restrict,
  credited_total numeric(14,2) not null default 0 constraint credit_notes_never_exceed_their_invoice check (
    credited_total between 0 and amount
  ),
  state text not null generated always as (
    case when credited_total = amount then 'credited' when credited_total > 0 then 'partly_credited' else 'issued' end
  ) stored constraint state_is_known check (state in ('issued', 'partly_credited', 'credited')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint amount_fits_its_currency check (amount = trunc(amount, public.currency_decimals(currency))),
  constraint only_a_credit_note_takes_back check ((kind = 'credit_note') = (voids_id is not null)),
  constraint vat_invoice_names_a_tax_number check (kind <> 'vat' or tax_no is not null)
);
create index invoices_order_id_idx on public.invoices (order_id);
create index invoices_voids_id_idx on public.invoices (voids_id) where voids_id is not null;
create index invoices_issued_by_id_idx on public.invoices (issued_by_id) where issued_by_id is not null;
create index invoices_issued_at_idx on public.invoices (issued_at desc, id desc);
select order_management.keep_parent('invoices', 'order_id');

comment on table public.invoices is 'Invoices | 发票';
comment on column public.invoices.number is 'Number | 发票号
Given when the invoice is issued, without gaps | 开具时连续编号';
comment on column public.invoices.order_id is 'Order | 订单';
comment on column public.invoices.kind is 'Kind | 类型';
comment on column public.invoices.title is 'Title | 抬头';
comment on column public.invoices.tax_no is 'Tax number | 税号';
comment on column public.invoices.email is 'Send to | 接收邮箱';
comment on column public.invoices.currency is 'Currency | 币种
That of the order | 与订单一致';
comment on column public.invoices.amount is 'Amount | 金额';
comment on column public.invoices.issued_at is 'Issued | 开票时间';
comment on column public.invoices.issued_by_id is 'Issued by | 开票人';
comment on column public.invoices.voids_id is 'Takes back | 冲红发票';
comment on column public.invoices.credited_total is 'Credited | 已冲红金额
Taken back by credit notes | 已由红字发票冲回';
comment on column public.invoices.state is 'State | 状态';
comment on column public.invoices.note is 'Note | 备注';

-- supabase/order-management/34_complaints.sql
-- Complaints: from receipt over finding and measure to the reply.

create table public.complaints (
  id bigint generated always as identity primary key,
  complaint_no text not null generated always as (public.document_number('CP-', id)) stored
    constraint complaint_number_is_unique unique,
  order_id bigint
    constraint complaint_is_about_an_order references public.orders (id) on delete restrict,
  customer_id bigint
    constraint complaint_is_made_by_a_customer references public.customers (id) on delete restrict,
  channel_id bigint
    constraint complaint_came_through_a_channel references public.channels (id) on delete restrict,
  type text not null constraint type_is_known check (
    type in ('quality', 'delivery', 'service', 'wrong_item', 'price', 'invoice', 'other')
  ),
  severity text not null default 'normal' constraint severity_is_known check (
    severity in ('low', 'normal', 'high', 'urgent')
  ),
  state text not null default 'open' constraint state_is_known check (
    state in ('open', 'investigating', 'waiting_customer', 'resolved', 'closed')
  ),
  subject text not null constraint subject_is_not_blank check (btrim(subject) <> ''),
  description text,
  assignee_id uuid
    constraint complaint_is_handled_by_a_member references config.members (id) on delete set null,
  finding text,
  measure text,
  reply text,
  csat integer constraint satisfaction_is_1_to_5 check (csat between 1 and 5),
  due_at timestamptz,
  first_response_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  is_negative_feedback boolean not null default false,
  is_az_claim boolean not null default false,
  is_claim_denied boolean not null default false,
  is_chargeback boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint resolving_needs_a_reply check (
    state not in ('resolved', 'closed') or coalesce(btrim(reply), '') <> ''
  ),
  constraint only_a_claim_is_denied check (is_az_claim or not is_claim_denied)
);
create index complaints_order_id_idx on public.complaints (order_id);
create index complaints_customer_id_idx on public.complaints (customer_id);
create index complaints_channel_id_idx on public.complaints (channel_id);
create index complaints_assignee_id_idx on public.complaints (assignee_id) where assignee_id is not null;
create index complaints_state_idx on public.complaints (state, due_at);
create index complaints_created_at_idx on public.complaints (created_at desc, id desc);
select order_management.keep_parent('complaints', 'order_id');

comment on table public.complaints is 'Complaints | 投诉';
comment on column public.complaints.complaint_no is 'Complaint number | 投诉单号';
comment on column public.complaints.order_id is 'Order | 订单';
comment on column public.complaints.customer_id is 'Customer | 客户';
comment on column public.complaints.channel_id is 'Channel | 渠道';
comment on column public.complaints.type is 'Type | 类型';
comment on column public.complaints.severity is 'Severity | 严重程度';
comment on column public.complaints.state is 'State | 状态';
comment on column public.complaints.subject is 'Subject | 主题';
comment on column public.complaints.description is 'Description | 描述';
comment on column public.complaints.assignee_id is 'Handled by | 处理人';
comment on column public.complaints.finding is 'Finding | 调查结果';
comment on column public.complaints.measure is 'Measure | 处理措施';
comment on column public.complaints.reply is 'Reply | 回复
Needed to resolve the complaint | 解决投诉前必须填写';
comment on column public.complaints.csat is 'Satisfaction (1-5) | 满意度（1-5）';
comment on column public.complaints.due_at is 'Due | 截止时间';
comment on column public.complaints.first_response_at is 'First response | 首次响应';
comment on column public.complaints.resolved_at is 'Resolved | 解决时间';
comment on column public.complaints.closed_at is 'Closed | 关闭时间';
comment on column public.complaints.is_negative_feedback is 'Negative feedback | 差评';
comment on column public.complaints.is_az_claim is 'A-to-z claim | A-to-z 索赔';
comment on column public.complaints.is_claim_denied is 'Claim denied | 索赔被驳回';
comment on column public.complaints.is_chargeback is 'Chargeback | 拒付';

-- supabase/order-management/41_service.sql
-- Promises about time, what goes wrong at large, and who has to do something.

create table public.sla_policies (
  id bigint generated always as identity primary key,
  stage text not null constraint stage_is_known check (
    stage in ('pay', 'review', 'release', 'pick', 'ship', 'deliver', 'first_reply', 'resolve')
  ),
  channel_id bigint
    constraint promise_is_made_on_a_channel references public.channels (id) on delete cascade,
  hours numeric(8,2) not null constraint hours_are_positive check (hours > 0),
  calendar text not null default 'always' constraint calendar_is_known check (
    calendar in ('always', 'working_hours')
  ),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stage_has_one_promise_per_channel unique nulls not distinct (stage, channel_id)
);
create index sla_policies_channel_id_idx on public.sla_policies (channel_id);

comment on table public.sla_policies is 'Time limits | 时效标准';
comment on column public.sla_policies.stage is 'Stage | 环节';
comment on column public.sla_policies.channel_id is 'Channel | 渠道
Empty: all channels | 为空表示全部渠道';
comment on column public.sla_policies.hours is 'Hours | 小时';
comment on column public.sla_policies.calendar is 'Counted in | 计时方式';
comment on column public.sla_policies.is_active is 'Active | 启用';

create table public.incidents (
  id bigint generated always as identity primary key,
  incident_no text not null generated always as (public.document_number('IN-', id)) stored
    constraint incident_number_is_unique unique,
  type text not null constraint type_is_known check (
    type in ('carrier_stopped', 'warehouse_stopped', 'system_failure', 'stock_wrong', 'data_leak', 'other')
  ),
  title text not null,
  description text,
  plan jsonb not null default '[]' constraint plan_is_a_list check (jsonb_typeof(plan) = 'array'),
  is_drill boolean not null default false,
  carrier_id bigint
    constraint incident_concerns_a_carrier references public.carriers (id) on delete restrict,
  warehouse_id bigint
    constraint incident_concerns_a_warehouse references public.warehouses (id) on delete restrict,
  owner_id uuid
    constraint incident_is_led_by_a_member references config.members (id) on delete set null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz constraint incident_ends_after_it_began check (closed_at >= opened_at),
  findings text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index incidents_carrier_id_idx on public.incidents (carrier_id);
create index incidents_warehouse_id_idx on public.incidents (warehouse_id);
create index incidents_owner_id_idx on public.incidents (owner_id);

comment on table public.incidents is 'Incidents | 突发事件';
comment on column public.incidents.incident_no is 'Incident number | 事件编号';
comment on column public.incidents.type is 'Type | 类型';
comment on column public.incidents.title is 'Title | 标题';
comment on column public.incidents.description is 'Description | 描述';
comment on column public.incidents.plan is 'Checklist | 应急清单';
comment on column public.incidents.is_drill is 'Drill | 演练
Nothing is sent to customers | 不会通知客户';
comment on column public.incidents.carrier_id is 'Carrier | 物流公司';
comment on column public.incidents.warehouse_id is 'Warehouse | 仓库';
comment on column public.incidents.owner_id is 'Led by | 负责人';
comment on column public.incidents.opened_at is 'Opened | 发生时间';
comment on column public.incidents.closed_at is 'Closed | 结束时间';
comment on column public.incidents.findings is 'Findings | 总结';

create table public.tasks (
  id bigint generated always as identity primary key,
  title text not null constraint title_is_not_blank check (btrim(title) <> ''),
  description text,
  role_key text,
  assignee_id uuid
    constraint task_is_given_to_a_member references config.members (id) on delete set null,
  order_id bigint
    constraint task_concerns_an_order references public.orders (id) on delete cascade,
  complaint_id bigint
    constraint task_concerns_a_complaint references public.complaints (id) on delete cascade,
  incident_id bigint
    constraint task_concerns_an_incident references public.incidents (id) on delete cascade,
  state text not null default 'open' constraint state_is_known check (state in ('open', 'done', 'cancelled')),
  due_at timestamptz,
  done_at timestamptz,
  done_by_id uuid
    constraint task_was_done_by_a_member references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index tasks_assignee_id_idx on public.tasks (assignee_id);
create index tasks_order_id_idx on public.tasks (order_id);
create index tasks_complaint_id_idx on public.tasks (complaint_id);
create index tasks_incident_id_idx on public.tasks (incident_id);
create index tasks_done_by_id_idx on public.tasks (done_by_id);
create index tasks_open_idx on public.tasks (role_key, due_at) where state = 'open';
create index tasks_due_at_idx on public.tasks (due_at, id);

comment on table public.tasks is 'Tasks | 任务';
comment on column public.tasks.title is 'Title | 标题';
comment on column public.tasks.description is 'Description | 描述';
comment on column public.tasks.role_key is 'For role | 负责角色';
comment on column public.tasks.assignee_id is 'For | 负责人';
comment on column public.tasks.order_id is 'Order | 订单';
comment on column public.tasks.complaint_id is 'Complaint | 投诉';
comment on column public.tasks.incident_id is 'Incident | 突发事件';
comment on column public.tasks.state is 'State | 状态';
comment on column public.tasks.due_at is 'Due | 截止时间';
comment on column public.tasks.done_at is 'Done | 完成时间';
comment on column public.tasks.done_by_id is 'Done by | 完成人';

-- supabase/order-management/42_reports.sql
-- Reports that are made regularly, their results, and the limits that figures are measured against.

create table public.report_definitions (
  id bigint generated always as identity primary key,
  code text not null constraint report_code_is_unique unique,
  name text not null,
  description text,
  period text not null default 'day' constraint period_is_known check (
    period in ('day', 'week', 'month', 'quarter', 'year')
  ),
  due_time text constraint due_time_is_a_time_of_day check (due_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  parameters jsonb not null default '{}' constraint parameters_are_an_object check (
    jsonb_typeof(parameters) = 'object'
  ),
  role_keys text[] not null default '{}',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.report_definitions is 'Scheduled reports | 定期报表';
comment on column public.report_definitions.code is 'Code | 编码';
comment on column public.report_definitions.name is 'Name | 名称';
comment on column public.report_definitions.description is 'Definition | 口径说明';
comment on column public.report_definitions.period is 'Period | 周期';
comment on column public.report_definitions.due_time is 'Made at | 生成时间';
comment on column public.report_definitions.parameters is 'Parameters | 参数';
comment on column public.report_definitions.role_keys is 'For roles | 接收角色';
comment on column public.report_definitions.is_active is 'Active | 启用';

create table public.report_runs (
  id bigint generated always as identity primary key,
  definition_id bigint not null
    constraint run_is_of_a_report references public.report_definitions (id) on delete cascade,
  period_start date not null,
  period_end date not null,
  figures jsonb not null default '{}',
  made_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint report_is_made_once_per_period unique (definition_id, period_start),
  constraint period_is_in_order check (period_start <= period_end)
);

comment on table public.report_runs is 'Report results | 报表结果';
comment on column public.report_runs.definition_id is 'Report | 报表';
comment on column public.report_runs.period_start is 'From | 开始日期';
comment on column public.report_runs.period_end is 'To | 结束日期';
comment on column public.report_runs.figures is 'Figures | 数据';
comment on column public.report_runs.made_at is 'Made | 生成时间';

create table public.metric_limits (
  id bigint generated always as identity primary key,
  metric text not null,
  platform text not null,
  warning_at numeric(10,4),
  limit_at numeric(10,4) not null,
  higher_is_better boolean not null default false,
  source text,
  valid_from date not null default current_date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint limit_is_set_once_per_day unique (metric, platform, valid_from)
);

comment on table public.metric_limits is 'Metric limits | 指标阈值
Platforms change their targets, so each has its date and source | 平台标准会变化，须注明日期与来源';
comment on column public.metric_limits.metric is 'Metric | 指标';
comment on column public.metric_limits.platform is 'Platform | 平台';
comment on column public.metric_limits.warning_at is 'Warning at | 预警值';
comment on column public.metric_limits.limit_at is 'Limit | 阈值';
comment on column public.metric_limits.higher_is_better is 'Higher is better | 越高越好';
comment on column public.metric_limits.source is 'Source | 来源';
comment on column public.metric_limits.valid_from is 'Valid from | 生效日期';

-- supabase/order-management/43_planning.sql
-- What was sold per week, and by which rules stock is bought again.

create table public.demand_weeks (
  id bigint generated always as identity primary key,
  sku_id bigint not null
    constraint demand_is_for_a_sku references public.skus (id) on delete cascade,
  warehouse_id bigint
    constraint demand_is_met_by_a_warehouse references public.warehouses (id) on delete cascade,
  week date not null constraint week_starts_on_monday check (extract(isodow from week) = 1),
  qty integer not null default 0 constraint quantity_is_not_negative check (qty >= 0),
  stockout_days integer not null default 0 constraint stockout_is_within_the_week check (
    stockout_days between 0 and 7
  ),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint demand_is_counted_once_per_week unique nulls not distinct (sku_id, warehouse_id, week)
);
create index demand_weeks_warehouse_id_idx on public.demand_weeks (warehouse_id);
create index demand_weeks_week_idx on public.demand_weeks (week desc, id desc);

comment on table public.demand_weeks is 'Weekly demand | 周需求';
comment on column public.demand_weeks.sku_id is 'SKU | SKU';
comment on column public.demand_weeks.warehouse_id is 'Warehouse | 仓库';
comment on column public.demand_weeks.week is 'Week (Monday) | 周（周一）';
comment on column public.demand_weeks.qty is 'Quantity | 数量';
comment on column public.demand_weeks.stockout_days is 'Days out of stock | 缺货天数';

create table public.reorder_parameters (
  id bigint generated always as identity primary key,
  sku_id bigint not null
    constraint reordering_is_of_a_sku references public.skus (id) on delete cascade,
  warehouse_id bigint
    constraint reordering_is_for_a_warehouse references public.warehouses (id) on delete cascade,
  service_factor numeric(4,2) not null default 1.65 constraint service_factor_is_not_negative check (
    service_factor >= 0
  ),
  review_days integer not null default 7 constraint review_period_is_positive check (review_days > 0),
  min_order_qty integer not null default 1 constraint least_order_is_positive check (min_order_qty > 0),
  pack_size integer not null default 1 constraint pack_is_positive check (pack_size > 0),
  uplift numeric(6,3) not null default 1 constraint uplift_is_positive check (uplift > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reordering_is_set_once unique nulls not distinct (sku_id, warehouse_id)
);
create index reorder_parameters_warehouse_id_idx on public.reorder_parameters (warehouse_id);

comment on table public.reorder_parameters is 'Reorder parameters | 补货参数';
comment on column public.reorder_parameters.sku_id is 'SKU | SKU';
comment on column public.reorder_parameters.warehouse_id is 'Warehouse | 仓库
Empty: all warehouses | 为空表示全部仓库';
comment on column public.reorder_parameters.service_factor is 'Service factor z | 服务系数 z
1.65 = 95 % of the weeks without stock-out | 1.65 表示 95% 的周不缺货';
comment on column public.reorder_parameters.review_days is 'Review period (days) | 盘点周期（天）';
comment on column public.reorder_parameters.min_order_qty is 'Least order | 最小订货量';
comment on column public.reorder_parameters.pack_size is 'Pack size | 装箱数';
comment on column public.reorder_parameters.uplift is 'Uplift | 需求系数
Expected demand of an event, 1.5 = half as much again | 活动期间的需求倍数，1.5 表示增加一半';

-- supabase/order-management/44_sales.sql
-- What counts as a sale, said once: every report, list and drill-down asks this column.

alter table public.orders add column is_sale boolean generated always as (
  lifecycle in ('confirmed', 'processing', 'completed') and goods_total > 0
) stored;
comment on column public.orders.is_sale is 'Counts as a sale | 计入销售
Confirmed and not free; drafts, orders under review and cancelled ones do not count | 已审核且金额大于零；草稿、待审核和已取消的订单不计入';
-- Carries what reports add up, which need not read the rows then.
create index orders_sales_idx on public.orders (placed_at)
include (channel_id, customer_id, currency, goods_total, grand_total) where is_sale;
create index orders_promised_ship_at_idx on public.orders (promised_ship_at);

-- supabase/order-management/49_append_only.sql
-- The ledger and the timeline are written once. Only the database itself touches them again, when a member or a
-- whole order is deleted.

create function order_management.refuse_change()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if pg_trigger_depth() = 1 then
    perform engine.refuse(
      'append_only', format('%s are never changed or deleted', tg_table_name), '{}', '42501'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.refuse_change is
  'Refuses to change what was written once (reason append_only).';
create trigger order_events__append_only before update or delete on public.order_events
  for each statement execute function order_management.refuse_change();
create trigger stock_movements__append_only before update or delete on public.stock_movements
  for each statement execute function order_management.refuse_change();

-- supabase/order-management/50_order_locks.sql
-- Whoever changes something below an order takes the order first, always in the order of ids: no two writers
-- compute a total from half of the rows, and no two wait for each other.

create function order_management.lock_orders(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- clerks may write a child, not lock the order
as $$
begin
  -- What this very transaction wrote last it holds already.
  perform from public.orders as o
  where o.id = any (order_ids) and o.xmin <> pg_current_xact_id()::xid
  order by o.id
  for no key update;
end;
$$;
comment on function order_management.lock_orders is
  'Waits for other writers of these orders, then keeps them out.';

-- supabase/order-management/51_stamps.sql
-- What a row takes over from its parent. The parent's value wins over anything that was sent.
-- All are definer: the writer may not see the parent's columns, and must not be believed about them.

create function order_management.take_currency()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select o.currency into new.currency from public.orders as o where o.id = new.order_id;
  return new;
end;
$$;
comment on function order_management.take_currency is
  'Payments, refunds and invoices are in the currency of their order.';
create trigger payments__take_currency before insert on public.payments
  for each row execute function order_management.take_currency();
create trigger refunds__take_currency before insert on public.refunds
  for each row execute function order_management.take_currency();
create trigger invoices__take_currency before insert on public.invoices
  for each row execute function order_management.take_currency();

create function order_management.fulfillment_lines__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select f.order_id, f.warehouse_id into new.order_id, new.warehouse_id
  from public.fulfillment_orders as f where f.id = new.fulfillment_order_id;
  perform order_management.expect_line_of(new.order_id, new.order_line_id);
  return new;
end;
$$;
comment on function order_management.fulfillment_lines__take_over is
  'Order and warehouse are those of the sub-order.';

create function order_management.expect_line_of(order_id bigint, order_line_id bigint)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if not exists (
    select from public.order_lines as l
    where l.id = expect_line_of.order_line_id and l.order_id = expect_line_of.order_id
  ) then
    perform engine.refuse(
      'line_of_another_order', 'This line belongs to another order', '{"field": "order_line_id"}', '23514'
    );
  end if;
end;
$$;
comment on function order_management.expect_line_of is
  'Refuses a line of another order (reason line_of_another_order).';
create trigger fulfillment_lines__take_over before insert on public.fulfillment_lines
  for each row execute function order_management.fulfillment_lines__take_over();

create function order_management.shipments__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select f.order_id, f.warehouse_id into new.order_id, new.warehouse_id
  from public.fulfillment_orders as f where f.id = new.fulfillment_order_id;
  return new;
end;
$$;
comment on function order_management.shipments__take_over is
  'Order and warehouse are those of the sub-order.';
create trigger shipments__take_over before insert on public.shipments
  for each row execute function order_management.shipments__take_over();

create function order_management.shipment_items__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select l.order_line_id, l.order_id into new.order_line_id, new.order_id
  from public.fulfillment_lines as l where l.id = new.fulfillment_line_id;
  select s.warehouse_id into new.warehouse_id from public.shipments as s where s.id = new.shipment_id;
  if exists (
    select from public.fulfillment_lines as l
    where l.id = new.fulfillment_line_id and l.warehouse_id is distinct from new.warehouse_id
  ) then
    perform engine.refuse(
      'line_of_another_warehouse', 'This line leaves from another warehouse', '{"field": "fulfillment_line_id"}',
      '23514'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.shipment_items__take_over is
  'Order line and order are those of the sub-order line, the warehouse is that of the parcel (both must agree).
A parcel may hold lines of several orders: shipments are merged, orders are not. Reason line_of_another_warehouse.';
create trigger shipment_items__take_over before insert on public.shipment_items
  for each row execute function order_management.shipment_items__take_over();

create function order_management.tracking_events__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  select s.warehouse_id into new.warehouse_id from public.shipments as s where s.id = new.shipment_id;
  return new;
end;
$$;
comment on function order_management.tracking_events__take_over is
  'The warehouse is that of the parcel.';
create trigger tracking_events__take_over before insert on public.tracking_events
  for each row execute function order_management.tracking_events__take_over();

create function order_management.return_lines__take_over()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
declare
  of_order_id bigint;
begin
  select r.order_id, r.warehouse_id into of_order_id, new.warehouse_id
  from public.returns as r where r.id = new.return_id;
  perform order_management.expect_line_of(of_order_id, new.order_line_id);
  return new;
end;
$$;
comment on function order_management.return_lines__take_over is
  'The warehouse is that of the return.';
create trigger return_lines__take_over before insert on public.return_lines
  for each row execute function order_management.return_lines__take_over();

create function order_management.refund_lines__check_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- see above
as $$
begin
  perform order_management.expect_line_of(r.order_id, new.order_line_id)
  from public.refunds as r where r.id = new.refund_id;
  return new;
end;
$$;
comment on function order_management.refund_lines__check_order is
  'A refund pays back lines of its own order.';
create trigger refund_lines__check_order before insert on public.refund_lines
  for each row execute function order_management.refund_lines__check_order();

-- supabase/order-management/52_signatures.sql
-- Who decided something, and when, is written by the database and cannot be sent.

create function order_management.refuse_final(state text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'state_is_final', 'This is settled and can no longer change',
    jsonb_build_object('field', 'state', 'state', state), '23514'
  );
$$;
comment on function order_management.refuse_final is 'Raises reason state_is_final.';

create function order_management.actor_id()
returns uuid
language plpgsql stable security definer set search_path = '' -- private functions are called
as $$
begin
  -- Imports write row after row, and nobody is signed in then.
  return case when engine.uid() is not null then engine.member_id() end;
end;
$$;
comment on function order_management.actor_id is
  'The acting member, found quickly when there is none.';

create function order_management.returns__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if new.state not in ('requested', 'rejected') and old.state = 'rejected' then
    perform order_management.refuse_final(old.state);
  elsif new.state in ('approved', 'rejected') and new.state <> old.state then
    new.decided_at := now();
    new.decided_by_id := order_management.actor_id();
  elsif new.state in ('received', 'inspected') then
    new.received_at := coalesce(new.received_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.returns__sign is
  'Notes who decided on a return, and when the goods arrived.';
create trigger returns__sign before update of state on public.returns
  for each row execute function order_management.returns__sign();

create function order_management.complaints__sign()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if new.reply is not null then
    new.first_response_at := coalesce(new.first_response_at, now());
  end if;
  if new.state in ('resolved', 'closed') then
    new.resolved_at := coalesce(new.resolved_at, now());
  end if;
  if new.state = 'closed' then
    new.closed_at := coalesce(new.closed_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.complaints__sign is
  'Notes the first response, the solution and the end of a complaint.';
create trigger complaints__sign before insert or update of state, reply on public.complaints
  for each row execute function order_management.complaints__sign();

create function order_management.tasks__sign()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if new.state = 'done' and old.state <> 'done' then
    new.done_at := now();
    new.done_by_id := engine.member_id();
  end if;
  return new;
end;
$$;
comment on function order_management.tasks__sign is 'Notes who finished a task.';
create trigger tasks__sign before update of state on public.tasks
  for each row execute function order_management.tasks__sign();

-- supabase/order-management/52_signatures_of_money.sql
-- Money moves in one direction only, whoever writes: what was received, paid back or billed is never rewritten.

create function order_management.keep_amount()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform engine.refuse(
    'amount_is_final', 'What was recorded keeps its amount; record the difference instead', '{"field": "amount"}', '23514'
  );
  return null;
end;
$$;
comment on function order_management.keep_amount is 'Refuses another amount (reason amount_is_final).';
create trigger payments__keep_amount before update of amount, currency on public.payments
  for each row when ((old.amount, old.currency) is distinct from (new.amount, new.currency))
  execute function order_management.keep_amount();
create trigger refunds__keep_amount before update of amount, shipping_part, currency on public.refunds
  for each row when ((old.amount, old.shipping_part, old.currency) is distinct from (new.amount, new.shipping_part, new.currency))
  execute function order_management.keep_amount();
create trigger refund_lines__keep_amount before update of qty, amount on public.refund_lines
  for each row when ((old.qty, old.amount) is distinct from (new.qty, new.amount))
  execute function order_management.keep_amount();
create trigger invoices__keep_amount before update of number, kind, amount, currency, title, voids_id on public.invoices
  for each row when (
    (old.number, old.kind, old.amount, old.currency, old.title, old.voids_id)
      is distinct from (new.number, new.kind, new.amount, new.currency, new.title, new.voids_id)
  )
  execute function order_management.keep_amount();

create function order_management.payments__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if tg_op = 'UPDATE' and old.state <> 'pending' and new.state <> old.state then
    perform order_management.refuse_final(old.state);
  elsif new.state = 'succeeded' and (tg_op = 'INSERT' or old.state <> 'succeeded') then
    new.paid_at := coalesce(new.paid_at, now());
    new.confirmed_at := coalesce(new.confirmed_at, now());
    new.confirmed_by_id := coalesce(new.confirmed_by_id, order_management.actor_id());
  end if;
  return new;
end;
$$;
comment on function order_management.payments__sign is
  'Notes who confirmed a payment; what succeeded or failed stays so.';
create trigger payments__sign before insert or update of state on public.payments
  for each row execute function order_management.payments__sign();

-- Several small refunds of one order count like a large one, so nobody stays below the limit by asking in parts.
create function order_management.needs_second_person(order_id bigint, more numeric, except_refund_id bigint default null)
returns boolean
language sql stable security definer set search_path = '' -- the limit is not for every role to read
as $$
  select coalesce(more + coalesce((
    select sum(r.amount) from public.refunds as r
    where r.order_id = o.id and r.state <> 'rejected' and r.id is distinct from except_refund_id
  ), 0) > c.second_approval_above, false)
  from public.orders as o join public.channels as c on c.id = o.channel_id
  where o.id = needs_second_person.order_id;
$$;
comment on function order_management.needs_second_person is
  'Whether so much more paid back on an order takes somebody else than who asked for it: above the limit of its channel.';

create function order_management.refunds__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if tg_op = 'INSERT' then
    new.requested_by_id := coalesce(new.requested_by_id, order_management.actor_id());
  elsif old.state in ('done', 'rejected') and new.state <> old.state then
    perform order_management.refuse_final(old.state);
  elsif new.state <> old.state and (old.state, new.state) not in (
    ('requested', 'approved'), ('requested', 'rejected'), ('approved', 'processing'), ('approved', 'done'),
    ('approved', 'rejected'), ('processing', 'done'), ('processing', 'rejected')
  ) then
    perform engine.refuse(
      'refund_out_of_order', 'A refund is asked for, then approved, then paid out',
      jsonb_build_object('field', 'state', 'from', old.state, 'to', new.state), 'PT409'
    );
  end if;
  if new.state in ('approved', 'processing', 'done') and new.approved_at is null then
    new.approved_at := now();
    new.approved_by_id := coalesce(new.approved_by_id, order_management.actor_id());
    if new.approved_by_id = new.requested_by_id
      and order_management.needs_second_person(new.order_id, new.amount, new.id) then
      perform engine.refuse(
        'second_person_needed', 'A refund of this size is approved by somebody else than who asked for it', '{}', '42501'
      );
    end if;
  end if;
  if new.state = 'done' then
    new.done_at := coalesce(new.done_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.refunds__sign is
  'Notes who asked for a refund and who approved it; what was paid back or rejected stays so.
Reasons state_is_final, refund_out_of_order (409), second_person_needed (403).';
create trigger refunds__sign before insert or update of state on public.refunds
  for each row execute function order_management.refunds__sign();

create function order_management.check_refund_sum()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all lines
as $$
declare
  whole_id constant bigint := case tg_op when 'DELETE' then old.refund_id else new.refund_id end;
begin
  if exists (
    select from public.refunds as r
    join public.refund_lines as l on l.refund_id = r.id
    where r.id = whole_id
    group by r.id
    having r.amount <> r.shipping_part + sum(l.amount)
  ) then
    perform engine.refuse('refund_does_not_add_up', 'The lines and the shipping part of a refund are its amount', '{}', '23514');
  end if;
  return null;
end;
$$;
comment on function order_management.check_refund_sum is
  'At commit: a refund with lines is the sum of them and of its shipping part. Reason refund_does_not_add_up.';
create constraint trigger refund_lines__check_sum after insert or delete on public.refund_lines
  deferrable initially deferred
  for each row execute function order_management.check_refund_sum();

-- The row of the series is locked until the transaction ends, so a number is never lost and never given twice. The
-- order comes first, as everywhere: nobody waits for the series while he holds the order of somebody who has it.
create function order_management.invoices__number()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else may count invoices
as $$
begin
  perform order_management.lock_orders(array[new.order_id]);
  if new.voids_id is not null and not exists (
    select from public.invoices as i
    where i.id = new.voids_id and i.order_id = new.order_id and i.kind <> 'credit_note'
  ) then
    perform engine.refuse(
      'invoice_of_another_order', 'A credit note takes back an invoice of its own order', '{"field": "voids_id"}', '23514'
    );
  end if;
  update public.invoice_series as s set next_number = s.next_number + 1
  where s.kind = new.kind and s.is_active
  returning public.document_number(s.prefix, s.next_number - 1) into new.number;
  if not found then
    perform engine.refuse(
      'no_invoice_series', 'There is no active series for this kind of invoice', '{"field": "kind"}'
    );
  end if;
  new.issued_by_id := order_management.actor_id();
  return new;
end;
$$;
comment on function order_management.invoices__number is
  'Gives the next number of the series. Reasons no_invoice_series, invoice_of_another_order.';
create trigger invoices__number before insert on public.invoices
  for each row execute function order_management.invoices__number();

-- supabase/order-management/53_invoice_totals.sql
-- What an order has been invoiced, and what of an invoice was taken back. Nobody is billed what he did not pay.

create function order_management.refresh_invoice_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids constant bigint[] := array(select distinct order_id from touched);
  exceeded record;
begin
  perform order_management.lock_orders(order_ids);
  update public.invoices as i
  set credited_total = coalesce((select sum(n.amount) from public.invoices as n where n.voids_id = i.id), 0)
  where i.id in (select t.voids_id from touched as t where t.voids_id is not null);

  update public.orders as o
  set invoiced_total = (
    select coalesce(sum(case i.kind when 'credit_note' then -i.amount else i.amount end), 0)
    from public.invoices as i where i.order_id = o.id
  )
  where o.id = any (order_ids);

  if tg_op = 'INSERT' then
    select o.order_no, o.kept_total - o.invoiced_total + t.amount as rest into exceeded
    from touched as t
    join public.orders as o on o.id = t.order_id and o.invoiced_total > o.kept_total
    where t.kind <> 'credit_note'
    limit 1;
    if found then
      perform engine.refuse(
        'invoice_exceeds_payments', 'An invoice covers at most what was paid, not refunded and not invoiced yet',
        jsonb_build_object('order_no', exceeded.order_no, 'rest', greatest(exceeded.rest, 0), 'field', 'amount'), 'PT409'
      );
    end if;
  end if;
  return null;
end;
$$;
comment on function order_management.refresh_invoice_totals is
  'Sets what orders are invoiced and what of invoices is credited; an invoice above what was paid and kept is refused
(reason invoice_exceeds_payments, 409). A refund afterwards is never held up: it waits for its credit note.';
select order_management.watch('invoices', 'refresh_invoice_totals', '{insert,delete}');

-- supabase/order-management/53_payment_totals.sql
-- What an order has received and paid back. Its payment status is computed from that on the row itself.

create function order_management.refresh_payment_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids bigint[] := (select array_agg(distinct order_id) from touched);
begin
  if tg_op = 'UPDATE' then
    -- Who only writes a note has the entry already and must not wait for the order: its writer may wait for the entry.
    order_ids := array(
      select distinct c.order_id
      from (
        select t.id, t.order_id, t.state, t.amount, to_jsonb(t) -> 'paid_at' from touched as t
        except
        select t.id, t.order_id, t.state, t.amount, to_jsonb(t) -> 'paid_at' from previous as t
      ) as c
    );
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  perform order_management.lock_orders(order_ids);
  update public.orders as o
  set paid_total = coalesce(p.amount, 0),
    refunded_total = coalesce(r.amount, 0),
    paid_at = case when p.amount >= o.grand_total then p.last_at end
  from unnest(order_ids) as t (order_id)
  left join lateral (
    select sum(amount) as amount, max(paid_at) as last_at
    from public.payments as all_payments
    where all_payments.order_id = t.order_id and state = 'succeeded'
  ) as p on true
  left join lateral (
    select sum(amount) as amount
    from public.refunds as all_refunds
    where all_refunds.order_id = t.order_id and state = 'done'
  ) as r on true
  where o.id = t.order_id
    and (o.paid_total, o.refunded_total, o.paid_at) is distinct from (
      coalesce(p.amount, 0), coalesce(r.amount, 0), case when p.amount >= o.grand_total then p.last_at end
    );
  return null;
end;
$$;
comment on function order_management.refresh_payment_totals is
  'Sets paid_total, refunded_total and paid_at of the orders whose payments or refunds changed.';
select order_management.watch('payments', 'refresh_payment_totals');
select order_management.watch('refunds', 'refresh_payment_totals');

-- supabase/order-management/54_order_totals.sql
-- The totals of an order are the sums of its lines: a draft follows them, any other order is checked at commit.

create view order_management.line_sums with (security_invoker = true) as
select o.id as order_id,
  coalesce(sum(l.goods), 0) as goods,
  coalesce(sum(l.line_discount + l.discount_share), 0) as discount,
  coalesce(sum(l.shipping_share), 0) as shipping,
  coalesce(sum(l.tax), 0) as tax
from public.orders as o
left join public.order_lines as l on l.order_id = o.id
group by o.id;
comment on view order_management.line_sums is 'Amounts of every order as its lines say.';

-- Assigning goods_total to itself queues the check at commit for orders that do not add up yet.
create function order_management.follow_lines(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.orders as o
  set goods_total = case when o.lifecycle = 'draft' then s.goods else o.goods_total end,
    discount_total = case when o.lifecycle = 'draft' then s.discount else o.discount_total end,
    shipping_total = case when o.lifecycle = 'draft' then s.shipping else o.shipping_total end,
    tax_total = case when o.lifecycle = 'draft' then s.tax else o.tax_total end,
    grand_total = case
      when o.lifecycle = 'draft' then s.goods - s.discount + s.shipping + s.tax else o.grand_total
    end
  from order_management.line_sums as s
  where o.id = any (order_ids) and s.order_id = o.id and s.order_id = any (order_ids)
    and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
      is distinct from (s.goods, s.discount, s.shipping, s.tax);
$$;
comment on function order_management.follow_lines is
  'Sets the totals of drafts to the sums of their lines; other orders that differ
are checked when the transaction ends.';

create function order_management.check_order_totals()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not read amounts
as $$
begin
  if exists (
    select from order_management.line_sums as s
    join public.orders as o on o.id = s.order_id
    where s.order_id = new.id
      and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
        is distinct from (s.goods, s.discount, s.shipping, s.tax)
  ) then
    perform engine.refuse(
      'totals_do_not_match_lines', format('The totals of order %s are not the sums of its lines', new.order_no),
      jsonb_build_object('order_no', new.order_no), '23514'
    );
  elsif public.currency_decimals(new.currency) = 0 and exists (
    select from public.order_lines as l
    where l.order_id = new.id and (l.goods, l.line_discount, l.discount_share, l.shipping_share, l.tax)
      <> (trunc(l.goods), trunc(l.line_discount), trunc(l.discount_share), trunc(l.shipping_share), trunc(l.tax))
  ) then
    perform engine.refuse(
      'finer_than_a_cent', format('%s has no decimals', new.currency), jsonb_build_object('order_no', new.order_no), '23514'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.check_order_totals is
  'At commit: goods, discount, shipping and tax of an order equal the sums of its lines.
Where the currency has no decimals, no line has any either. Reasons totals_do_not_match_lines, finer_than_a_cent.';
create constraint trigger orders__check_totals
  after insert or update of goods_total, discount_total, shipping_total, tax_total on public.orders
  deferrable initially deferred
  for each row execute function order_management.check_order_totals();

-- supabase/order-management/55_order_progress.sql
-- How far an order is: shipped, delivered, returned. Counted on its lines.

create function order_management.fulfillment_status(
  wanted bigint, shipped bigint, delivered bigint
)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when coalesce(shipped, 0) = 0 then 'unfulfilled'
    when shipped < wanted then 'partial'
    when delivered = 0 then 'shipped'
    when delivered < shipped then 'partially_delivered'
    else 'delivered'
  end;
$$;
comment on function order_management.fulfillment_status is
  'Status for pieces wanted (ordered less cancelled), shipped and delivered.';

create function order_management.aftersale_status(has_open_return boolean, shipped bigint, returned bigint)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when has_open_return then 'open'
    when coalesce(returned, 0) = 0 then 'none'
    when returned < shipped then 'partially_returned'
    else 'returned'
  end;
$$;
comment on function order_management.aftersale_status is
  'Status for pieces shipped and returned, and whether a return is still open.';

create function order_management.refresh_progress(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.orders as o
  set fulfillment_status = p.fulfillment_status, aftersale_status = p.aftersale_status
  from unnest(order_ids) as t (order_id)
  cross join lateral (
    select
      order_management.fulfillment_status(
        sum(l.qty - l.qty_cancelled), sum(l.qty_shipped), sum(l.qty_delivered)
      ),
      order_management.aftersale_status(
        exists (
          select from public.returns as r
          where r.order_id = t.order_id and r.state not in ('rejected', 'closed')
        ),
        sum(l.qty_shipped), sum(l.qty_returned)
      )
    from public.order_lines as l
    where l.order_id = t.order_id and l.requires_shipping
  ) as p (fulfillment_status, aftersale_status)
  where o.id = t.order_id
    and (o.fulfillment_status, o.aftersale_status) is distinct from (p.fulfillment_status, p.aftersale_status);
$$;
comment on function order_management.refresh_progress is
  'Sets fulfillment_status and aftersale_status of orders.';

create function order_management.refresh_from_lines()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids constant bigint[] := array(select distinct order_id from touched);
begin
  -- A statement that found no row runs its triggers all the same.
  if order_ids = '{}' then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    -- Whose warehouse a line is, or what it is called, changes no sum.
    if not exists (
      select id, order_id, qty, qty_cancelled, qty_shipped, qty_delivered, qty_returned, requires_shipping, goods,
        line_discount, discount_share, shipping_share, tax
      from touched
      except
      select id, order_id, qty, qty_cancelled, qty_shipped, qty_delivered, qty_returned, requires_shipping, goods,
        line_discount, discount_share, shipping_share, tax
      from previous
    ) then
      return null;
    end if;
  end if;
  perform order_management.lock_orders(order_ids);
  if tg_op = 'UPDATE' then
    perform order_management.refuse_overplanning(order_ids);
  end if;
  perform order_management.follow_lines(order_ids);
  perform order_management.refresh_progress(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_lines is
  'Totals and progress follow the lines; pieces that a sub-order holds cannot be cancelled behind its back.';
select order_management.watch('order_lines', 'refresh_from_lines');
select order_management.keep_parent('order_lines', 'order_id');

create function order_management.count_returned(order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.order_lines as l
  set qty_returned = came.qty
  from (
    select ordered.id, coalesce(sum(rl.qty) filter (
      where r.kind in ('return', 'exchange') and r.state in ('received', 'inspected', 'closed')
        and r.received_at is not null
    ), 0) as qty
    from public.order_lines as ordered
    left join public.return_lines as rl on rl.order_line_id = ordered.id
    left join public.returns as r on r.id = rl.return_id
    where ordered.order_id = any (order_ids)
    group by ordered.id
  ) as came
  where l.id = came.id and l.qty_returned <> came.qty;
$$;
comment on function order_management.count_returned is
  'Sets qty_returned: pieces of returns and exchanges that arrived.';

create function order_management.refresh_from_returns()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids bigint[];
begin
  if tg_table_name = 'returns' then
    order_ids := array(select distinct order_id from touched);
  else
    order_ids := array(
      select distinct r.order_id from public.returns as r
      where r.id = any (array(select return_id from touched))
    );
  end if;
  perform order_management.lock_orders(order_ids);
  perform order_management.count_returned(order_ids);
  perform order_management.refresh_progress(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_returns is
  'Returned pieces and after-sales status follow the returns.';
select order_management.watch('returns', 'refresh_from_returns');
select order_management.watch('return_lines', 'refresh_from_returns');

-- supabase/order-management/56_parcel_progress.sql
-- What the parcels say about lines, sub-orders and orders.

create function order_management.count_shipped(fulfillment_line_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.fulfillment_lines as l
  set qty_shipped = c.shipped, qty_delivered = c.delivered
  from unnest(fulfillment_line_ids) as t (id)
  cross join lateral (
    select coalesce(sum(i.qty) filter (where s.status in ('shipped', 'delivered')), 0),
      coalesce(sum(i.qty) filter (where s.status = 'delivered'), 0)
    from public.shipment_items as i
    join public.shipments as s on s.id = i.shipment_id
    where i.fulfillment_line_id = t.id
  ) as c (shipped, delivered)
  where l.id = t.id and (l.qty_shipped, l.qty_delivered) is distinct from (c.shipped, c.delivered);

  update public.order_lines as l
  set qty_shipped = c.shipped, qty_delivered = c.delivered
  from (
    select distinct order_line_id from public.fulfillment_lines where id = any (fulfillment_line_ids)
  ) as t
  cross join lateral (
    select sum(qty_shipped), sum(qty_delivered)
    from public.fulfillment_lines as parts where parts.order_line_id = t.order_line_id
  ) as c (shipped, delivered)
  where l.id = t.order_line_id and (l.qty_shipped, l.qty_delivered) is distinct from (c.shipped, c.delivered);
$$;
comment on function order_management.count_shipped is
  'Sets the shipped and delivered pieces of sub-order lines and of their order lines.';

create function order_management.refresh_sub_orders(fulfillment_order_ids bigint[])
returns void
language sql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
  update public.fulfillment_orders as f
  set status = wanted.status
  from unnest(fulfillment_order_ids) as t (id)
  cross join lateral (
    select coalesce(bool_and(qty_shipped = qty), false), coalesce(bool_and(qty_delivered = qty), false)
    from public.fulfillment_lines as l where l.fulfillment_order_id = t.id
  ) as c (is_shipped, is_delivered)
  join public.fulfillment_orders as old on old.id = t.id
  cross join lateral (
    select case
      when c.is_delivered then 'delivered'
      when c.is_shipped then 'shipped'
      when old.status in ('shipped', 'delivered') then 'packed'
      else old.status
    end
  ) as wanted (status)
  where f.id = t.id and f.status not in ('cancelled', 'backorder') and f.status <> wanted.status;
$$;
comment on function order_management.refresh_sub_orders is
  'A sub-order is shipped or delivered when all its pieces are; it goes back to packed when a parcel is taken back.';

create function order_management.refresh_from_parcels()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  line_ids bigint[];
begin
  if tg_table_name = 'shipments' then
    line_ids := array(
      select i.fulfillment_line_id from public.shipment_items as i
      where i.shipment_id = any (array(
        select c.id from (select id, status from touched except select id, status from previous) as c
      ))
    );
  else
    line_ids := array(select fulfillment_line_id from touched);
  end if;
  if line_ids = '{}' then
    return null;
  end if;
  line_ids := array(select distinct id from unnest(line_ids) as t (id) order by id);
  perform order_management.lock_orders(
    array(select distinct l.order_id from public.fulfillment_lines as l where l.id = any (line_ids))
  );
  perform order_management.count_shipped(line_ids);
  perform order_management.refresh_sub_orders(
    array(select distinct l.fulfillment_order_id from public.fulfillment_lines as l where l.id = any (line_ids))
  );
  return null;
end;
$$;
comment on function order_management.refresh_from_parcels is
  'Shipped and delivered pieces follow the parcels.';
select order_management.watch('shipment_items', 'refresh_from_parcels');
select order_management.watch('shipments', 'refresh_from_parcels', '{update}');

create function order_management.refresh_from_tracking()
returns trigger
language plpgsql volatile security definer set search_path = '' -- delivered_at is granted to nobody
as $$
begin
  update public.shipments as s
  set shipped_at = coalesce(s.shipped_at, e.first_at), delivered_at = e.delivered_at
  from (
    select shipment_id, min(at) as first_at, min(at) filter (where code = 'delivered') as delivered_at
    from public.tracking_events
    where shipment_id = any (array(select shipment_id from touched))
    group by shipment_id
  ) as e
  where s.id = e.shipment_id and (s.shipped_at is null or s.delivered_at is distinct from e.delivered_at);
  return null;
end;
$$;
comment on function order_management.refresh_from_tracking is
  'A parcel with tracking has left the house; the event `delivered` is its delivery.';
select order_management.watch('tracking_events', 'refresh_from_tracking');

-- supabase/order-management/57_sub_order_sums.sql
-- Sub-orders: their amounts, the warehouses of an order, and that the parts are never more nor less than the whole.

create function order_management.sum_sub_orders(fulfillment_order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
begin
  update public.fulfillment_orders as f
  set goods = c.goods, discount = c.discount, shipping = c.shipping, tax = c.tax
  from unnest(fulfillment_order_ids) as t (id)
  cross join lateral (
    select coalesce(sum(goods), 0), coalesce(sum(discount), 0), coalesce(sum(shipping), 0), coalesce(sum(tax), 0)
    from public.fulfillment_lines as l where l.fulfillment_order_id = t.id
  ) as c (goods, discount, shipping, tax)
  where f.id = t.id
    and (f.goods, f.discount, f.shipping, f.tax) is distinct from (c.goods, c.discount, c.shipping, c.tax);
end;
$$;
comment on function order_management.sum_sub_orders is
  'Sets the amounts of sub-orders to the sums of their lines.';

create function order_management.refresh_warehouses(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
begin
  update public.orders as o
  set warehouse_ids = w.ids
  from unnest(order_ids) as t (order_id)
  cross join lateral (
    select array(
      select distinct f.warehouse_id from public.fulfillment_orders as f
      where f.order_id = t.order_id and f.warehouse_id is not null and not f.is_superseded
      order by 1
    )
  ) as w (ids)
  where o.id = t.order_id and o.warehouse_ids <> w.ids;

  update public.order_lines as l
  set warehouse_ids = w.ids
  from (select id from public.order_lines where order_id = any (order_ids)) as t
  cross join lateral (
    select array(
      select distinct f.warehouse_id
      from public.fulfillment_lines as part
      join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
      where part.order_line_id = t.id and f.warehouse_id is not null and not f.is_superseded
      order by 1
    )
  ) as w (ids)
  where l.id = t.id and l.warehouse_ids <> w.ids;
end;
$$;
comment on function order_management.refresh_warehouses is
  'Keeps which warehouses are concerned on orders and lines: their staff see exactly these.';

create function order_management.refuse_overplanning(order_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = '' -- the writer may not see all parts
as $$
begin
  if exists (
    select from public.fulfillment_lines as part
    join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
    join public.order_lines as l on l.id = part.order_line_id
    where part.order_id = any (order_ids) and not f.is_superseded and f.status <> 'cancelled'
    group by l.id
    having sum(part.qty) > l.qty - l.qty_cancelled
  ) then
    perform engine.refuse(
      'more_planned_than_ordered', 'The sub-orders hold more pieces than were ordered', '{"field": "qty"}', '23514'
    );
  end if;
end;
$$;
comment on function order_management.refuse_overplanning is
  'Live sub-orders never hold more pieces than were ordered and not cancelled (reason more_planned_than_ordered).';

create function order_management.refresh_from_sub_orders()
returns trigger
language plpgsql volatile security definer set search_path = '' -- orders are locked and written
as $$
declare
  order_ids bigint[] := array(select distinct order_id from touched);
begin
  -- Dates and notes change nothing here, and whoever writes them must not wait for the order: its writer may wait for them.
  if tg_op = 'UPDATE' and tg_table_name = 'fulfillment_orders' then
    order_ids := array(
      select distinct c.order_id
      from (
        select t.id, t.order_id, t.warehouse_id, t.status, t.is_superseded from touched as t
        except
        select t.id, t.order_id, t.warehouse_id, t.status, t.is_superseded from previous as t
      ) as c
    );
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  perform order_management.lock_orders(order_ids);
  if tg_table_name = 'fulfillment_lines' then
    perform order_management.sum_sub_orders(array(select distinct fulfillment_order_id from touched));
  end if;
  perform order_management.refuse_overplanning(order_ids);
  perform order_management.refresh_warehouses(order_ids);
  return null;
end;
$$;
comment on function order_management.refresh_from_sub_orders is
  'Amounts and warehouses follow the sub-orders.';
select order_management.watch('fulfillment_orders', 'refresh_from_sub_orders');
select order_management.watch('fulfillment_lines', 'refresh_from_sub_orders');

create function order_management.move_sub_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the new warehouse is written everywhere
as $$
begin
  update public.fulfillment_lines set warehouse_id = new.warehouse_id where fulfillment_order_id = new.id;
  update public.shipments set warehouse_id = new.warehouse_id where fulfillment_order_id = new.id;
  update public.shipment_items as i set warehouse_id = new.warehouse_id
  from public.shipments as s where s.fulfillment_order_id = new.id and i.shipment_id = s.id;
  update public.tracking_events as e set warehouse_id = new.warehouse_id
  from public.shipments as s where s.fulfillment_order_id = new.id and e.shipment_id = s.id;
  return null;
end;
$$;
comment on function order_management.move_sub_order is
  'Lines and parcels go with their sub-order to its new warehouse.';
create trigger fulfillment_orders__move after update of warehouse_id on public.fulfillment_orders
  for each row when (old.warehouse_id is distinct from new.warehouse_id)
  execute function order_management.move_sub_order();

create function order_management.check_parts()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all parts
as $$
declare
  whole_id constant bigint := case tg_table_name
    when 'orders' then to_jsonb(new) ->> 'id' else coalesce(to_jsonb(new), to_jsonb(old)) ->> 'order_id'
  end;
begin
  if exists (
    select from public.orders as o
    join public.fulfillment_orders as f on f.order_id = o.id and not f.is_superseded
    where o.id = whole_id
    group by o.id
    having (sum(f.goods), sum(f.discount), sum(f.shipping), sum(f.tax), sum(f.total))
      is distinct from (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.grand_total)
  ) then
    perform engine.refuse(
      'parts_do_not_match_order', 'The sub-orders do not add up to their order',
      jsonb_build_object('order_no', (select o.order_no from public.orders as o where o.id = whole_id)), '23514'
    );
  end if;
  return null;
end;
$$;
comment on function order_management.check_parts is
  'At commit: every amount of an order is the sum over its sub-orders, if it has any.
Reason parts_do_not_match_order.';
create constraint trigger fulfillment_orders__check_parts
  after insert or update of goods, discount, shipping, tax, is_superseded or delete on public.fulfillment_orders
  deferrable initially deferred
  for each row execute function order_management.check_parts();
create constraint trigger orders__check_parts
  after update of goods_total, discount_total, shipping_total, tax_total on public.orders
  deferrable initially deferred
  for each row execute function order_management.check_parts();

-- supabase/order-management/58_stock_balance.sql
-- The balance is what the ledger and the reservations say; nothing else writes it.

create function order_management.add_to_stock(
  warehouse_ids bigint[], sku_ids bigint[], on_hand_changes bigint[], reserved_changes bigint[]
)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  insert into public.stock (warehouse_id, sku_id)
  select w, s from unnest(warehouse_ids, sku_ids) as t (w, s)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  -- Always in this order, so that two writers of several rows never wait for each other.
  perform from public.stock as b
  where (b.warehouse_id, b.sku_id) in (select * from unnest(warehouse_ids, sku_ids))
  order by b.warehouse_id, b.sku_id
  for no key update;
  update public.stock as b
  set on_hand = b.on_hand + c.on_hand, reserved = b.reserved + c.reserved
  from unnest(warehouse_ids, sku_ids, on_hand_changes, reserved_changes) as c (warehouse_id, sku_id, on_hand, reserved)
  where (b.warehouse_id, b.sku_id) = (c.warehouse_id, c.sku_id);
end;
$$;
comment on function order_management.add_to_stock is
  'Adds to the balances of distinct pairs of warehouse and SKU.
Refused by nothing_is_sold_twice when too little is left.';

create function order_management.book_movements()
returns trigger
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  perform order_management.add_to_stock(
    array_agg(warehouse_id), array_agg(sku_id), array_agg(qty), array_agg(0::bigint)
  )
  from (
    select warehouse_id, sku_id, sum(qty) as qty from touched group by 1, 2 order by 1, 2
  ) as moved
  having count(*) > 0;
  return null;
end;
$$;
comment on function order_management.book_movements is 'On hand follows the ledger.';
select order_management.watch('stock_movements', 'book_movements', '{insert}');

create function order_management.book_reservations()
returns trigger
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  if tg_op = 'UPDATE' then
    perform order_management.add_to_stock(
      array_agg(warehouse_id), array_agg(sku_id), array_agg(0::bigint), array_agg(qty)
    )
    from (
      select warehouse_id, sku_id, sum(qty) as qty
      from (
        select warehouse_id, sku_id, qty from touched where state = 'active'
        union all
        select warehouse_id, sku_id, -qty from previous where state = 'active'
      ) as changes
      group by 1, 2 order by 1, 2
    ) as changed
    having count(*) > 0;
  else
    perform order_management.add_to_stock(
      array_agg(warehouse_id), array_agg(sku_id), array_agg(0::bigint), array_agg(qty)
    )
    from (
      select warehouse_id, sku_id, sum(case tg_op when 'INSERT' then qty else -qty end) as qty
      from touched where state = 'active' group by 1, 2 order by 1, 2
    ) as changed
    having count(*) > 0;
  end if;
  return null;
end;
$$;
comment on function order_management.book_reservations is
  'Reserved follows the active reservations.';
select order_management.watch('reservations', 'book_reservations');

-- supabase/order-management/59_timeline.sql
-- Everything that happens to an order is written to its timeline, by the database and in the same transaction.

create function order_management.say(note text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform set_config('order_management.note', coalesce(btrim(say.note), ''), true);
end;
$$;
comment on function order_management.say is
  'The reason in words that goes with everything this transaction does from now on; null for none.';

create function order_management.said()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(current_setting('order_management.note', true), '');
end;
$$;
comment on function order_management.said is 'The reason in words that goes with what this transaction does.';

create function order_management.picked(row_values jsonb, keys text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_object_agg(key, value) from jsonb_each(row_values) where key = any (keys) and value <> 'null';
$$;
comment on function order_management.picked is
  'The named keys of a row that have a value; null when none has.';

-- `touched` and `previous` have no statistics and no index; only a hash join compares many rows quickly.
create function order_management.write_order_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  actor_id uuid;
  role_key text;
  said text;
begin
  -- Most statements of other triggers change nothing.
  if not exists (select from touched) then
    return null;
  end if;
  actor_id := engine.member_id();
  role_key := engine.current_role_key();
  said := order_management.said();
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role)
    select id, placed_at, 'created', actor_id, role_key from touched;
    return null;
  end if;
  insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values, note)
  select n.id, change.type, actor_id, role_key,
    order_management.picked(to_jsonb(o), change.keys), order_management.picked(to_jsonb(n), change.keys), said
  from touched as n
  join previous as o using (id)
  cross join lateral (values
    ('status_changed', '{status,lifecycle,payment_status,fulfillment_status,aftersale_status}'::text[],
      (o.status, o.lifecycle, o.payment_status, o.fulfillment_status, o.aftersale_status)
        is distinct from (n.status, n.lifecycle, n.payment_status, n.fulfillment_status, n.aftersale_status)),
    ('recipient_changed', '{customer_id,ship_name,ship_phone}',
      (o.customer_id, o.ship_name, o.ship_phone) is distinct from (n.customer_id, n.ship_name, n.ship_phone)),
    ('address_changed', '{ship_country,ship_province,ship_city,ship_district,ship_street,ship_zip}',
      (o.ship_country, o.ship_province, o.ship_city, o.ship_district, o.ship_street, o.ship_zip)
        is distinct from (n.ship_country, n.ship_province, n.ship_city, n.ship_district, n.ship_street, n.ship_zip)),
    ('note_changed', '{buyer_note,seller_note}',
      (o.buyer_note, o.seller_note) is distinct from (n.buyer_note, n.seller_note)),
    ('promise_changed', '{promised_ship_at,promised_deliver_at}',
      (o.promised_ship_at, o.promised_deliver_at) is distinct from (n.promised_ship_at, n.promised_deliver_at)),
    ('hold_changed', '{hold_reasons,attention_reasons,is_sealed}',
      (o.hold_reasons, o.attention_reasons, o.is_sealed)
        is distinct from (n.hold_reasons, n.attention_reasons, n.is_sealed)),
    ('amount_changed', '{goods_total,discount_total,shipping_total,tax_total,grand_total,pending_difference}',
      (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.pending_difference)
        is distinct from (n.goods_total, n.discount_total, n.shipping_total, n.tax_total, n.pending_difference))
  ) as change (type, keys, has_changed)
  -- An order that is still being written has no history yet.
  where change.has_changed and n.created_at <> now();
  return null;
end;
$$;
comment on function order_management.write_order_events is
  'Writes what was done to orders themselves, by kind of event.';
select order_management.watch('orders', 'write_order_events', '{insert,update}');

-- supabase/order-management/59_timeline_of_children.sql
-- What happens below an order belongs to its timeline too: lines, money, sub-orders, parcels, returns, complaints.

-- `touched` and `previous` have no statistics and no index; only a hash join compares many rows quickly.
-- Arguments: what the row is, the column that says when it happened, the columns worth showing.
create function order_management.write_child_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  thing constant text := tg_argv[0];
  time_column constant text := tg_argv[1];
  keys constant text[] := tg_argv[2];
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
  said constant text := order_management.said();
begin
  if tg_op = 'UPDATE' then
    insert into public.order_events (order_id, type, actor_id, actor_role, old_values, new_values, note)
    select n.order_id, thing || '_changed', actor_id, role_key, was.values, is_now.values, said
    from touched as n
    join previous as o using (id)
    cross join lateral (select order_management.picked(to_jsonb(o), keys)) as was (values)
    cross join lateral (select order_management.picked(to_jsonb(n), keys)) as is_now (values)
    where n.order_id is not null and was.values is distinct from is_now.values;
  else
    insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values, note)
    select t.order_id, least(coalesce((to_jsonb(t) ->> time_column)::timestamptz, now()), now()),
      thing || case tg_op when 'INSERT' then '_added' else '_removed' end, actor_id, role_key,
      case when tg_op = 'DELETE' then shown.values end, case when tg_op = 'INSERT' then shown.values end, said
    from touched as t
    cross join lateral (select order_management.picked(to_jsonb(t), keys)) as shown (values)
    -- No order: it is being deleted with all its rows. A new order: its first lines are no event of their own.
    where coalesce((
      select thing <> 'line' or o.created_at <> now() from public.orders as o where o.id = t.order_id
    ), false);
  end if;
  return null;
end;
$$;
comment on function order_management.write_child_events is
  'Writes what was done to the rows below an order.';

select order_management.watch(table_name, 'write_child_events', events, array[thing, time_column, keys::text])
from (values
  ('order_lines', '{insert,update,delete}'::text[], 'line', 'created_at',
    array['line_no', 'title', 'sku_id', 'qty', 'qty_cancelled', 'unit_price', 'line_discount']),
  ('payments', '{insert,update}', 'payment', 'paid_at', array['payment_no', 'method', 'amount', 'state', 'note']),
  ('refunds', '{insert,update}', 'refund', 'requested_at', array['refund_no', 'amount', 'state', 'reason', 'note']),
  ('invoices', '{insert,update}', 'invoice', 'issued_at', array['number', 'kind', 'amount', 'state', 'note']),
  ('fulfillment_orders', '{insert,update}', 'sub_order', 'created_at',
    array['fulfillment_no', 'warehouse_id', 'supplier_id', 'status', 'is_superseded']),
  ('returns', '{insert,update}', 'return', 'requested_at',
    array['return_no', 'kind', 'state', 'reason_code', 'decision_note', 'replacement_order_id']),
  ('complaints', '{insert,update}', 'complaint', 'created_at',
    array['complaint_no', 'type', 'state', 'severity', 'finding', 'measure', 'reply', 'csat'])
) as t (table_name, events, thing, time_column, keys);

create function order_management.write_parcel_events()
returns trigger
language plpgsql volatile security definer -- the timeline is granted to nobody
set search_path = '' set enable_nestloop = off
as $$
declare
  keys constant text[] := '{shipment_no,carrier_id,tracking_no,status}';
  actor_id constant uuid := engine.member_id();
  role_key constant text := engine.current_role_key();
begin
  if tg_op = 'INSERT' then
    insert into public.order_events (order_id, at, type, actor_id, actor_role, new_values)
    select n.order_id, event.at, event.type, actor_id, role_key, order_management.picked(to_jsonb(n), keys)
    from touched as n
    cross join lateral (values
      ('parcel_added', n.created_at, n.shipped_at is null),
      ('parcel_shipped', n.shipped_at, n.shipped_at is not null),
      ('parcel_delivered', n.delivered_at, n.delivered_at is not null)
    ) as event (type, at, has_happened)
    where event.has_happened;
  else
    insert into public.order_events (order_id, at, type, actor_id, actor_role, old_values, new_values, note)
    select n.order_id, event.at, event.type, actor_id, role_key,
      order_management.picked(to_jsonb(o), keys), order_management.picked(to_jsonb(n), keys), order_management.said()
    from touched as n
    join previous as o using (id)
    cross join lateral (values
      ('parcel_shipped', n.shipped_at, o.shipped_at is null and n.shipped_at is not null),
      ('parcel_delivered', n.delivered_at, o.delivered_at is null and n.delivered_at is not null),
      ('parcel_changed', now(),
        (o.carrier_id, o.tracking_no, o.is_void) is distinct from (n.carrier_id, n.tracking_no, n.is_void))
    ) as event (type, at, has_happened)
    where event.has_happened;
  end if;
  return null;
end;
$$;
comment on function order_management.write_parcel_events is
  'Writes when parcels are packed, shipped and delivered.';
select order_management.watch('shipments', 'write_parcel_events', '{insert,update}');

-- supabase/order-management/60_imports.sql
-- Files that were imported, every row of them, and the profiles that say how to read a file.

create table public.import_profiles (
  id bigint generated always as identity primary key,
  name text not null constraint profile_name_is_unique unique
    constraint name_has_1_to_60_characters check (length(name) between 1 and 60),
  channel_code text not null,
  shop_name text not null,
  platform text not null default 'manual' constraint platform_is_known check (
    platform in ('taobao', 'tmall', 'jd', 'pdd', 'douyin', 'amazon', 'shopify', 'manual', 'other')
  ),
  time_zone text not null default 'Asia/Shanghai'
    constraint time_zone_is_known check (
      timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
    ),
  currency text not null default 'CNY'
    constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  header_map jsonb not null constraint header_map_names_the_needed_columns check (
    jsonb_typeof(header_map) = 'object'
    and header_map ?& array['external_no', 'placed_at', 'sku_code', 'quantity', 'unit_price']
  ),
  delimiter text constraint delimiter_is_one_character check (length(delimiter) = 1),
  date_order text not null default 'ymd'
    constraint date_order_is_known check (date_order in ('ymd', 'mdy', 'dmy')),
  credit_prefix text,
  orders_are_paid boolean not null default false,
  orders_are_completed boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.import_profiles is 'Import profiles | 导入配置
How the columns of a file become orders | 文件的各列如何变成订单';
comment on column public.import_profiles.name is 'Name | 名称';
comment on column public.import_profiles.channel_code is 'Channel code | 渠道代码
The channel is created with the first import | 首次导入时自动创建渠道';
comment on column public.import_profiles.shop_name is 'Shop name | 店铺名称';
comment on column public.import_profiles.platform is 'Platform | 平台';
comment on column public.import_profiles.time_zone is 'Time zone | 时区
Times in the file are read in this zone | 文件中的时间按此时区解读';
comment on column public.import_profiles.currency is 'Currency | 币种';
comment on column public.import_profiles.header_map is 'Column headers | 列标题
Each field with the headers it may have | 每个字段及其可能的列标题';
comment on column public.import_profiles.delimiter is 'Delimiter | 分隔符
Empty: told from the header | 留空则根据表头判断';
comment on column public.import_profiles.date_order is 'Order of dates | 日期顺序
The order of year, month and day | 年、月、日的先后';
comment on column public.import_profiles.credit_prefix is 'Prefix of credits | 冲销单前缀
Numbers that start so take a sale back | 以此开头的单号为冲销';
comment on column public.import_profiles.orders_are_paid is 'Orders are paid | 订单已付款
Every order of the file gets its payment | 文件中的每个订单都会生成付款';
comment on column public.import_profiles.orders_are_completed is 'Orders are completed | 订单已完成
Past orders: nothing is left to ship | 历史订单：无需再发货';
comment on column public.import_profiles.is_active is 'Active | 启用';

create table public.import_batches (
  id bigint generated always as identity primary key,
  profile_id bigint not null
    constraint batch_is_read_by_a_profile references public.import_profiles (id) on delete restrict,
  channel_id bigint not null
    constraint batch_is_for_a_channel references public.channels (id) on delete restrict,
  file_name text not null,
  sha256 text not null constraint sha256_is_a_digest check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null,
  header text[] not null,
  positions jsonb not null,
  state text not null default 'staging'
    constraint state_is_known check (state in ('staging', 'orders', 'credits', 'done')),
  next_chunk integer not null default 0,
  row_count integer not null constraint row_count_is_not_negative check (row_count >= 0),
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  rejected_count integer not null default 0,
  order_no_count integer not null default 0,
  credit_no_count integer not null default 0,
  signed_sum numeric(24,4) not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint file_is_imported_once_per_profile unique (sha256, profile_id),
  constraint finished_batch_accounts_for_every_row check (
    state <> 'done'
    or created_count + updated_count + unchanged_count + rejected_count = row_count
  )
);
create index import_batches_profile_id_idx on public.import_batches (profile_id);
create index import_batches_channel_id_idx on public.import_batches (channel_id);
comment on table public.import_batches is 'Imports | 导入批次
One file that was imported; the same file again changes nothing | 一个已导入的文件；重复导入不会改变任何数据';
comment on column public.import_batches.profile_id is 'Import profiles | 导入配置';
comment on column public.import_batches.channel_id is 'Channel | 渠道';
comment on column public.import_batches.file_name is 'File | 文件';
comment on column public.import_batches.sha256 is 'Fingerprint | 指纹
SHA-256 of the unpacked content | 解压后内容的 SHA-256';
comment on column public.import_batches.encoding is 'Encoding | 编码';
comment on column public.import_batches.header is 'Column headers | 列标题';
comment on column public.import_batches.positions is 'Columns by field | 字段所在列';
comment on column public.import_batches.state is 'State | 状态';
comment on column public.import_batches.next_chunk is 'Next chunk | 下一分块';
comment on column public.import_batches.row_count is 'Rows | 行数';
comment on column public.import_batches.created_count is 'Rows created | 新建行数';
comment on column public.import_batches.updated_count is 'Rows updated | 更新行数';
comment on column public.import_batches.unchanged_count is 'Rows unchanged | 未变行数';
comment on column public.import_batches.rejected_count is 'Rows rejected | 拒绝行数';
comment on column public.import_batches.order_no_count is 'Order numbers | 单号数
Distinct numbers in the file, credits included | 文件中不同的单号数，含冲销单';
comment on column public.import_batches.credit_no_count is 'Credit numbers | 冲销单号数';
comment on column public.import_batches.signed_sum is 'Signed sum | 带符号合计
Quantity x price over all readable rows | 所有可读行的数量乘单价之和';
comment on column public.import_batches.finished_at is 'Finished | 完成时间';

create table public.import_rows (
  id bigint generated always as identity primary key,
  batch_id bigint not null
    constraint row_belongs_to_a_batch references public.import_batches (id) on delete cascade,
  row_no integer not null,
  chunk integer not null,
  raw text[] not null,
  state text not null default 'new'
    constraint state_is_known check (state in ('new', 'created', 'updated', 'unchanged', 'rejected')),
  reason text,
  detail jsonb,
  order_id bigint
    constraint row_became_part_of_an_order references public.orders (id) on delete set null,
  constraint row_number_is_unique_in_its_batch unique (batch_id, row_no),
  constraint rejected_row_has_a_reason check ((state = 'rejected') = (reason is not null))
);
create index import_rows_open_idx on public.import_rows (batch_id, chunk) where state = 'new';
create index import_rows_rejected_idx on public.import_rows (batch_id, row_no) where state = 'rejected';
create index import_rows_order_id_idx on public.import_rows (order_id);
comment on table public.import_rows is 'Imported rows | 导入行
Every row of the file as it stood there, and what became of it | 文件的每一行原文及其处理结果';
comment on column public.import_rows.batch_id is 'Import | 导入批次';
comment on column public.import_rows.row_no is 'Row | 行号
As a spreadsheet counts, the header is row 1 | 与电子表格一致，表头为第 1 行';
comment on column public.import_rows.chunk is 'Chunk | 分块';
comment on column public.import_rows.raw is 'Cells | 原始单元格';
comment on column public.import_rows.state is 'State | 状态';
comment on column public.import_rows.reason is 'Reason of rejection | 拒绝原因';
comment on column public.import_rows.detail is 'Details | 详情';
comment on column public.import_rows.order_id is 'Order | 订单';

alter table public.orders
  add constraint order_came_with_an_import foreign key (import_batch_id)
    references public.import_batches (id) on delete set null;

-- supabase/order-management/61_credits.sql
-- What a channel took back or corrected: credits (cancellations, linked to the sale they undo) and adjustments.
-- Neither is ever a sale. Signed total of a channel = order lines - credit lines + adjustments.

create table public.credits (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint credit_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text not null,
  customer_id bigint
    constraint credit_is_for_a_customer references public.customers (id) on delete restrict,
  issued_at timestamptz not null,
  currency text not null,
  amount numeric(14,2) not null constraint amount_is_not_negative check (amount >= 0),
  linked_amount numeric(14,2) not null default 0,
  import_batch_id bigint
    constraint credit_came_with_an_import references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_sends_a_credit_once unique (channel_id, external_no),
  constraint linked_amount_is_part_of_amount check (linked_amount between 0 and amount)
);
create index credits_customer_id_idx on public.credits (customer_id);
create index credits_issued_at_idx on public.credits (issued_at desc, id);
create index credits_import_batch_id_idx on public.credits (import_batch_id);
comment on table public.credits is 'Credits | 冲销单
A sale taken back by the channel; refunds the orders it is linked to | 渠道冲销的销售；对关联订单形成退款';
comment on column public.credits.channel_id is 'Channel | 渠道';
comment on column public.credits.external_no is 'Channel number | 渠道单号';
comment on column public.credits.customer_id is 'Customer | 客户';
comment on column public.credits.issued_at is 'Issued | 冲销时间';
comment on column public.credits.currency is 'Currency | 币种';
comment on column public.credits.amount is 'Amount | 金额';
comment on column public.credits.linked_amount is 'Linked amount | 已关联金额
The part whose order was found | 已找到原订单的部分';
comment on column public.credits.import_batch_id is 'Import | 导入批次';

create table public.credit_lines (
  id bigint generated always as identity primary key,
  credit_id bigint not null
    constraint line_belongs_to_a_credit references public.credits (id) on delete cascade,
  line_no integer not null,
  sku_id bigint
    constraint credit_takes_back_a_sku references public.skus (id) on delete restrict,
  title text not null,
  quantity integer not null constraint quantity_is_positive check (quantity > 0),
  unit_price numeric(16,6) not null constraint price_is_not_negative check (unit_price >= 0),
  amount numeric(14,2) not null,
  order_line_id bigint
    constraint credit_takes_back_an_order_line references public.order_lines (id) on delete set null,
  refund_id bigint
    constraint credit_was_paid_back_by_a_refund references public.refunds (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint line_number_is_unique_in_its_credit unique (credit_id, line_no)
);
create index credit_lines_sku_id_idx on public.credit_lines (sku_id);
create index credit_lines_order_line_id_idx on public.credit_lines (order_line_id);
create index credit_lines_refund_id_idx on public.credit_lines (refund_id);
comment on table public.credit_lines is 'Credit lines | 冲销明细';
comment on column public.credit_lines.credit_id is 'Credit | 冲销单';
comment on column public.credit_lines.line_no is 'Line | 行号';
comment on column public.credit_lines.sku_id is 'SKU | SKU';
comment on column public.credit_lines.title is 'Title | 标题';
comment on column public.credit_lines.quantity is 'Quantity | 数量';
comment on column public.credit_lines.unit_price is 'Unit price | 单价';
comment on column public.credit_lines.amount is 'Amount | 金额';
comment on column public.credit_lines.order_line_id is 'Original line | 原订单明细
Empty: no sale was found that it takes back | 留空表示未找到对应的销售';
comment on column public.credit_lines.refund_id is 'Refund | 退款';

create table public.adjustments (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint adjustment_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text not null,
  line_no integer not null,
  kind text not null
    constraint kind_is_known check (kind in ('price', 'stock')),
  adjusted_at timestamptz not null,
  customer_id bigint
    constraint adjustment_concerns_a_customer references public.customers (id) on delete restrict,
  sku_id bigint
    constraint adjustment_concerns_a_sku references public.skus (id) on delete restrict,
  title text not null,
  quantity integer not null,
  unit_price numeric(16,6) not null,
  currency text not null,
  amount numeric(14,2) not null,
  import_batch_id bigint
    constraint adjustment_came_with_an_import references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_sends_an_adjustment_once unique (channel_id, external_no, line_no)
);
create index adjustments_customer_id_idx on public.adjustments (customer_id);
create index adjustments_sku_id_idx on public.adjustments (sku_id);
create index adjustments_import_batch_id_idx on public.adjustments (import_batch_id);
comment on table public.adjustments is 'Adjustments | 调整
Rows of a channel that are neither a sale nor a credit | 渠道数据中既非销售也非冲销的行';
comment on column public.adjustments.channel_id is 'Channel | 渠道';
comment on column public.adjustments.external_no is 'Channel number | 渠道单号';
comment on column public.adjustments.line_no is 'Line | 行号';
comment on column public.adjustments.kind is 'Kind | 类型
Price: a negative amount such as a bad debt. Stock: a count without money | 价格：如坏账等负金额；库存：不涉及金额的数量调整';
comment on column public.adjustments.adjusted_at is 'Adjusted | 调整时间';
comment on column public.adjustments.customer_id is 'Customer | 客户';
comment on column public.adjustments.sku_id is 'SKU | SKU';
comment on column public.adjustments.title is 'Title | 标题';
comment on column public.adjustments.quantity is 'Quantity | 数量';
comment on column public.adjustments.unit_price is 'Unit price | 单价';
comment on column public.adjustments.currency is 'Currency | 币种';
comment on column public.adjustments.amount is 'Amount | 金额
Quantity x unit price, negative when money is lost | 数量乘单价，损失时为负';
comment on column public.adjustments.import_batch_id is 'Import | 导入批次';

-- supabase/order-management/62_import_reading.sql
-- Reads staged rows: text cells become typed values, and every row that cannot be used gets its reason.

create function order_management.parse_time(value text, date_order text, time_zone text)
returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
declare
  part constant text[] := regexp_match(
    value,
    '^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?'
    '(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?)?\s*(?:([AP])\.?M\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$', 'i'
  );
  day_order constant text := case when length(part[1]) = 4 then 'ymd' else date_order end;
  ymd constant text[] := case day_order
    when 'ymd' then array[part[1], part[2], part[3]]
    when 'mdy' then array[part[3], part[1], part[2]]
    else array[part[3], part[2], part[1]]
  end;
  hour constant integer := case upper(part[7])
    when 'P' then part[4]::integer % 12 + 12
    when 'A' then part[4]::integer % 12
    else coalesce(part[4], '0')::integer
  end;
begin
  if part is null or length(ymd[1]) not in (2, 4) then
    return null;
  end if;
  return make_timestamptz(
    ymd[1]::integer + case when length(ymd[1]) = 2 then 2000 else 0 end, ymd[2]::integer, ymd[3]::integer,
    hour, coalesce(part[5], '0')::integer, coalesce(part[6], '0')::double precision,
    coalesce(replace(upper(part[8]), 'Z', 'UTC'), time_zone)
  );
exception when datetime_field_overflow or invalid_parameter_value then
  return null; -- 30 February and the like
end;
$$;
comment on function order_management.parse_time is
  'A date with optional time, in the zone unless the text names its own offset; null when it is none.
date_order: ymd, mdy, dmy (a leading year of four digits always means ymd).';

-- A spreadsheet leaves traces around codes and numbers: ="123", a leading apostrophe, currency signs.
create function order_management.import_cells(batch public.import_batches, chunk integer)
returns table (
  row_no integer, cell_count integer, external_no text, placed_at text, paid_at text, sku_code text, title text,
  quantity text, unit_price text, buyer_id text, buyer_name text, phone text, email text, country text,
  province text, city text, district text, street text, zip text, buyer_note text
)
language sql stable security invoker set search_path = ''
as $$
  select r.row_no, cardinality(r.raw), code.external_no, code.placed_at, code.paid_at, code.sku_code,
    nullif(btrim(r.raw[at.title]), ''),
    replace(code.quantity, ',', ''), replace(btrim(code.unit_price, ' ¥￥€£$元'), ',', ''),
    -- A whole number that a spreadsheet took for a decimal; who has no account is known by his phone.
    regexp_replace(coalesce(code.buyer_id, code.phone), '^(\d+)\.0+$', '\1'),
    nullif(btrim(r.raw[at.buyer_name]), ''), code.phone,
    nullif(btrim(r.raw[at.email]), ''), nullif(btrim(r.raw[at.country]), ''), nullif(btrim(r.raw[at.province]), ''),
    nullif(btrim(r.raw[at.city]), ''), nullif(btrim(r.raw[at.district]), ''), nullif(btrim(r.raw[at.street]), ''),
    nullif(btrim(r.raw[at.zip], E' ="\'\t'), ''), nullif(btrim(r.raw[at.buyer_note]), '')
  from public.import_rows as r,
    jsonb_to_record(batch.positions) as at (
      external_no integer, placed_at integer, paid_at integer, sku_code integer, title integer, quantity integer,
      unit_price integer, buyer_id integer, buyer_name integer, phone integer, email integer, country integer,
      province integer, city integer, district integer, street integer, zip integer, buyer_note integer
    ),
    lateral (
      select nullif(btrim(r.raw[at.external_no], E' ="\'\t'), '') as external_no,
        nullif(btrim(r.raw[at.placed_at], E' ="\'\t'), '') as placed_at,
        nullif(btrim(r.raw[at.paid_at], E' ="\'\t'), '') as paid_at,
        nullif(btrim(r.raw[at.sku_code], E' ="\'\t'), '') as sku_code,
        nullif(btrim(r.raw[at.quantity], E' ="\'\t'), '') as quantity,
        nullif(btrim(r.raw[at.unit_price], E' ="\'\t'), '') as unit_price,
        nullif(btrim(r.raw[at.buyer_id], E' ="\'\t'), '') as buyer_id,
        nullif(btrim(r.raw[at.phone], E' ="\'\t'), '') as phone
    ) as code
  where r.batch_id = batch.id and r.chunk = import_cells.chunk and r.state = 'new';
$$;
comment on function order_management.import_cells is
  'Cells of the open rows of a chunk by field, cleaned, still as text.';

create function order_management.prepare_import_lines()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass('pg_temp.import_lines') is not null then
    truncate pg_temp.import_lines;
    return;
  end if;
  create temporary table import_lines (
    row_no integer primary key,
    external_no text,
    line_no integer,
    placed_at timestamptz,
    paid_at timestamptz,
    sku_code text,
    title text,
    quantity integer,
    unit_price numeric,
    buyer_id text,
    buyer_name text,
    phone text,
    email text,
    country text,
    province text,
    city text,
    district text,
    street text,
    zip text,
    buyer_note text,
    kind text,
    state text not null default 'new',
    reason text,
    detail jsonb,
    order_id bigint,
    credit_line_id bigint,
    customer_id bigint,
    sku_id bigint
  ) on commit delete rows;
end;
$$;
comment on function order_management.prepare_import_lines is
  'Empties the session''s work table of typed rows; every import function reads and marks its rows.';

-- supabase/order-management/63_import_rules.sql
-- The rules by which a row of a file is a sale, a credit, an adjustment, or rejected.

create function order_management.load_import_lines(batch public.import_batches, chunk integer)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  profile constant public.import_profiles := (
    select p from public.import_profiles as p where p.id = batch.profile_id
  );
begin
  perform order_management.prepare_import_lines();
  insert into pg_temp.import_lines (
    row_no, external_no, placed_at, paid_at, sku_code, title, quantity, unit_price, buyer_id, buyer_name, phone,
    email, country, province, city, district, street, zip, buyer_note, detail
  )
  with cells as materialized (
    select * from order_management.import_cells(batch, chunk)
  ),
  times as materialized (
    select t.value, order_management.parse_time(t.value, profile.date_order, profile.time_zone) as moment
    from (select c.placed_at from cells as c union select c.paid_at from cells as c) as t (value)
    where t.value is not null
  )
  select c.row_no, c.external_no, placed.moment, paid.moment, c.sku_code, c.title,
    case when c.quantity ~ '^[-+]?\d{1,9}(\.0+)?$' then c.quantity::numeric::integer end,
    case when c.unit_price ~ '^[-+]?\d{1,9}(\.\d{1,4}0*)?$' then c.unit_price::numeric end,
    c.buyer_id, c.buyer_name, c.phone, c.email, c.country, c.province, c.city, c.district, c.street, c.zip,
    c.buyer_note,
    jsonb_build_object(
      'cells', c.cell_count, 'placed_at', c.placed_at, 'paid_at', c.paid_at, 'quantity', c.quantity,
      'unit_price', c.unit_price
    )
  from cells as c
  left join times as placed on placed.value = c.placed_at
  left join times as paid on paid.value = c.paid_at;
end;
$$;
comment on function order_management.load_import_lines is
  'Fills the work table with the open rows of a chunk. What cannot be read is null; detail keeps the text.';

-- An order with a row missing would have a wrong total, so it waits until the whole of it can be read.
create function order_management.reject_incomplete_orders()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set reason = 'several_buyers'
  where l.reason is null and l.external_no in (
    select external_no from pg_temp.import_lines group by external_no having count(distinct buyer_id) > 1
  );
  update pg_temp.import_lines as l
  set reason = 'incomplete_order', detail = jsonb_build_object('row', bad.row_no)
  from (
    select external_no, min(row_no) as row_no from pg_temp.import_lines
    where reason is not null group by external_no
  ) as bad
  where l.external_no = bad.external_no and l.reason is null;
  update pg_temp.import_lines set state = 'rejected' where reason is not null;
end;
$$;
comment on function order_management.reject_incomplete_orders is
  'Rejects every row of an order of which one row is rejected, or whose rows name different buyers.';

create function order_management.judge_import_lines(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  prefix constant text := (
    select coalesce(p.credit_prefix, 'no prefix') from public.import_profiles as p where p.id = batch.profile_id
  );
begin
  update pg_temp.import_lines as l
  set line_no = o.line_no,
    reason = case
      when (l.detail ->> 'cells')::integer <> cardinality(batch.header) then 'wrong_cell_count'
      when l.external_no is null then 'missing_order_no'
      when l.sku_code is null then 'missing_sku'
      when l.quantity is null then 'bad_quantity'
      when l.quantity = 0 then 'zero_quantity'
      when l.unit_price is null then 'bad_price'
      when l.placed_at is null then 'bad_date'
      when l.paid_at is null and l.detail ->> 'paid_at' is not null then 'bad_paid_date'
      when greatest(length(l.external_no), length(l.sku_code), length(l.buyer_id)) > 100 then 'code_too_long'
      when starts_with(l.external_no, prefix) and l.quantity > 0 then 'credit_with_positive_quantity'
    end,
    kind = case
      when starts_with(l.external_no, prefix) then 'credit'
      when l.unit_price < 0 or (l.quantity < 0 and l.unit_price = 0) then 'adjustment'
      when l.quantity < 0 then 'credit'
      when o.is_free and l.buyer_id is null then 'adjustment'
      else 'sale'
    end
  from (
    select row_no, row_number() over (partition by external_no order by row_no) as line_no,
      bool_and(unit_price = 0) over (partition by external_no) as is_free
    from pg_temp.import_lines
  ) as o
  where o.row_no = l.row_no;
  perform order_management.reject_incomplete_orders();
  analyze pg_temp.import_lines; -- all that follows joins with it
end;
$$;
comment on function order_management.judge_import_lines is
  'Credit: the number starts with the profile''s credit prefix, or a negative quantity has a price. Adjustment:
a negative price, a negative quantity without a price, or an order for nobody in which everything is free (a count of stock).
Sale: everything else; a free line beside paid ones, or for a known buyer, is a gift.
Reasons of rejection: wrong_cell_count, missing_order_no, missing_sku, bad_quantity, zero_quantity, bad_price, bad_date,
bad_paid_date, code_too_long, credit_with_positive_quantity, several_buyers, incomplete_order.';

-- supabase/order-management/64_import_orders.sql
-- Sales of a chunk become customers, SKUs, orders with their lines, and payments.

-- An order that is known already is never overwritten: equal rows are unchanged, others are rejected.
create function order_management.recognise_orders(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set order_id = o.id,
    state = case when o.rows_of_file = o.rows_of_order then 'unchanged' else 'rejected' end,
    reason = case when o.rows_of_file = o.rows_of_order then null else 'order_differs' end,
    detail = jsonb_build_object('value', o.order_no)
  from (
    select known.id, known.external_no, known.order_no,
      array_agg(part.content order by part.content) as rows_of_file, (
        select array_agg(held.content order by held.content)
        from public.order_lines as ol
        cross join lateral concat_ws(' ', ol.external_sku, ol.qty, ol.unit_price) as held (content)
        where ol.order_id = known.id
      ) as rows_of_order
    from public.orders as known
    join pg_temp.import_lines as s on s.external_no = known.external_no and s.kind = 'sale' and s.state = 'new'
    cross join lateral concat_ws(' ', s.sku_code, s.quantity, s.unit_price::numeric(16,6)) as part (content)
    where known.channel_id = batch.channel_id
    group by known.id
  ) as o
  where l.external_no = o.external_no and l.kind = 'sale' and l.state = 'new';
end;
$$;
comment on function order_management.recognise_orders is
  'Marks sales whose order exists: unchanged, or rejected (reason order_differs) when SKU, quantity or price differ.';

create function order_management.import_customers(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with buyers as materialized (
    select nextval(pg_get_serial_sequence('public.customers', 'id')) as id, b.*
    from (
      select distinct on (l.buyer_id) l.buyer_id, l.buyer_name, l.phone, l.email, l.country
      from pg_temp.import_lines as l
      where l.state = 'new' and l.buyer_id is not null and not exists (
        select from public.customer_identities as i
        where i.channel_id = batch.channel_id and i.external_buyer_id = l.buyer_id
      )
      order by l.buyer_id, l.row_no
    ) as b
  ),
  added as (
    insert into public.customers (id, name, phone, email, country)
    overriding system value
    select b.id, coalesce(b.buyer_name, b.buyer_id), b.phone, b.email, b.country from buyers as b
  )
  insert into public.customer_identities (customer_id, channel_id, external_buyer_id, buyer_name)
  select b.id, batch.channel_id, b.buyer_id, b.buyer_name from buyers as b;

  update pg_temp.import_lines as l
  set customer_id = coalesce(c.merged_into_id, c.id)
  from public.customer_identities as i
  join public.customers as c on c.id = i.customer_id
  where i.channel_id = batch.channel_id and i.external_buyer_id = l.buyer_id and l.state = 'new';
end;
$$;
comment on function order_management.import_customers is
  'Finds the buyer of each row by his account on the channel and creates customers for new ones. Rows without a
buyer stay without a customer.';

create function order_management.import_skus(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.skus (sku_code, name)
  select l.sku_code, coalesce(mode() within group (order by l.title) filter (where l.kind = 'sale'), l.sku_code)
  from pg_temp.import_lines as l
  where l.state = 'new' and not exists (select from public.skus as s where s.sku_code = l.sku_code)
  group by l.sku_code
  on conflict on constraint sku_code_is_unique do nothing;

  -- A code that was first seen in a note such as "damaged" gets its name from its first sale.
  update public.skus as s
  set name = named.title
  from (
    select l.sku_code, mode() within group (order by l.title) as title
    from pg_temp.import_lines as l
    where l.state = 'new' and l.kind = 'sale' and l.title <> l.sku_code
    group by l.sku_code
  ) as named
  where s.sku_code = named.sku_code and s.name = s.sku_code;

  update pg_temp.import_lines as l
  set sku_id = coalesce(listing.sku_id, s.id)
  from public.skus as s
  left join public.channel_skus as listing
    on listing.channel_id = batch.channel_id and listing.external_sku = s.sku_code and listing.is_active
  where s.sku_code = l.sku_code and l.state = 'new';
end;
$$;
comment on function order_management.import_skus is
  'Finds the SKU of each row by the channel''s listing or by its code, and creates SKUs for new codes.';

create function order_management.create_orders(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.orders (
    channel_id, external_no, customer_id, placed_at, lifecycle, fulfillment_status, confirmed_at, completed_at,
    currency, goods_total, grand_total, paid_total, paid_at, ship_name, ship_phone, ship_country, ship_province,
    ship_city, ship_district, ship_street, ship_zip, buyer_note, import_batch_id
  )
  select batch.channel_id, s.external_no, s.customer_id, s.placed_at,
    case when p.orders_are_completed then 'completed' else 'pending_review' end,
    case when p.orders_are_completed then 'delivered' else 'unfulfilled' end,
    case when p.orders_are_completed then s.placed_at end, case when p.orders_are_completed then s.placed_at end,
    p.currency, s.total, s.total,
    -- As the payments will say, which saves an update of every order.
    case when paid.at is null then 0 else s.total end, paid.at, s.name, s.phone, s.country, s.province,
    s.city, s.district, s.street, s.zip, s.buyer_note, batch.id
  from (
    select l.external_no, min(l.row_no) as row_no, min(l.customer_id) as customer_id, min(l.placed_at) as placed_at,
      min(l.paid_at) as paid_at, sum(round(l.quantity * l.unit_price, 2)) as total, min(l.buyer_name) as name,
      min(l.phone) as phone, min(l.country) as country, min(l.province) as province, min(l.city) as city,
      min(l.district) as district, min(l.street) as street, min(l.zip) as zip, min(l.buyer_note) as buyer_note
    from pg_temp.import_lines as l
    where l.kind = 'sale' and l.state = 'new'
    group by l.external_no
  ) as s
  join public.import_profiles as p on p.id = batch.profile_id
  cross join lateral (
    select coalesce(s.paid_at, case when p.orders_are_paid then s.placed_at end)
  ) as paid (at)
  order by s.row_no;

  update pg_temp.import_lines as l
  set order_id = o.id
  from public.orders as o
  where o.channel_id = batch.channel_id and o.external_no = l.external_no and l.kind = 'sale' and l.state = 'new';
end;
$$;
comment on function order_management.create_orders is 'Creates the orders of a chunk, still without lines.';

create function order_management.create_order_lines(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.order_lines (
    order_id, line_no, sku_id, external_sku, title, qty, unit_price, is_gift, qty_shipped, qty_delivered
  )
  select l.order_id, row_number() over (partition by l.order_id order by l.row_no), l.sku_id, l.sku_code,
    coalesce(l.title, l.sku_code), l.quantity, l.unit_price, l.unit_price = 0, shipped.qty, shipped.qty
  from pg_temp.import_lines as l
  join public.import_profiles as p on p.id = batch.profile_id
  cross join lateral (select case when p.orders_are_completed then l.quantity else 0 end) as shipped (qty)
  where l.kind = 'sale' and l.state = 'new'
  order by l.row_no;
end;
$$;
comment on function order_management.create_order_lines is
  'Creates the lines of these orders. Equal lines of one order stay apart: the customer bought twice.';

create function order_management.import_payments(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with paid as (
    select l.order_id, l.external_no, l.state, coalesce(min(l.paid_at), min(l.placed_at)) as paid_at
    from pg_temp.import_lines as l
    join public.import_profiles as p on p.id = batch.profile_id
    where l.kind = 'sale' and l.state in ('new', 'unchanged') and (l.paid_at is not null or p.orders_are_paid)
    group by l.order_id, l.external_no, l.state
  ),
  added as (
    insert into public.payments (order_id, method, provider, provider_ref, amount, state, paid_at)
    select o.id, 'platform', ch.code, p.external_no, open.amount, 'succeeded', p.paid_at
    from paid as p
    join public.orders as o on o.id = p.order_id
    join public.channels as ch on ch.id = o.channel_id
    cross join lateral (
      select o.grand_total - case when p.state = 'unchanged' then o.paid_total else 0 end
    ) as open (amount)
    where open.amount > 0 and o.lifecycle <> 'cancelled'
    order by o.id
    on conflict on constraint provider_reports_a_payment_once do nothing
    returning order_id
  )
  update pg_temp.import_lines as l
  set state = 'updated'
  from added as a
  where a.order_id = l.order_id and l.state = 'unchanged';
end;
$$;
comment on function order_management.import_payments is
  'One payment over what is open for each order that the file says is paid; an order known before is then updated.';

create function order_management.import_adjustments(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with added as (
    insert into public.adjustments (
      channel_id, external_no, line_no, kind, adjusted_at, customer_id, sku_id, title, quantity, unit_price, currency,
      amount, import_batch_id
    )
    select batch.channel_id, l.external_no, l.line_no, case when l.unit_price = 0 then 'stock' else 'price' end,
      l.placed_at, l.customer_id, l.sku_id, coalesce(l.title, l.sku_code), l.quantity, l.unit_price, p.currency,
      round(l.quantity * l.unit_price, 2), batch.id
    from pg_temp.import_lines as l
    join public.import_profiles as p on p.id = batch.profile_id
    where l.kind = 'adjustment' and l.state = 'new'
    order by l.row_no
    on conflict on constraint channel_sends_an_adjustment_once do nothing
    returning external_no, line_no
  )
  update pg_temp.import_lines as l
  set state = case
    when exists (
      select from added as a where a.external_no = l.external_no and a.line_no = l.line_no
    ) then 'created'
    else 'unchanged'
  end
  where l.kind = 'adjustment' and l.state = 'new';
end;
$$;
comment on function order_management.import_adjustments is
  'Keeps what is neither a sale nor a credit: price (a negative amount, such as a bad debt) or stock (a count
without money).';

-- supabase/order-management/65_import_credits.sql
-- Credits of a chunk, linked to the sales that they take back and paid out as refunds of those orders.

create function order_management.recognise_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update pg_temp.import_lines as l
  set state = case when known.pieces = known.pieces_in_file then 'unchanged' else 'rejected' end,
    reason = case when known.pieces = known.pieces_in_file then null else 'credit_differs' end,
    detail = jsonb_build_object('value', l.external_no)
  from (
    select c.external_no, -sum(s.quantity) as pieces_in_file, (
        select sum(cl.quantity) from public.credit_lines as cl where cl.credit_id = c.id
      ) as pieces
    from public.credits as c
    join pg_temp.import_lines as s on s.external_no = c.external_no and s.kind = 'credit'
    where c.channel_id = batch.channel_id
    group by c.id
  ) as known
  where l.external_no = known.external_no and l.kind = 'credit' and l.state = 'new';
end;
$$;
comment on function order_management.recognise_credits is
  'Marks credits that exist: unchanged, or rejected (reason credit_differs) when they name another number of pieces.';

create function order_management.create_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.credits (
    channel_id, external_no, customer_id, issued_at, currency, amount, import_batch_id
  )
  select batch.channel_id, l.external_no, min(l.customer_id), min(l.placed_at), min(p.currency),
    sum(round(-l.quantity * l.unit_price, 2)), batch.id
  from pg_temp.import_lines as l
  join public.import_profiles as p on p.id = batch.profile_id
  where l.kind = 'credit' and l.state = 'new'
  group by l.external_no
  order by min(l.row_no);

  insert into public.credit_lines (credit_id, line_no, sku_id, title, quantity, unit_price, amount)
  select c.id, l.line_no, l.sku_id, coalesce(l.title, l.sku_code), -l.quantity, l.unit_price,
    round(-l.quantity * l.unit_price, 2)
  from pg_temp.import_lines as l
  join public.credits as c on c.channel_id = batch.channel_id and c.external_no = l.external_no
  where l.kind = 'credit' and l.state = 'new'
  order by l.row_no;

  update pg_temp.import_lines as l
  set credit_line_id = cl.id
  from public.credits as c
  join public.credit_lines as cl on cl.credit_id = c.id
  where c.channel_id = batch.channel_id and c.external_no = l.external_no and cl.line_no = l.line_no
    and l.kind = 'credit' and l.state = 'new';
end;
$$;
comment on function order_management.create_credits is
  'Creates the credits of a chunk with their lines, not yet linked.';

-- The latest sale before the credit is the likeliest: goods go back soon after they were bought.
create function order_management.sales_of_credits()
returns table (
  credit_line_id bigint, customer_id bigint, sku_id bigint, unit_price numeric, amount numeric,
  order_line_id bigint, order_id bigint, open_amount numeric
)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query
  select distinct on (cl.id) cl.id, c.customer_id, cl.sku_id, cl.unit_price, cl.amount, ol.id, o.id, open.amount
  from public.credit_lines as cl
  join public.credits as c on c.id = cl.credit_id
  join public.orders as o
    on o.customer_id = c.customer_id and o.channel_id = c.channel_id and o.placed_at <= c.issued_at
    and o.currency = c.currency
  join public.order_lines as ol
    on ol.order_id = o.id and ol.sku_id = cl.sku_id and ol.unit_price = cl.unit_price
  cross join lateral (
    select ol.qty - coalesce(sum(taken.quantity), 0), (
        select o.paid_total - o.refunded_total - coalesce(sum(linked.amount), 0)
        from public.order_lines as sold
        join public.credit_lines as linked on linked.order_line_id = sold.id and linked.refund_id is null
        where sold.order_id = o.id
      )
    from public.credit_lines as taken
    where taken.order_line_id = ol.id
  ) as open (quantity, amount)
  where cl.id in (select l.credit_line_id from pg_temp.import_lines as l)
    and cl.order_line_id is null and cl.amount > 0
    and open.quantity >= cl.quantity and open.amount >= cl.amount
  order by cl.id, o.placed_at desc, o.id desc, ol.line_no;
end;
$$;
comment on function order_management.sales_of_credits is
  'For each unlinked credit line of the chunk the order line that it takes back: same channel, customer, SKU and
price, not later, with enough quantity and money left; the latest such sale.';

create function order_management.link_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- Several credits may want the same sale: each round serves the first of those that want the same goods, and the
  -- others look again at what is left.
  loop
    update public.credit_lines as cl
    set order_line_id = served.order_line_id
    from (
      select s.credit_line_id, s.order_line_id,
        row_number() over (partition by s.customer_id, s.sku_id, s.unit_price order by s.credit_line_id) = 1
        and sum(s.amount) over (partition by s.order_id order by s.credit_line_id) <= s.open_amount as fits
      from order_management.sales_of_credits() as s
    ) as served
    where served.credit_line_id = cl.id and served.fits;
    exit when not found;
  end loop;
end;
$$;
comment on function order_management.link_credits is
  'Links credit lines to the sales that they take back. Those without such a sale stay unlinked.';

create function order_management.refund_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with linked as materialized (
    select c.id as credit_id, c.external_no, c.issued_at, ch.code, sold.order_id, cl.id, cl.amount
    from pg_temp.import_lines as l
    join public.credit_lines as cl on cl.id = l.credit_line_id
    join public.credits as c on c.id = cl.credit_id
    join public.channels as ch on ch.id = c.channel_id
    join public.order_lines as sold on sold.id = cl.order_line_id
  ),
  refunded as (
    insert into public.refunds (
      order_id, amount, reason, method, state, requested_at, approved_at, done_at, provider, provider_ref
    )
    select d.order_id, sum(d.amount), d.external_no, 'platform', 'done', d.issued_at, d.issued_at, d.issued_at,
      d.code, d.external_no || '/' || d.order_id
    from linked as d
    group by d.credit_id, d.external_no, d.issued_at, d.code, d.order_id
    order by d.credit_id, d.order_id
    returning id, order_id, reason
  )
  update public.credit_lines as cl
  set refund_id = r.id
  from linked as d
  join refunded as r on r.order_id = d.order_id and r.reason = d.external_no
  where cl.id = d.id;

  insert into public.refund_lines (refund_id, order_line_id, qty, amount)
  select cl.refund_id, cl.order_line_id, sum(cl.quantity), sum(cl.amount)
  from pg_temp.import_lines as l
  join public.credit_lines as cl on cl.id = l.credit_line_id and cl.refund_id is not null
  group by cl.refund_id, cl.order_line_id;
end;
$$;
comment on function order_management.refund_credits is
  'Pays linked credit lines out: one finished refund per credit and order, with its lines.';

create function order_management.finish_credits()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.credits as c
  set linked_amount = linked.amount
  from (
    select cl.credit_id, sum(cl.amount) as amount
    from pg_temp.import_lines as l
    join public.credit_lines as cl on cl.id = l.credit_line_id and cl.order_line_id is not null
    group by cl.credit_id
  ) as linked
  where linked.credit_id = c.id;

  update pg_temp.import_lines as l
  set state = 'created', order_id = sold.order_id
  from public.credit_lines as cl
  left join public.order_lines as sold on sold.id = cl.order_line_id
  where cl.id = l.credit_line_id and l.state = 'new';
end;
$$;
comment on function order_management.finish_credits is 'Sums up what is linked and marks the rows as created.';

create function order_management.import_credits(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.recognise_credits(batch);
  perform order_management.create_credits(batch);
  perform order_management.link_credits();
  perform order_management.refund_credits();
  perform order_management.finish_credits();
end;
$$;
comment on function order_management.import_credits is 'The credits of a chunk, when all sales of the file are in.';

-- supabase/order-management/66_import_staging.sql
-- What comes before the first chunk: the channel of the file, and the check that every row is there.

create function order_management.import_channel(profile_id bigint)
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.channels (code, platform, shop_name, time_zone, currency)
  select p.channel_code, p.platform, p.shop_name, p.time_zone, p.currency
  from public.import_profiles as p where p.id = profile_id
  on conflict on constraint channel_code_is_unique do nothing;
  return (
    select c.id from public.channels as c
    join public.import_profiles as p on p.channel_code = c.code where p.id = profile_id
  );
end;
$$;
comment on function order_management.import_channel is 'The channel of a profile; it is created with the first import.';

create function order_management.finish_staging(batch_id bigint)
returns public.import_batches
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  batch public.import_batches;
begin
  update public.import_batches as b set state = 'orders'
  where b.id = batch_id and b.state = 'staging'
    and b.row_count = (select count(*) from public.import_rows as r where r.batch_id = b.id)
  returning b.* into batch;
  if batch.id is null then
    perform engine.refuse('rows_are_missing', 'Not every row of the file has been staged');
  end if;
  analyze public.import_rows;
  return batch;
end;
$$;
comment on function order_management.finish_staging is
  'Opens a batch for continue_import once all its rows are staged (reason rows_are_missing).';

-- supabase/order-management/67_import_steps.sql
-- The import of a staged file, chunk by chunk. Each call is one transaction, so a killed import goes on where it was.

create function order_management.write_back(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.import_rows as r
  set state = l.state, reason = l.reason, order_id = l.order_id,
    detail = case when l.state = 'rejected' then jsonb_strip_nulls(jsonb_build_object(
      'row', l.detail -> 'row',
      'value', case l.reason
        when 'wrong_cell_count' then l.detail ->> 'cells'
        when 'bad_quantity' then l.detail ->> 'quantity'
        when 'bad_price' then l.detail ->> 'unit_price'
        when 'bad_date' then l.detail ->> 'placed_at'
        when 'bad_paid_date' then l.detail ->> 'paid_at'
        else l.detail ->> 'value'
      end
    )) end
  from pg_temp.import_lines as l
  where r.batch_id = batch.id and r.row_no = l.row_no and l.state <> 'new';
end;
$$;
comment on function order_management.write_back is 'Notes on the staged rows what became of them.';

create function order_management.add_import_totals(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.import_batches as b
  set order_no_count = b.order_no_count + t.numbers,
    credit_no_count = b.credit_no_count + t.credit_numbers,
    signed_sum = b.signed_sum + t.signed_sum
  from (
    select count(distinct l.external_no) as numbers,
      count(distinct l.external_no) filter (where starts_with(l.external_no, p.credit_prefix)) as credit_numbers,
      coalesce(sum(l.quantity * l.unit_price), 0) as signed_sum
    from pg_temp.import_lines as l
    cross join public.import_profiles as p
    where p.id = batch.profile_id
  ) as t
  where b.id = batch.id and batch.state = 'orders';
end;
$$;
comment on function order_management.add_import_totals is
  'Counts the numbers of the work table and sums up quantity x price of its rows, rejected ones included.';

create function order_management.import_sales(batch public.import_batches)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.recognise_orders(batch);
  delete from pg_temp.import_lines where kind = 'credit' and state = 'new'; -- their turn comes when all sales are in
  perform order_management.import_customers(batch);
  perform order_management.import_skus(batch);
  perform order_management.create_orders(batch);
  perform order_management.create_order_lines(batch);
  perform order_management.import_payments(batch);
  perform order_management.import_adjustments(batch);
  update pg_temp.import_lines set state = 'created' where state = 'new';
end;
$$;
comment on function order_management.import_sales is 'Everything of a chunk but its credits.';

create function order_management.import_part(
  batch public.import_batches, chunk integer, order_nos text[], refusal text
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform order_management.load_import_lines(batch, chunk);
  delete from pg_temp.import_lines where coalesce(external_no, '') <> all (order_nos);
  perform order_management.add_import_totals(batch);
  if refusal is not null then
    update pg_temp.import_lines
    set state = 'rejected', reason = 'refused_by_database', detail = jsonb_build_object('value', refusal)
    where true;
  else
    perform order_management.judge_import_lines(batch);
    if batch.state = 'orders' then
      perform order_management.import_sales(batch);
    else
      perform order_management.import_customers(batch);
      perform order_management.import_skus(batch);
      perform order_management.import_credits(batch);
    end if;
  end if;
  perform order_management.write_back(batch);
  set constraints all immediate; -- what is checked at commit is checked here, while it can still be told apart
  set constraints all deferred;
end;
$$;
comment on function order_management.import_part is
  'Imports the open rows of a chunk, or (order_nos) those of some of its orders; with a refusal it rejects them instead.
Fails as a whole when the database refuses one of them.';

create function order_management.import_chunk(
  batch public.import_batches, chunk integer, order_nos text[] default null
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  refusal text;
  half integer;
begin
  perform order_management.import_part(batch, chunk, order_nos, null);
exception when integrity_constraint_violation or data_exception or raise_exception then
  get stacked diagnostics refusal = message_text;
  order_nos := coalesce(order_nos, (
    select array_agg(distinct coalesce(c.external_no, '')) from order_management.import_cells(batch, chunk) as c
  ));
  half := cardinality(order_nos) / 2;
  if half = 0 then
    perform order_management.import_part(batch, chunk, order_nos, refusal);
  else
    perform order_management.import_chunk(batch, chunk, order_nos[:half]);
    perform order_management.import_chunk(batch, chunk, order_nos[half + 1:]);
  end if;
end;
$$;
comment on function order_management.import_chunk is
  'Imports a chunk. An order that the database refuses is found by halving and rejected alone (reason
refused_by_database).';

create function order_management.finish_import(batch_id bigint)
returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.import_batches as b
  set state = 'done', finished_at = now(), created_count = c.created, updated_count = c.updated,
    unchanged_count = c.unchanged, rejected_count = c.rejected
  from (
    select count(*) filter (where r.state = 'created') as created,
      count(*) filter (where r.state = 'updated') as updated,
      count(*) filter (where r.state = 'unchanged') as unchanged,
      count(*) filter (where r.state = 'rejected') as rejected
    from public.import_rows as r where r.batch_id = finish_import.batch_id
  ) as c
  where b.id = finish_import.batch_id;
$$;
comment on function order_management.finish_import is
  'Closes a batch. Refused by finished_batch_accounts_for_every_row while a row is neither imported nor rejected.';

create function order_management.continue_import(batch_id bigint)
returns public.import_batches
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  batch public.import_batches;
  chunk integer;
begin
  select b.* into batch from public.import_batches as b where b.id = batch_id for update;
  if batch.state not in ('orders', 'credits') then
    return batch;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('order_management.import', batch.channel_id));
  select min(r.chunk) into chunk from public.import_rows as r
  where r.batch_id = batch.id and r.state = 'new' and r.chunk >= batch.next_chunk;
  if chunk is not null then
    perform order_management.import_chunk(batch, chunk);
    update public.import_batches as b set next_chunk = chunk + 1 where b.id = batch.id;
  elsif batch.state = 'orders' then
    update public.import_batches as b set state = 'credits', next_chunk = 0 where b.id = batch.id;
  else
    perform order_management.finish_import(batch.id);
  end if;
  select b.* into batch from public.import_batches as b where b.id = batch_id;
  return batch;
end;
$$;
comment on function order_management.continue_import is
  'Does the next chunk of a staged batch and returns the batch: first all sales, then all credits, until its
state is done. Call it in a transaction of its own each time.';

-- supabase/order-management/68_import_profiles.sql
-- The profiles that Kontor ships. Blanks, underscores and case in headers do not matter.

insert into public.import_profiles (
  name, channel_code, shop_name, platform, time_zone, currency, header_map, date_order, credit_prefix,
  orders_are_paid, orders_are_completed
)
values (
  'uci-online-retail', 'online-retail', 'Online Retail (UCI)', 'other', 'Europe/London', 'GBP',
  '{
    "external_no": ["InvoiceNo", "Invoice"],
    "placed_at": ["InvoiceDate"],
    "sku_code": ["StockCode"],
    "title": ["Description"],
    "quantity": ["Quantity"],
    "unit_price": ["UnitPrice", "Price"],
    "buyer_id": ["CustomerID"],
    "country": ["Country"]
  }',
  'mdy', 'C', true, true
), (
  'standard', 'import', 'Imported orders', 'other', 'Asia/Shanghai', 'CNY',
  '{
    "external_no": ["order_no", "订单号", "订单编号"],
    "placed_at": ["placed_at", "下单时间", "订单创建时间"],
    "paid_at": ["paid_at", "付款时间", "订单付款时间"],
    "sku_code": ["sku_code", "sku", "SKU编码", "商家编码"],
    "title": ["title", "商品标题", "商品名称", "标题"],
    "quantity": ["quantity", "qty", "数量", "购买数量"],
    "unit_price": ["unit_price", "price", "单价", "价格"],
    "buyer_id": ["buyer_id", "买家账号", "买家会员名"],
    "buyer_name": ["buyer_name", "recipient", "收货人", "收货人姓名"],
    "phone": ["phone", "电话", "手机", "联系手机"],
    "email": ["email", "邮箱"],
    "country": ["country", "国家", "国家/地区"],
    "province": ["province", "省份", "省"],
    "city": ["city", "城市", "市"],
    "district": ["district", "区县", "区"],
    "street": ["street", "address", "详细地址", "收货地址"],
    "zip": ["zip", "postal_code", "邮编"],
    "buyer_note": ["buyer_note", "买家留言"]
  }',
  'ymd', null, false, false
);

-- supabase/order-management/69_demo.sql
-- Demo data knows itself: a register of its records, and one function that takes them out again.

create table order_management.demo_records (
  table_name text not null,
  record_id bigint not null,
  primary key (table_name, record_id)
);
comment on table order_management.demo_records is
  'Records that came with the demo data. What belongs to them (lines, payments, parcels …) goes with them.';
alter table order_management.demo_records enable row level security;

create function order_management.register_demo(table_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    'insert into order_management.demo_records
     select %L, t.id from public.%I as t where t.xmin = pg_current_xact_id()::xid',
    table_name, table_name
  );
end;
$$;
comment on function order_management.register_demo is 'Registers every row of the table that this transaction made.';

create function order_management.demo_ids(table_name text)
returns bigint[]
language sql stable security invoker set search_path = ''
as $$
  select coalesce(array_agg(d.record_id), '{}')
  from order_management.demo_records as d where d.table_name = demo_ids.table_name;
$$;
comment on function order_management.demo_ids is 'Ids of the demo records of a table.';

-- Without this every single order would run the statement triggers of all tables that are deleted along with it.
create function order_management.switch_triggers(state text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  table_name text;
begin
  foreach table_name in array array[
    'order_lines', 'order_events', 'order_links', 'tasks', 'rule_runs', 'outbox', 'fulfillment_lines', 'shipment_items',
    'tracking_events', 'return_lines', 'refund_lines', 'stock_movements'
  ] loop
    execute format('alter table public.%I %s trigger user', table_name, state);
  end loop;
end;
$$;
comment on function order_management.switch_triggers is
  'Disables or enables the triggers of what hangs on orders, also the one that protects the ledger; foreign keys stay.';

-- From the leaves to the root, as the foreign keys demand.
create function order_management.remove_demo_orders(ids bigint[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from public.complaints where order_id = any (ids);
  delete from public.refunds where order_id = any (ids);
  delete from public.returns where order_id = any (ids);
  delete from public.invoices where order_id = any (ids) and voids_id is not null;
  delete from public.invoices where order_id = any (ids);
  delete from public.reservations where fulfillment_line_id in (
    select l.id from public.fulfillment_lines as l where l.order_id = any (ids)
  );
  delete from public.shipment_items where order_id = any (ids);
  delete from public.shipments where order_id = any (ids);
  delete from public.fulfillment_lines where order_id = any (ids);
  delete from public.fulfillment_orders where order_id = any (ids);
  delete from public.payments where order_id = any (ids);
  delete from public.orders where id = any (ids);
$$;
comment on function order_management.remove_demo_orders is 'Deletes orders with everything that hangs on them.';

create function order_management.remove_demo_stock(ids bigint[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from public.stock_movements where sku_id = any (ids);
  delete from public.reservations where sku_id = any (ids);
  delete from public.stock where sku_id = any (ids);
$$;
comment on function order_management.remove_demo_stock is 'Deletes all stock of SKUs, with its history.';

-- Real records may refer to demo ones by now; those stay. All at once where possible, else one by one.
create function order_management.remove_unused(table_name text, ids bigint[])
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  kept bigint := 0;
  id bigint;
begin
  execute format('delete from public.%I where id = any ($1)', table_name) using ids;
  return 0;
exception when foreign_key_violation then
  if cardinality(ids) = 1 then
    return 1;
  end if;
  foreach id in array ids loop
    kept := kept + order_management.remove_unused(table_name, array[id]);
  end loop;
  return kept;
end;
$$;
comment on function order_management.remove_unused is 'Deletes records that nothing refers to; returns how many stay.';

create function order_management.offer_demo_removal(is_offered boolean)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if is_offered then
    perform engine.define_operation('remove_demo_data', '{"en": "Remove the demo data", "zh-CN": "移除演示数据"}');
    perform engine.allow_operations('admin', 'remove_demo_data');
  else
    delete from config.operations as o where o.name = 'remove_demo_data';
  end if;
  perform engine.sync_roles();
end;
$$;
comment on function order_management.offer_demo_removal is
  'Offers the operation remove_demo_data to admins while there is something to remove.';

create function public.remove_demo_data()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- nobody may delete all of this otherwise
set statement_timeout = '2min' -- half of the usual limit is gone on a quick machine
as $$
declare
  order_ids constant bigint[] := order_management.demo_ids('orders');
  -- What real orders have reserved or shipped keeps its stock.
  unused_sku_ids constant bigint[] := array(
    select demo.sku_id from unnest(order_management.demo_ids('skus')) as demo (sku_id)
    where not exists (
      select from public.fulfillment_lines as f
      join public.order_lines as l on l.id = f.order_line_id
      where l.sku_id = demo.sku_id and f.order_id <> all (order_ids)
    )
  );
  kept jsonb;
begin
  perform order_management.switch_triggers('disable');
  perform order_management.remove_demo_orders(order_ids);
  perform order_management.remove_demo_stock(unused_sku_ids);
  perform order_management.switch_triggers('enable');
  select jsonb_object_agg(t.name, t.kept) into kept
  from (
    select name, order_management.remove_unused(name, order_management.demo_ids(name)) as kept
    from unnest(array[
      'channel_skus', 'customers', 'channels', 'skus', 'products', 'suppliers', 'warehouses', 'carriers'
    ]) with ordinality as t (name, position)
    order by position
  ) as t;
  update public.invoice_series as s set next_number = 1
  where not exists (select from public.invoices as i where i.kind = s.kind);
  delete from order_management.demo_records where true;
  perform order_management.offer_demo_removal(false);
  return kept;
end;
$$;
comment on function public.remove_demo_data is
  'Removes the demo data and what hangs on it; real records stay. Returns per table how many demo records stay because
real ones refer to them.';

-- supabase/order-management/70_notes.sql
-- Reasons that people must give.

create function order_management.require_note(note text)
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if coalesce(btrim(note), '') = '' then
    perform engine.refuse('note_missing', 'Say why', '{"field": "note"}', '22023');
  end if;
  return btrim(note);
end;
$$;
comment on function order_management.require_note is 'Refuses to go on without a reason in words (reason note_missing).';

-- supabase/order-management/71_split_search.sql
-- Where goods should leave from, as plain arithmetic over arrays: which places, and how much of which line at each.

-- Combinations in the order of positions: the first of several equal ones wins, so the answer is always the same.
create function order_management.next_combination(combination integer[], places integer)
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  size constant integer := cardinality(combination);
begin
  for i in reverse size..1 loop
    if combination[i] < places - size + i then
      for j in reverse size..i loop
        combination[j] := combination[i] + 1 + j - i;
      end loop;
      return combination;
    end if;
  end loop;
  return null;
end;
$$;
comment on function order_management.next_combination is
  'The combination of places (ascending numbers from 1) that follows in dictionary order; null after the last.';

create function order_management.fewest_places(
  demand bigint[], available bigint[], priorities integer[], distances integer[]
)
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  goods constant integer := cardinality(demand);
  places constant integer := cardinality(priorities);
  combination integer[];
  place integer;
  total bigint;
  is_covered boolean;
  score bigint[];
  best_score bigint[];
  best integer[];
begin
  for size in 1..places loop
    combination := array(select generate_series(1, size));
    while combination is not null loop
      score := array[0, 0, 0];
      is_covered := true;
      for good in 1..goods loop
        total := 0;
        foreach place in array combination loop
          total := total + available[(place - 1) * goods + good];
        end loop;
        is_covered := total >= demand[good];
        exit when not is_covered;
        score[3] := score[3] - total;
      end loop;
      if is_covered then
        foreach place in array combination loop
          score[1] := score[1] + priorities[place];
          score[2] := score[2] + distances[place];
        end loop;
        if best_score is null or score < best_score then
          best := combination;
          best_score := score;
        end if;
      end if;
      combination := order_management.next_combination(combination, places);
    end loop;
    exit when best is not null;
  end loop;
  return best;
end;
$$;
comment on function order_management.fewest_places is
  'Numbers of the fewest places that together hold the demand (pieces per good; `available` lists the goods place by
place); null when not even all do. Ties: least sum of priorities, then of distances, then most stock, then the earlier
places. Tries every combination, so give it few places.';

-- Largest first: what is hardest to place is tried while there is most room.
create function order_management.pack_whole(quantities bigint[], room bigint[])
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  largest integer;
  rest integer[];
begin
  if cardinality(quantities) = 0 then
    return '{}';
  end if;
  select q.position into largest from unnest(quantities) with ordinality as q (qty, position)
  order by q.qty desc, q.position limit 1;
  for place in 1..cardinality(room) loop
    continue when room[place] < quantities[largest] or room[place] = any (room[1:place - 1]);
    rest := order_management.pack_whole(
      quantities[:largest - 1] || quantities[largest + 1:],
      room[:place - 1] || (room[place] - quantities[largest]) || room[place + 1:]
    );
    if rest is not null then
      return rest[:largest - 1] || place || rest[largest:];
    end if;
  end loop;
  return null;
end;
$$;
comment on function order_management.pack_whole is
  'Number of the place that takes each quantity whole, within the room of each place; null when there is no way.';

create function order_management.share_out(quantities bigint[], room bigint[])
returns table (line integer, place integer, qty bigint)
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  smallest_first constant integer[] := array(
    select q.position from unnest(quantities) with ordinality as q (qty, position) order by q.qty, q.position
  );
  whole integer[];
  packed integer[];
  wanted bigint;
begin
  -- Whole lines count, not pieces: if so many lines fit whole, the smallest ones do. A long list is not searched.
  for many in reverse least(cardinality(quantities), 8)..0 loop
    whole := smallest_first[:many];
    packed := order_management.pack_whole(
      array(select quantities[w.line] from unnest(whole) with ordinality as w (line, n) order by w.n), room
    );
    exit when packed is not null;
  end loop;
  for i in 1..cardinality(whole) loop
    line := whole[i];
    place := packed[i];
    qty := quantities[line];
    room[place] := room[place] - qty;
    return next;
  end loop;
  for i in cardinality(whole) + 1..cardinality(quantities) loop
    line := smallest_first[i];
    wanted := quantities[line];
    while wanted > 0 loop
      -- The fullest place first: the fewest pieces of one line.
      select r.position, least(r.left_over, wanted) into place, qty
      from unnest(room) with ordinality as r (left_over, position)
      where r.left_over > 0
      order by r.left_over >= wanted desc, case when r.left_over >= wanted then r.position end, r.left_over desc
      limit 1;
      exit when not found;
      room[place] := room[place] - qty;
      wanted := wanted - qty;
      return next;
    end loop;
  end loop;
end;
$$;
comment on function order_management.share_out is
  'Shares lines of one good out to places with so much room (pieces): as many lines as possible stay whole, the others
take from the fullest place first.';

-- supabase/order-management/72_split_inputs.sql
-- What a split looks at: pieces that are still to be planned, places that may ship them, and what lies there.

create view order_management.open_lines with (security_invoker = true) as
select l.order_id, l.id as line_id, l.line_no, l.sku_id, l.qty,
  l.qty - l.qty_cancelled - planned.qty as qty_open, l.qty_cancelled - planned.qty_cancelled as qty_cancelled_open,
  planned.qty + planned.qty_cancelled as qty_done,
  l.requires_shipping, l.ships_apart,
  -- The day begins when it begins in the shop.
  case when l.available_on > (now() at time zone c.time_zone)::date then l.available_on end as available_on,
  coalesce(l.supplier_id, case when s.is_dropshipped then s.supplier_id end) as supplier_id,
  coalesce(nullif(s.shipping_class, 'virtual'), 'normal') as shipping_class, coalesce(s.weight_g, 0) as weight_g, l.total
from public.order_lines as l
join public.orders as o on o.id = l.order_id
join public.channels as c on c.id = o.channel_id
left join public.skus as s on s.id = l.sku_id
left join lateral (
  select coalesce(sum(part.qty) filter (where f.status <> 'cancelled'), 0) as qty,
    coalesce(sum(part.qty) filter (where f.status = 'cancelled'), 0) as qty_cancelled
  from public.fulfillment_lines as part
  join public.fulfillment_orders as f on f.id = part.fulfillment_order_id
  where part.order_line_id = l.id and not f.is_superseded
) as planned on true;
comment on view order_management.open_lines is
  'Order lines with the pieces that no sub-order holds yet, who ships them, and what keeps them apart.';

create function order_management.places_for(order_id bigint)
returns table (place integer, warehouse_id bigint, priority integer, distance integer)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  -- As one array, so that each warehouse is asked for these SKUs by index and not for all it has.
  with wanted as materialized (
    select array(
      select l.sku_id from public.order_lines as l where l.order_id = places_for.order_id and l.sku_id is not null
      union
      select k.component_id from public.order_lines as l
      join public.sku_components as k on k.sku_id = l.sku_id where l.order_id = places_for.order_id
    ) as sku_ids
  )
  select row_number() over (order by c.priority, c.distance, c.id)::integer, c.id, c.priority, c.distance
  from (
    select w.id, coalesce(r.priority, w.priority) as priority,
      case
        when w.country is distinct from coalesce(o.ship_country, 'CN') then 3
        when w.province is distinct from o.ship_province then 2
        when w.city is distinct from o.ship_city then 1
        else 0
      end as distance
    from public.orders as o
    join public.warehouses as w on w.is_active and w.kind <> 'fba'
    -- `CN-33` lies in `CN`; what is said about the smaller region counts.
    left join lateral (
      select named.is_allowed, named.priority from public.warehouse_regions as named
      where named.warehouse_id = w.id
        and starts_with(coalesce(o.region_code, o.ship_country, '') || '-', named.region_code || '-')
      order by length(named.region_code) desc limit 1
    ) as r on true
    where o.id = places_for.order_id
      and coalesce(r.is_allowed, not exists (
        select from public.warehouse_regions as any_region
        where any_region.warehouse_id = w.id and any_region.is_allowed
      ))
      and exists (
        select from public.stock as s
        where s.warehouse_id = w.id and s.sku_id = any ((select n.sku_ids from wanted as n)::bigint[]) and s.available > 0
      )
    order by 2, 3, 1
    limit 12
  ) as c;
end;
$$;
comment on function order_management.places_for is
  'Up to twelve active warehouses that serve the region of an order and have anything of it, best first: by priority
(that of the region, else that of the warehouse), then nearness (0 same city, 1 province, 2 country, 3 abroad).';

-- A set is put together where it leaves, so it counts as a good of its own: as many as its scarcest part allows.
-- A part that other lines want too is counted for them first, which may overlook a way but never sells twice.
create function order_management.parts_of_goods(sku_ids bigint[])
returns table (sku_id bigint, part_id bigint, qty integer)
language sql stable security invoker set search_path = ''
as $$
  select wanted.id, coalesce(k.component_id, wanted.id), coalesce(k.qty, 1)
  from unnest(sku_ids) as wanted (id)
  left join public.sku_components as k on k.sku_id = wanted.id;
$$;
comment on function order_management.parts_of_goods is 'What is taken from the shelf for one piece of each SKU: its parts, else itself.';

create function order_management.room_at(channel_id bigint, warehouse_ids bigint[], sku_ids bigint[], demand bigint[])
returns bigint[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    with parts as materialized (
      select p.sku_id, p.part_id, p.qty, d.pieces * p.qty as wanted
      from order_management.parts_of_goods(sku_ids) as p
      join unnest(sku_ids, demand) as d (sku_id, pieces) on d.sku_id = p.sku_id
    ), shared as materialized (
      select p.part_id, sum(p.wanted) as wanted from parts as p group by p.part_id having count(*) > 1
    )
    select array_agg(room.pieces order by w.place, g.good)
    from unnest(warehouse_ids) with ordinality as w (id, place)
    cross join unnest(sku_ids) with ordinality as g (sku_id, good)
    cross join lateral (
      select greatest(coalesce(min(div(
        coalesce(s.available, 0) - coalesce(c.buffer, 0) - case
          when p.part_id <> g.sku_id then coalesce(sh.wanted - p.wanted, 0) else 0
        end, p.qty
      )), 0), 0)::bigint as pieces
      from parts as p
      left join public.stock as s on s.warehouse_id = w.id and s.sku_id = p.part_id
      left join shared as sh on sh.part_id = p.part_id
      left join lateral (
        select max(cs.buffer) as buffer from public.channel_skus as cs
        where cs.channel_id = room_at.channel_id and cs.sku_id = p.part_id
      ) as c on true
      where p.sku_id = g.sku_id
    ) as room
  );
end;
$$;
comment on function order_management.room_at is
  'Pieces of each SKU that each warehouse could ship, place by place: available stock less what the channel keeps back.';

-- supabase/order-management/73_split_plan.sql
-- The plan: which pieces of which line leave from where, in which sub-order, and why. Planning reads and changes nothing.

create type order_management.planned_piece as (
  kind text, place integer, warehouse_id bigint, supplier_id bigint, line_id bigint, qty bigint, reasons text[]
);
comment on type order_management.planned_piece is
  'Pieces of a line: kind is warehouse, supplier, backorder or cancelled; reasons say what made them leave like this.';

create function order_management.plan_stock(channel_id bigint, order_id bigint)
returns setof order_management.planned_piece
language plpgsql stable security invoker set search_path = ''
as $$
declare
  line_ids bigint[];
  line_skus bigint[];
  line_qtys bigint[];
  skus bigint[];
  demand bigint[];
  warehouses bigint[];
  priorities integer[];
  distances integer[];
  room bigint[];
  chosen integer[];
  good_count integer;
  reasons text[];
begin
  select array_agg(l.line_id order by l.line_no), array_agg(l.sku_id order by l.line_no),
    array_agg(l.qty_open order by l.line_no)
  into line_ids, line_skus, line_qtys
  from order_management.open_lines as l
  where l.order_id = plan_stock.order_id and l.qty_open > 0 and l.requires_shipping and l.supplier_id is null
    and l.sku_id is not null;
  if line_ids is null then
    return;
  end if;
  select array_agg(d.sku order by d.sku), array_agg(d.qty order by d.sku) into skus, demand
  from (select sku, sum(qty) as qty from unnest(line_skus, line_qtys) as l (sku, qty) group by sku) as d;
  good_count := cardinality(skus);
  select array_agg(p.warehouse_id order by p.place), array_agg(p.priority order by p.place),
    array_agg(p.distance order by p.place)
  into warehouses, priorities, distances
  from order_management.places_for(order_id) as p;
  room := coalesce(order_management.room_at(channel_id, warehouses, skus, demand), '{}');

  -- What cannot be had anywhere is left out, so that the rest still leaves in the fewest parcels.
  for good in 1..good_count loop
    demand[good] := least(demand[good], coalesce((
      select sum(r.pieces) from unnest(room) with ordinality as r (pieces, n) where (r.n - 1) % good_count = good - 1
    ), 0));
  end loop;
  chosen := case when room <> '{}' then order_management.fewest_places(demand, room, priorities, distances) end;
  if not 0 < any (demand) then
    chosen := '{}';
  end if;
  reasons := array[case when cardinality(chosen) > 1 then 'fewest_parcels' else 'one_place_has_all' end];

  for good in 1..good_count loop
    return query
      with wanted as (
        -- When there is less than was ordered, the first lines get it.
        select l.line_id, l.n, l.qty, greatest(least(l.qty, demand[good] - l.before), 0) as given
        from (
          select u.line_id, u.qty, row_number() over w as n, (sum(u.qty) over w - u.qty)::bigint as before
          from unnest(line_ids, line_skus, line_qtys) with ordinality as u (line_id, sku, qty, position)
          where u.sku = skus[good]
          window w as (order by u.position)
        ) as l
      ), taken as (
        select w.line_id, c.place, s.qty, count(*) over (partition by s.line) > 1 as is_divided
        from (select array_agg(g.given order by g.n) as given, array_agg(g.line_id order by g.n) as ids from wanted as g where g.given > 0) as a
        cross join lateral order_management.share_out(
          a.given, array(select room[(c.place - 1) * good_count + good] from unnest(chosen) with ordinality as c (place, n) order by c.n)
        ) as s
        join lateral (select a.ids[s.line]) as w (line_id) on true
        join lateral (select chosen[s.place]) as c (place) on true
      )
      select 'warehouse', t.place, warehouses[t.place], null::bigint, t.line_id, t.qty,
        reasons || case when t.is_divided then array['no_place_has_all_pieces'] else '{}' end
      from taken as t
      union all
      select 'backorder', null, null, null, w.line_id, w.qty - w.given, array['out_of_stock']
      from wanted as w where w.qty > w.given;
  end loop;
end;
$$;
comment on function order_management.plan_stock is
  'Pieces that leave from warehouses, in the fewest sub-orders that stock allows, and those that have to wait.';

create function order_management.plan_pieces(order_id bigint)
returns setof order_management.planned_piece
language plpgsql stable security invoker set search_path = ''
as $$
declare
  shop record;
  planned order_management.planned_piece[];
  short_value numeric;
  ready_value numeric;
begin
  select c.id, c.split_policy, c.minimum_part_value into shop
  from public.orders as o join public.channels as c on c.id = o.channel_id where o.id = plan_pieces.order_id;
  planned := array(select p from order_management.plan_stock(shop.id, order_id) as p)
    || array(
      select row('supplier', null, null, l.supplier_id, l.line_id, l.qty_open, array['shipped_by_supplier'])::order_management.planned_piece
      from order_management.open_lines as l
      where l.order_id = plan_pieces.order_id and l.qty_open > 0 and l.requires_shipping and l.supplier_id is not null
    );
  select coalesce(sum(part.value) filter (where part.kind = 'backorder'), 0), coalesce(sum(part.value) filter (where part.kind <> 'backorder'), 0)
  into short_value, ready_value
  from (
    select p.kind, round(l.total * p.qty / l.qty, 2) as value
    from unnest(planned) as p join public.order_lines as l on l.id = p.line_id
  ) as part;
  if exists (select from unnest(planned) as p where p.kind = 'backorder') and (
    shop.split_policy <> 'ship_available' or least(short_value, ready_value) < shop.minimum_part_value
  ) then
    return query
      select 'backorder', null::integer, null::bigint, null::bigint, p.line_id, sum(p.qty)::bigint, array[
        case
          when bool_and(p.kind = 'backorder') then 'out_of_stock'
          when shop.split_policy <> 'ship_available' then 'waits_for_the_rest'
          else 'part_too_small'
        end
      ]
      from unnest(planned) as p group by p.line_id;
  else
    return query select (p).* from unnest(planned) as p;
  end if;
  return query
    select 'cancelled', null::integer, null::bigint, null::bigint, l.line_id, l.qty_cancelled_open, array['cancelled']
    from order_management.open_lines as l
    where l.order_id = plan_pieces.order_id and l.qty_cancelled_open > 0;
end;
$$;
comment on function order_management.plan_pieces is
  'Everything that is still open on an order, as its shop wants shortages to be handled.';

-- supabase/order-management/74_split_parts.sql
-- Planned pieces become sub-orders: grouped by where they leave and what may not travel together, with their share of
-- every amount. The shares come from the line as it was billed at intake, so no cent appears or is lost.

create function order_management.plan_parts(order_id bigint)
returns table (
  seq integer, kind text, warehouse_id bigint, supplier_id bigint, expected_on date, line_id bigint, line_no integer,
  qty integer, goods numeric, discount numeric, shipping numeric, tax numeric, reasons text[]
)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with pieces as materialized (
    select p.kind, p.place, p.warehouse_id, p.supplier_id, p.line_id, p.qty, l.line_no,
      p.reasons || array_remove(array[
        case when keep.class is not null then 'travels_apart' end, case when keep.line is not null then 'ships_apart' end,
        case when keep.day is not null then 'not_before_its_day' end
      ], null) as reasons,
      keep.class, keep.line, keep.day
    from order_management.plan_pieces(plan_parts.order_id) as p
    join order_management.open_lines as l on l.line_id = p.line_id
    cross join lateral (
      select case when p.kind = 'warehouse' and l.shipping_class <> 'normal' then l.shipping_class end,
        case when p.kind = 'warehouse' and l.ships_apart then l.line_id end,
        case when p.kind in ('warehouse', 'backorder') then l.available_on end
    ) as keep (class, line, day)
  ), parted as materialized (
    select p.*, dense_rank() over (
      order by array_position(array['warehouse', 'supplier', 'backorder', 'cancelled'], p.kind), p.place, p.supplier_id,
        p.day nulls first, p.class nulls first, p.line nulls first
    ) as part
    from pieces as p
  ), whole as materialized (
    select part, kind, warehouse_id, supplier_id, day, line_id, line_no, qty, reasons from parted
    union all
    -- What is not shipped at all (a service, a download) is billed with the first part.
    select f.part, f.kind, f.warehouse_id, f.supplier_id, f.day, l.line_id, l.line_no, l.qty_open, array['nothing_to_ship']
    from order_management.open_lines as l
    cross join (select * from parted order by part limit 1) as f
    where l.order_id = plan_parts.order_id and l.qty_open > 0 and not l.requires_shipping
  )
  select (w.part + coalesce((
      select max(f.seq) from public.fulfillment_orders as f where f.order_id = plan_parts.order_id
    ), 0))::integer,
    w.kind, w.warehouse_id, w.supplier_id, w.day, w.line_id, w.line_no, w.qty::integer,
    share.goods, share.discount, share.shipping, share.tax, w.reasons
  from (
    select whole.*, sum(whole.qty) over (partition by whole.line_id order by whole.part) - whole.qty as before from whole
  ) as w
  join public.order_lines as l on l.id = w.line_id
  join order_management.open_lines as done on done.line_id = w.line_id
  join public.orders as o on o.id = l.order_id
  cross join lateral (
    select
      public.share_of_quantity(l.goods, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.line_discount + l.discount_share, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.shipping_share, l.qty, earlier.pieces, w.qty::integer, digits.count),
      public.share_of_quantity(l.tax, l.qty, earlier.pieces, w.qty::integer, digits.count)
    from (select (done.qty_done + w.before)::integer) as earlier (pieces),
      (select public.currency_decimals(o.currency)) as digits (count)
  ) as share (goods, discount, shipping, tax)
  order by w.part, w.line_no;
end;
$$;
comment on function order_management.plan_parts is
  'The sub-orders that splitting would make, line by line, with pieces and amounts in the currency of the order.';

create function order_management.split_obstacle(order_id bigint)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    select case
      when o.lifecycle not in ('confirmed', 'processing') then 'not_confirmed'
      when o.hold_reasons <> '{}' then 'on_hold'
      when o.is_sealed then 'sealed'
      when o.payment_terms = 'prepaid' and o.paid_total < o.grand_total then 'not_paid'
      when exists (
        select from order_management.open_lines as l
        where l.order_id = o.id and l.qty_open > 0 and l.requires_shipping and l.sku_id is null and l.supplier_id is null
      ) then 'unknown_sku'
      when o.attention_reasons <> '{}' then 'needs_attention'
      when not exists (
        select from order_management.open_lines as l where l.order_id = o.id and l.qty_open > 0 and l.requires_shipping
      ) then 'nothing_open'
    end
    from public.orders as o where o.id = split_obstacle.order_id
  );
end;
$$;
comment on function order_management.split_obstacle is 'Why an order cannot be split now, as a code; null when it can.';

create function order_management.plan_json(order_id bigint)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (
    with parts as materialized (
      select * from order_management.plan_parts(order_id)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'seq', p.seq, 'kind', p.kind, 'warehouse', p.warehouse_id, 'supplier', p.supplier_id,
      'place', coalesce(w.name, s.name), 'expected_on', p.expected_on,
      'goods', p.goods, 'discount', p.discount, 'shipping', p.shipping, 'tax', p.tax,
      'total', p.goods - p.discount + p.shipping + p.tax, 'reasons', p.reasons, 'lines', p.lines
    ) order by p.seq), '[]')
    from (
      select parts.seq, parts.kind, parts.warehouse_id, parts.supplier_id, parts.expected_on, sum(parts.goods) as goods,
        sum(parts.discount) as discount, sum(parts.shipping) as shipping, sum(parts.tax) as tax,
        (select array_agg(distinct r order by r) from parts as same, unnest(same.reasons) as r where same.seq = parts.seq) as reasons,
        jsonb_agg(jsonb_build_object(
          'line', line_id, 'line_no', parts.line_no, 'title', l.title, 'qty', parts.qty, 'goods', parts.goods,
          'discount', discount, 'shipping', shipping, 'tax', parts.tax, 'reasons', reasons
        ) order by parts.line_no) as lines
      from parts join public.order_lines as l on l.id = parts.line_id group by parts.seq, parts.kind, parts.warehouse_id, parts.supplier_id, parts.expected_on
    ) as p
    left join public.warehouses as w on w.id = p.warehouse_id
    left join public.suppliers as s on s.id = p.supplier_id
  );
end;
$$;
comment on function order_management.plan_json is 'The sub-orders of a plan with their lines, amounts and reasons as JSON.';

-- supabase/order-management/75_split.sql
-- Splitting: looked at, done, and taken back until a warehouse has begun.

create function order_management.plan_split(order_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- stock of all warehouses is looked at
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = plan_split.order_id;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  return jsonb_build_object(
    'order', whole.id, 'order_no', whole.order_no, 'version', whole.version,
    'obstacle', order_management.split_obstacle(whole.id), 'parts', order_management.plan_json(whole.id)
  );
end;
$$;
comment on function order_management.plan_split is
  'The sub-orders that splitting an order would make now, with reasons and amounts; changes nothing.
Reason unknown_order (404).';

create function order_management.require_version(order_id bigint, expected_version integer)
returns void
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  version integer;
begin
  select o.version into version from public.orders as o where o.id = order_id for no key update;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  elsif version is distinct from coalesce(expected_version, version) then
    perform engine.refuse(
      'version_conflict', 'Somebody changed this order meanwhile; look at it again', jsonb_build_object('version', version), 'PT409'
    );
  end if;
end;
$$;
comment on function order_management.require_version is
  'Locks an order. Reasons unknown_order (404), version_conflict (409) when it is not the version that the caller saw; null: any.';

-- All that there is of these goods, in one order for everybody: two splits never wait for each other in a circle. Also
-- where nothing is free now, because that may have changed when the waiting ends, and what is given back comes along.
create function order_management.lock_stock_for(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
  select from public.stock as s
  where s.sku_id in (
    select g.part_id from order_management.parts_of_goods(array(
      select l.sku_id from public.order_lines as l where l.order_id = lock_stock_for.order_id and l.sku_id is not null
    )) as g
  )
  order by s.warehouse_id, s.sku_id
  for no key update;
$$;
comment on function order_management.lock_stock_for is
  'Keeps others out of all stock of what was ordered, wherever it lies.';

create function order_management.make_sub_orders(order_id bigint, parts jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  insert into public.fulfillment_orders (order_id, seq, warehouse_id, supplier_id, status, expected_on, ship_by, split_plan)
  select make_sub_orders.order_id, p.seq, p.warehouse, p.supplier,
    case p.kind when 'warehouse' then 'reserved' when 'supplier' then 'planned' else p.kind end,
    p.expected_on, o.promised_ship_at, jsonb_build_object('reasons', p.reasons)
  from jsonb_to_recordset(parts) as p (
    seq integer, kind text, warehouse bigint, supplier bigint, expected_on date, reasons jsonb
  )
  join public.orders as o on o.id = make_sub_orders.order_id;

  insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, order_id, warehouse_id, qty, goods, discount, shipping, tax)
  select f.id, l.line, f.order_id, f.warehouse_id, l.qty, l.goods, l.discount, l.shipping, l.tax
  from jsonb_to_recordset(parts) as p (seq integer, lines jsonb)
  join public.fulfillment_orders as f on f.order_id = make_sub_orders.order_id and f.seq = p.seq
  cross join jsonb_to_recordset(p.lines) as l (
    line bigint, qty integer, goods numeric, discount numeric, shipping numeric, tax numeric
  );

  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty)
  select part.id, f.warehouse_id, g.part_id, part.qty * g.qty
  from jsonb_to_recordset(parts) as p (seq integer, kind text)
  join public.fulfillment_orders as f on f.order_id = make_sub_orders.order_id and f.seq = p.seq
  join public.fulfillment_lines as part on part.fulfillment_order_id = f.id
  join public.order_lines as l on l.id = part.order_line_id and l.requires_shipping
  cross join lateral order_management.parts_of_goods(array[l.sku_id]) as g
  where p.kind = 'warehouse'
  order by f.warehouse_id, g.part_id;
end;
$$;
comment on function order_management.make_sub_orders is 'Writes planned parts as sub-orders and reserves what leaves from warehouses.';

create function order_management.apply_split(order_id bigint, expected_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders and stock are granted to nobody
as $$
declare
  obstacle text;
  parts jsonb;
begin
  perform order_management.require_version(order_id, expected_version);
  obstacle := order_management.split_obstacle(order_id);
  if obstacle is not null then
    perform engine.refuse('cannot_split', 'This order cannot be split now', jsonb_build_object('why', obstacle), 'PT409');
  end if;
  perform order_management.lock_stock_for(order_id);
  parts := order_management.plan_json(order_id);
  perform order_management.make_sub_orders(order_id, parts);
  perform order_management.tell_warehouse(order_id);
  update public.orders as o
  set lifecycle = 'processing',
    hold_reasons = case
      when c.split_policy = 'hold' and parts @> '[{"kind": "backorder"}]' then array_append(o.hold_reasons, 'shortage')
      else o.hold_reasons
    end
  from public.channels as c
  where o.id = apply_split.order_id and c.id = o.channel_id
    and (o.lifecycle <> 'processing' or c.split_policy = 'hold' and parts @> '[{"kind": "backorder"}]');
  return jsonb_build_object(
    'order', order_id, 'version', (select o.version from public.orders as o where o.id = apply_split.order_id), 'parts', parts
  );
end;
$$;
comment on function order_management.apply_split is
  'Splits what is open of an order into sub-orders and reserves their stock, planned anew under lock; answers as plan_split.
Reasons unknown_order (404), version_conflict (409), cannot_split with why (409): not_confirmed, on_hold, sealed,
needs_attention, not_paid, unknown_sku, nothing_open.';

create function order_management.undo_split(order_id bigint, expected_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders and stock are granted to nobody
as $$
begin
  perform order_management.require_version(order_id, expected_version);
  if not exists (
    select from public.fulfillment_orders as f where f.order_id = undo_split.order_id and not f.is_superseded
  ) then
    perform engine.refuse('not_split', 'This order is not split', errcode => 'PT409');
  elsif exists (
    select from public.fulfillment_orders as f
    where f.order_id = undo_split.order_id and not f.is_superseded
      and f.status not in ('planned', 'reserved', 'backorder', 'cancelled')
  ) then
    perform engine.refuse(
      'already_released', 'A warehouse has begun with this order; call it back there first', errcode => 'PT409'
    );
  end if;
  update public.reservations as r set state = 'released'
  from public.fulfillment_lines as part
  where part.order_id = undo_split.order_id and r.fulfillment_line_id = part.id and r.state = 'active';
  update public.fulfillment_orders as f set is_superseded = true
  where f.order_id = undo_split.order_id and not f.is_superseded;
  delete from public.outbox as b
  where b.order_id = undo_split.order_id and b.done_at is null and b.topic in ('dispatch_note', 'warehouse_notice');
  update public.orders as o
  set lifecycle = 'confirmed', hold_reasons = array_remove(o.hold_reasons, 'shortage')
  where o.id = undo_split.order_id;
  return jsonb_build_object('order', order_id, 'version', (select o.version from public.orders as o where o.id = undo_split.order_id));
end;
$$;
comment on function order_management.undo_split is
  'Takes a split back and releases its stock, as long as no warehouse has begun. Reasons unknown_order (404),
version_conflict, not_split, already_released (409).';

-- supabase/order-management/76_stock_work.sql
-- What happens to stock by hand: goods come in, are counted, moved, found damaged, or a mistake is put right. Each is an
-- entry of the ledger with a name under it; the balance follows by trigger.

create function order_management.require_pieces(qty bigint, at_least bigint)
returns integer
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if qty is null or qty < at_least or qty > 1000000000 or qty = 0 and at_least > 0 then
    perform engine.refuse(
      'invalid_quantity', format('The quantity is a whole number from %s to 1,000,000,000', at_least),
      jsonb_build_object('field', 'qty', 'least', at_least), '22023'
    );
  end if;
  return qty;
end;
$$;
comment on function order_management.require_pieces is 'Refuses quantities out of range (reason invalid_quantity).';

create function order_management.balance(stock_id bigint)
returns public.stock
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  here public.stock;
begin
  select s.* into here from public.stock as s where s.id = stock_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such stock', '{"entity": "stock"}', 'PT404');
  end if;
  return here;
end;
$$;
comment on function order_management.balance is 'The balance of a SKU in a warehouse, locked. Reason unknown_record (404).';

-- What customers were promised is not given away: too little is said in words before the constraint says it.
create function order_management.book(here public.stock, qty bigint, kind text, note text, unit_cost numeric default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
begin
  if here.on_hand + qty < here.reserved then
    perform engine.refuse(
      'reserved_for_orders', 'Orders have reserved what would go', jsonb_build_object(
        'on_hand', here.on_hand, 'reserved', here.reserved, 'available', here.available
      ), 'PT409'
    );
  elsif here.on_hand + qty > 2147483647 then
    perform order_management.require_pieces(2147483648, 1);
  end if;
  if qty <> 0 then
    insert into public.stock_movements (warehouse_id, sku_id, qty, kind, unit_cost, actor_id, note)
    values (here.warehouse_id, here.sku_id, book.qty, book.kind, book.unit_cost, engine.member_id(), nullif(btrim(book.note), ''));
  end if;
  return (
    select jsonb_build_object('stock', s.id, 'on_hand', s.on_hand, 'reserved', s.reserved, 'available', s.available)
    from public.stock as s where s.id = here.id
  );
end;
$$;
comment on function order_management.book is
  'Writes a movement of so many pieces and answers the new balance. Reasons reserved_for_orders (409), invalid_quantity.';

create function order_management.receive_stock(
  stock_id bigint, qty bigint, unit_cost numeric default null, bin text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  update public.stock as s
  set bin = coalesce(nullif(btrim(receive_stock.bin), ''), s.bin), incoming = greatest(s.incoming - receive_stock.qty, 0)
  where s.id = stock_id;
  return order_management.book(here, order_management.require_pieces(qty, 1), 'receive', note, unit_cost);
end;
$$;
comment on function order_management.receive_stock is
  'Pieces that came in, at a cost per piece in the currency of the shop; answers {stock, on_hand, reserved, available}.
Reasons unknown_record (404), invalid_quantity.';

create function order_management.count_stock(stock_id bigint, counted bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  update public.stock as s set counted_at = now() where s.id = stock_id;
  return order_management.book(
    here, order_management.require_pieces(counted, 0) - here.on_hand, 'count', note
  );
end;
$$;
comment on function order_management.count_stock is
  'What lies there according to a count; the difference is booked as a loss or a find. Reasons unknown_record (404),
invalid_quantity, reserved_for_orders (409) when less is there than orders have reserved.';

create function order_management.damage_stock(stock_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  return order_management.book(here, -order_management.require_pieces(qty, 1), 'damage', order_management.require_note(note));
end;
$$;
comment on function order_management.damage_stock is
  'Pieces that can no longer be sold, and why. Reasons unknown_record (404), invalid_quantity, note_missing, reserved_for_orders (409).';

create function order_management.correct_stock(stock_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  here constant public.stock := order_management.balance(stock_id);
begin
  if qty = 0 then
    perform order_management.require_pieces(0, 1);
  end if;
  return order_management.book(
    here, order_management.require_pieces(qty, -1000000000), 'correction', order_management.require_note(note)
  );
end;
$$;
comment on function order_management.correct_stock is
  'Pieces added, or taken away by a negative number, to put a wrong entry right, and why. Reasons unknown_record (404),
invalid_quantity, note_missing, reserved_for_orders (409).';

create function order_management.transfer_stock(stock_id bigint, to_warehouse_id bigint, qty bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the ledger is granted to nobody
as $$
declare
  source public.stock;
  target_id bigint;
begin
  select s.* into source from public.stock as s where s.id = stock_id;
  if not exists (
    select from public.warehouses as w where w.id = to_warehouse_id and w.is_active and w.id <> source.warehouse_id
  ) then
    perform engine.refuse(
      'invalid_target', 'Choose another warehouse that is active', '{"field": "to_warehouse_id"}', '22023'
    );
  end if;
  insert into public.stock (warehouse_id, sku_id) values (to_warehouse_id, source.sku_id)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  select s.id into target_id from public.stock as s
  where (s.warehouse_id, s.sku_id) = (to_warehouse_id, source.sku_id);
  -- Both rows in the order that everybody takes them in.
  perform from public.stock as s where s.id in (stock_id, target_id) order by s.warehouse_id, s.sku_id for no key update;
  perform order_management.book(
    order_management.balance(target_id), order_management.require_pieces(qty, 1), 'transfer_in', note
  );
  return order_management.book(order_management.balance(stock_id), -qty, 'transfer_out', note);
end;
$$;
comment on function order_management.transfer_stock is
  'Moves pieces to another active warehouse; answers the balance that they left. Reasons unknown_record (404),
invalid_target, invalid_quantity, reserved_for_orders (409).';

create function order_management.receive_goods(
  warehouse_id bigint, sku_id bigint, qty bigint, unit_cost numeric default null, bin text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  if not exists (select from public.warehouses as w where w.id = receive_goods.warehouse_id and w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  insert into public.stock (warehouse_id, sku_id) values (receive_goods.warehouse_id, receive_goods.sku_id)
  on conflict on constraint stock_has_one_balance_per_warehouse_and_sku do nothing;
  return order_management.receive_stock(
    (select s.id from public.stock as s
     where (s.warehouse_id, s.sku_id) = (receive_goods.warehouse_id, receive_goods.sku_id)), qty, unit_cost, bin, note
  );
end;
$$;
comment on function order_management.receive_goods is
  'Pieces of any SKU that came in, also one that never lay here. Reasons unknown_record (404), invalid_quantity, warehouse_closed (409).';

-- supabase/order-management/77_stock_alerts.sql
-- Low stock is said once, and taken back when there is enough again.

create function order_management.watch_safety()
returns trigger
language plpgsql volatile security definer set search_path = '' -- alerts are granted to nobody
as $$
begin
  insert into public.stock_alerts (warehouse_id, sku_id, available, safety_stock)
  select s.warehouse_id, s.sku_id, s.available, coalesce(s.safety_stock, k.safety_stock)
  from touched as s join public.skus as k on k.id = s.sku_id and k.is_active
  where s.available < coalesce(s.safety_stock, k.safety_stock)
  on conflict (warehouse_id, sku_id) where cleared_at is null do nothing;

  update public.stock_alerts as a set cleared_at = now()
  from touched as s join public.skus as k on k.id = s.sku_id
  where (a.warehouse_id, a.sku_id) = (s.warehouse_id, s.sku_id) and a.cleared_at is null
    and s.available >= coalesce(s.safety_stock, k.safety_stock, 0);
  return null;
end;
$$;
comment on function order_management.watch_safety is
  'Raises one alert when less than the safety stock (of the place, else of the SKU) is available, clears it afterwards.';
select order_management.watch('stock', 'watch_safety', '{update}');

-- supabase/order-management/78_attention.sql
-- What is missing on an order before it can be shipped. Kept on the order as codes, so that lists show and filter it.

create function order_management.gaps_of(whole public.orders)
returns text[]
language plpgsql stable security definer set search_path = '' -- the writer may not see all lines
as $$
begin
  return (
    select array_remove(array[
      case when count(l.id) = 0 then 'no_lines' end,
      case when bool_or(l.requires_shipping) and coalesce(btrim(whole.ship_name), '') = '' then 'recipient_missing' end,
      case when bool_or(l.requires_shipping) and (
        coalesce(btrim(whole.ship_street), '') = ''
        or coalesce(btrim(whole.ship_city), '') = '' and coalesce(btrim(whole.ship_province), '') = ''
      ) then 'address_incomplete' end,
      case when bool_or(
        l.requires_shipping and l.sku_id is null and l.supplier_id is null and l.qty > l.qty_cancelled
      ) then 'unknown_sku' end
    ], null)
    from public.order_lines as l where l.order_id = whole.id
  );
end;
$$;
comment on function order_management.gaps_of is
  'What an order lacks: no_lines, recipient_missing, address_incomplete (street, and city or province), unknown_sku.';

create function order_management.orders__find_gaps()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  new.attention_reasons := case
    when new.lifecycle in ('pending_review', 'confirmed', 'processing') then order_management.gaps_of(new) else '{}'
  end;
  return new;
end;
$$;
comment on function order_management.orders__find_gaps is 'What is missing follows recipient, address and state.';
create trigger orders__find_gaps before update of lifecycle, ship_name, ship_province, ship_city, ship_street on public.orders
  for each row when (
    (old.lifecycle, old.ship_name, old.ship_province, old.ship_city, old.ship_street)
      is distinct from (new.lifecycle, new.ship_name, new.ship_province, new.ship_city, new.ship_street)
  )
  execute function order_management.orders__find_gaps();

create function order_management.find_gaps()
returns trigger
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  order_ids bigint[];
begin
  if tg_op = 'UPDATE' then
    order_ids := array(
      select distinct c.order_id
      from (
        select id, order_id, sku_id, supplier_id, requires_shipping, qty > qty_cancelled from touched
        except
        select id, order_id, sku_id, supplier_id, requires_shipping, qty > qty_cancelled from previous
      ) as c
    );
  else
    order_ids := array(select distinct order_id from touched);
  end if;
  if order_ids = '{}' then
    return null;
  end if;
  update public.orders as o
  set attention_reasons = order_management.gaps_of(o)
  where o.id = any (order_ids)
    and o.lifecycle in ('pending_review', 'confirmed', 'processing')
    and o.attention_reasons <> order_management.gaps_of(o);
  return null;
end;
$$;
comment on function order_management.find_gaps is 'What is missing follows the lines of an order under way.';
select order_management.watch('order_lines', 'find_gaps');

-- supabase/order-management/78_cancel.sql
-- Cancelling before anything left: stock is free again, and what was paid is asked back for the customer.

create function order_management.free_stock(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
  update public.reservations as r set state = 'released'
  from public.fulfillment_lines as part
  where part.order_id = free_stock.order_id and r.fulfillment_line_id = part.id and r.state = 'active';
$$;
comment on function order_management.free_stock is 'Releases everything that an order has reserved.';

create function order_management.cancel_order(order_id bigint, cancelled_by text, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- orders, stock and refunds are written
as $$
declare
  reason constant text := order_management.require_note(note);
  refund jsonb;
begin
  perform order_management.start_work(order_id, reason);
  if cancelled_by is null or cancelled_by not in ('buyer', 'seller', 'platform') then
    perform engine.refuse('unknown_canceller', 'Choose who cancels', '{"field": "cancelled_by"}', '22023');
  end if;
  perform order_management.transition(order_id, 'cancelled');
  perform order_management.free_stock(order_id);
  update public.fulfillment_orders as f set status = 'cancelled'
  where f.order_id = cancel_order.order_id and not f.is_superseded and f.status <> 'cancelled';
  update public.order_lines as l set qty_cancelled = l.qty
  where l.order_id = cancel_order.order_id and l.qty_cancelled <> l.qty;
  update public.orders as o
  set cancelled_by = cancel_order.cancelled_by, cancel_reason = reason, hold_reasons = '{}', pending_difference = 0
  where o.id = cancel_order.order_id;
  refund := order_management.refund_everything(order_id, reason);
  -- What was waited for is not waited for any more.
  update public.payments as p set state = 'failed' where p.order_id = cancel_order.order_id and p.state = 'pending';
  delete from public.outbox as b
  where b.order_id = cancel_order.order_id and b.done_at is null and b.topic in ('dispatch_note', 'warehouse_notice');
  return order_management.order_answer(order_id) || jsonb_build_object('refund', coalesce(refund -> 'amount', '0'));
end;
$$;
comment on function order_management.cancel_order is
  'Cancels an order of which nothing was shipped: stock is released, a refund is requested for what was paid; answers its
amount. Reasons unknown_order (404), note_missing, unknown_canceller, illegal_transition, already_released (the warehouse has to
stop first), already_shipped (409: make a return).';

-- supabase/order-management/78_completion.sql
-- What was delivered is completed some days later by itself, and the customer is asked how it was, once.

create function order_management.ask_feedback(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, payload, order_id, dedupe_key)
  select 'feedback_request', jsonb_build_object('order_no', o.order_no, 'customer', o.customer_id), o.id, 'feedback:' || o.id
  from public.orders as o where o.id = ask_feedback.order_id
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.ask_feedback is 'Queues the question how it was; once per order.';

create function order_management.complete_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'completed');
  perform order_management.ask_feedback(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.complete_order is
  'Completes a delivered order. Reasons unknown_order (404), illegal_transition, not_delivered, return_is_open (409).';

create function order_management.complete_orders()
returns integer
language plpgsql volatile security definer set search_path = '' -- a job
as $$
declare
  due_id bigint;
  completed integer := 0;
begin
  for due_id in
    select o.id from public.orders as o
    join public.channels as c on c.id = o.channel_id
    where o.lifecycle = 'processing' and o.fulfillment_status = 'delivered' and o.aftersale_status <> 'open'
      and (
        select max(s.delivered_at) from public.shipment_items as i
        join public.shipments as s on s.id = i.shipment_id where i.order_id = o.id
      ) <= now() - make_interval(days => c.complete_after_days)
    order by o.placed_at, o.id limit 500
    for update of o skip locked
  loop
    perform order_management.transition(due_id, 'completed', 'system');
    perform order_management.ask_feedback(due_id);
    completed := completed + 1;
  end loop;
  return completed;
end;
$$;
comment on function order_management.complete_orders is
  'Completes up to 500 orders whose last parcel was delivered as long ago as their shop says, as a job; returns how many.';
insert into engine.jobs (key, routine, every) values ('complete_orders', 'order_management.complete_orders()', '10 minutes');

-- supabase/order-management/78_differences.sql
-- What an edit changed on an order that was paid: collected, given back, or waived. It never just disappears.

create function order_management.open_difference(order_id bigint, note text, is_owed boolean)
returns numeric
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.pending_difference = 0 or is_owed <> (whole.pending_difference > 0) then
    perform engine.refuse('no_difference', 'There is no such difference to settle', errcode => 'PT409');
  end if;
  update public.orders as o set pending_difference = 0 where o.id = open_difference.order_id;
  return abs(whole.pending_difference);
end;
$$;
comment on function order_management.open_difference is
  'Takes the open difference of an order, which the customer owes or is owed. Reason no_difference (409).';

create function order_management.collect_difference(order_id bigint, method text, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to few
as $$
begin
  insert into public.payments (order_id, method, amount, note)
  values (order_id, method, order_management.open_difference(order_id, note, true), nullif(btrim(note), ''));
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.collect_difference is
  'What the customer owes after an edit becomes a payment that is waited for. Reasons unknown_order (404), no_difference (409).';

create function order_management.refund_difference(order_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to few
as $$
begin
  perform order_management.request_refund(
    order_id, order_management.require_note(note), amount => order_management.open_difference(order_id, note, false)
  );
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.refund_difference is
  'What the customer paid too much after an edit becomes a refund to be approved. Reasons unknown_order (404),
note_missing, no_difference, more_than_paid (409).';

create function order_management.waive_difference(order_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, order_management.require_note(note));
  was_split boolean := false;
begin
  if whole.pending_difference > 0 then
    perform order_management.require_open(whole);
    was_split := order_management.take_apart(order_id);
    perform order_management.open_difference(order_id, note, true);
    -- Given as a discount on the lines, so that the order is paid in full and its parts still add up.
    update public.order_lines as l set line_discount = l.line_discount + share.amount
    from (
      select array_agg(o.id order by o.line_no) as ids, public.prorate(
        least(whole.pending_difference, sum(o.net)), array_agg(o.net order by o.line_no), public.currency_decimals(whole.currency)
      ) as amounts
      from public.order_lines as o where o.order_id = waive_difference.order_id
    ) as shared
    cross join lateral unnest(shared.ids, shared.amounts) as share (line_id, amount)
    where l.id = share.line_id;
  else
    perform order_management.open_difference(order_id, note, false);
  end if;
  perform order_management.settle_edit(order_id, was_split);
  update public.orders as o set pending_difference = 0 where o.id = waive_difference.order_id;
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.waive_difference is
  'Lets an open difference go, and why: what the customer owes becomes a discount, what he is owed stays with us. Reasons
unknown_order (404), note_missing, no_difference, already_shipped, already_released (409).';

-- supabase/order-management/78_edits.sql
-- Changing how much was ordered, until a warehouse begins. Money that follows from it is never silent: what had been paid is
-- compared with the new total, and the difference waits to be collected, refunded or waived.

create function order_management.require_open(whole public.orders)
returns void
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if whole.lifecycle not in ('draft', 'pending_review', 'confirmed', 'processing') then
    perform engine.refuse('order_is_over', 'This order is completed or cancelled', errcode => 'PT409');
  elsif order_management.has_left(whole.id) then
    perform order_management.refuse_guard(whole, 'not_shipped');
  elsif order_management.has_begun(whole.id) then
    perform order_management.refuse_guard(whole, 'not_released');
  end if;
end;
$$;
comment on function order_management.require_open is
  'Refuses to change an order that is over or on its way. Reasons order_is_over, already_shipped, already_released (409).';

-- A split is taken back for the time of an edit, so that stock is reserved for what is wanted afterwards.
create function order_management.take_apart(order_id bigint)
returns boolean
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  if not exists (
    select from public.fulfillment_orders as f where f.order_id = take_apart.order_id and not f.is_superseded
  ) then
    return false;
  end if;
  perform order_management.lock_stock_for(order_id);
  perform order_management.undo_split(order_id);
  return true;
end;
$$;
comment on function order_management.take_apart is 'Takes the split of an order back; whether there was one.';

create function order_management.settle_edit(order_id bigint, was_split boolean)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
begin
  update public.orders as o
  set goods_total = s.goods, discount_total = s.discount, shipping_total = s.shipping, tax_total = s.tax,
    grand_total = s.total,
    pending_difference = o.pending_difference + case when o.paid_total > 0 then s.total - o.grand_total else 0 end,
    paid_at = case when o.paid_total >= s.total then coalesce(o.paid_at, now()) end
  from (
    select l.*, l.goods - l.discount + l.shipping + l.tax as total
    from order_management.line_sums as l where l.order_id = settle_edit.order_id
  ) as s
  where o.id = s.order_id and (o.goods_total, o.discount_total, o.shipping_total, o.tax_total)
    is distinct from (s.goods, s.discount, s.shipping, s.tax);
  if was_split and order_management.split_obstacle(order_id) is null then
    perform order_management.apply_split(order_id);
  end if;
  return order_management.order_answer(order_id) || (
    select jsonb_build_object('grand_total', o.grand_total, 'pending_difference', o.pending_difference)
    from public.orders as o where o.id = settle_edit.order_id
  );
end;
$$;
comment on function order_management.settle_edit is
  'After an edit: totals follow the lines, the difference to what was agreed is kept when something had been paid, and an
order that was split is split again as soon as it may be.';

create function order_management.resize_line(line public.order_lines, pieces integer, digits integer)
returns void
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  billed constant numeric := round(pieces * line.unit_price, 2);
  -- More pieces bring no more of a discount on the whole order, and no more shipping; fewer take their share along.
  part constant integer := least(pieces, line.qty);
  own_discount constant numeric := least(round(line.line_discount * pieces / line.qty, digits), billed);
begin
  update public.order_lines as l
  set qty = pieces, line_discount = own_discount,
    discount_share = least(public.share_of_quantity(line.discount_share, line.qty, 0, part, digits), billed - own_discount),
    shipping_share = public.share_of_quantity(line.shipping_share, line.qty, 0, part, digits),
    tax = round(line.tax * pieces / line.qty, digits)
  where l.id = line.id;
end;
$$;
comment on function order_management.resize_line is
  'Another number of pieces, with the amounts that belong to them in the currency of the order.';

create function order_management.change_quantity(line_id bigint, qty bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- amounts are granted to nobody
as $$
declare
  line public.order_lines;
  whole public.orders;
  was_split boolean;
  pieces constant integer := order_management.require_pieces(qty, 0);
begin
  select l.* into line from public.order_lines as l where l.id = line_id;
  whole := order_management.start_work(line.order_id, order_management.require_note(note));
  perform order_management.require_open(whole);
  select l.* into line from public.order_lines as l where l.id = line_id;
  if line.qty_cancelled > 0 then
    perform engine.refuse('line_is_cancelled', 'This line has been cancelled', errcode => 'PT409');
  elsif pieces = 0 and not exists (
    select from public.order_lines as l where l.order_id = whole.id and l.id <> line_id and l.qty > l.qty_cancelled
  ) then
    perform engine.refuse('last_line', 'This is all that was ordered; cancel the order instead', errcode => 'PT409');
  end if;
  was_split := order_management.take_apart(whole.id);
  if pieces = 0 then
    -- The line stays to be seen; nothing is billed for it.
    update public.order_lines as l
    set qty_cancelled = l.qty, line_discount = l.goods - l.discount_share, shipping_share = 0, tax = 0
    where l.id = line_id;
  elsif pieces <> line.qty then
    perform order_management.resize_line(line, pieces, public.currency_decimals(whole.currency));
  end if;
  return order_management.settle_edit(whole.id, was_split);
end;
$$;
comment on function order_management.change_quantity is
  'Another number of pieces of a line (0 cancels it) until a warehouse begins, and why; stock is reserved anew. Answers the new
total and the open difference. Reasons unknown_record (404), note_missing, invalid_quantity, order_is_over, already_shipped,
already_released, line_is_cancelled, last_line (409).';

-- supabase/order-management/78_lifecycle.sql
-- The life of an order goes from state to state only as the table of transitions allows, whoever moves it: a trigger asks
-- that table for every client, imports and SQL included. Roles come in by operations, which ask in the name of one role.

create function order_management.needs_approval(whole public.orders)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not read shops or customers
as $$
  select exists (
    select from public.channels as c
    where c.id = whole.channel_id and (
      c.review_above < whole.grand_total
      or c.reviews_blocked_customers and exists (
        select from public.customers as b where b.id = whole.customer_id and b.is_blocked
      )
    )
  );
$$;
comment on function order_management.needs_approval is
  'Whether the shop wants somebody else to look at an order first: above its amount, or of a blocked customer.';

create function order_management.has_begun(order_id bigint)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not see all parts
as $$
  select exists (
    select from public.fulfillment_orders as f
    where f.order_id = has_begun.order_id and not f.is_superseded and f.status in ('released', 'picking', 'packed')
  );
$$;
comment on function order_management.has_begun is 'Whether a warehouse works on an order now.';

create function order_management.has_left(order_id bigint)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not see all lines
as $$
  select exists (
    select from public.order_lines as l where l.order_id = has_left.order_id and l.qty_shipped > 0
  );
$$;
comment on function order_management.has_left is 'Whether anything of an order has been shipped.';

create function order_management.unmet_guard(whole public.orders, guards text[])
returns text
language sql stable security definer set search_path = '' -- see above
as $$
  select g.name
  from unnest(guards) with ordinality as g (name, position)
  where case g.name
    when 'complete' then order_management.gaps_of(whole) <> '{}'
    when 'not_on_hold' then whole.hold_reasons <> '{}'
    when 'within_limit' then order_management.needs_approval(whole)
    when 'four_eyes' then order_management.needs_approval(whole) and order_management.actor_id() = (
      select e.actor_id from public.order_events as e
      where e.order_id = whole.id and e.type = 'created' order by e.id limit 1
    )
    when 'not_released' then order_management.has_begun(whole.id)
    when 'not_shipped' then order_management.has_left(whole.id)
    when 'delivered' then whole.fulfillment_status <> 'delivered'
    when 'no_open_return' then whole.aftersale_status = 'open'
  end
  order by g.position limit 1;
$$;
comment on function order_management.unmet_guard is 'The first condition that an order does not meet; null when it meets all.';

create function order_management.refuse_guard(whole public.orders, guard text)
returns void
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  said record;
begin
  select * into said from (values
    ('complete', 'order_incomplete', 'Something is missing on this order'),
    ('not_on_hold', 'order_on_hold', 'This order is on hold'),
    ('within_limit', 'needs_approval', 'This order has to be approved by somebody who may'),
    ('four_eyes', 'needs_second_person', 'Somebody else than the one who entered this order has to approve it'),
    ('not_released', 'already_released', 'A warehouse has begun with this order; call it back there first'),
    ('not_shipped', 'already_shipped', 'Part of this order has been shipped; take it back as a return'),
    ('delivered', 'not_delivered', 'This order has not been delivered yet'),
    ('no_open_return', 'return_is_open', 'A return of this order is still open')
  ) as t (guard, reason, message) where t.guard = refuse_guard.guard;
  perform engine.refuse(said.reason, said.message, jsonb_build_object('order_no', whole.order_no) || case guard
    when 'complete' then jsonb_build_object('gaps', order_management.gaps_of(whole)) else '{}'
  end, 'PT409');
end;
$$;
comment on function order_management.refuse_guard is
  'Refuses (409) what a condition forbids. Reasons order_incomplete, order_on_hold, needs_approval, needs_second_person,
already_released, already_shipped, not_delivered, return_is_open.';

create function order_management.check_transition(whole public.orders, from_state text, to_state text, role_keys text[])
returns void
language plpgsql volatile security definer set search_path = '' -- the table of transitions is granted to admins
as $$
declare
  rule record;
  unmet text;
  is_known boolean := false;
begin
  for rule in
    select s.guards from public.status_rules as s
    where s.axis = 'lifecycle' and s.is_active and s.role_key = any (role_keys || '*'::text)
      and s.from_state = check_transition.from_state and s.to_state = check_transition.to_state
    order by cardinality(s.guards), s.id
  loop
    is_known := true;
    unmet := order_management.unmet_guard(whole, rule.guards);
    if unmet is null then
      return;
    end if;
  end loop;
  if is_known then
    perform order_management.refuse_guard(whole, unmet);
  end if;
  perform engine.refuse(
    'illegal_transition', format('An order cannot go from %s to %s', from_state, to_state),
    jsonb_build_object('field', 'lifecycle', 'from', from_state, 'to', to_state), 'PT409'
  );
end;
$$;
comment on function order_management.check_transition is
  'Refuses a transition that no active rule for one of these roles allows. Reasons illegal_transition and those of refuse_guard (409).';

-- What is asked here, no role is asked: amounts arrive at the same state by different roads, each checked on its own.
create function order_management.orders__move()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  whole public.orders := new;
begin
  -- A hold that comes with the move, as when a split finds a shortage, is no bar to it.
  whole.hold_reasons := old.hold_reasons;
  perform order_management.check_transition(
    whole, old.lifecycle, new.lifecycle, array['system', engine.current_role_key()]
  );
  if new.lifecycle = 'confirmed' and old.lifecycle = 'pending_review' then
    new.confirmed_at := coalesce(new.confirmed_at, now());
    new.confirmed_by_id := order_management.actor_id();
  elsif new.lifecycle = 'completed' then
    new.completed_at := coalesce(new.completed_at, now());
  elsif new.lifecycle = 'cancelled' then
    new.cancelled_at := coalesce(new.cancelled_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.orders__move is
  'Refuses illegal transitions of orders for every client, and notes when each state was reached.';
create trigger orders__move before update of lifecycle on public.orders
  for each row when (old.lifecycle is distinct from new.lifecycle)
  execute function order_management.orders__move();

create function order_management.check_entries()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  entered text;
begin
  for entered in select distinct t.lifecycle from touched as t loop
    perform order_management.check_transition(null, 'new', entered, array['system', engine.current_role_key()]);
  end loop;
  return null;
end;
$$;
comment on function order_management.check_entries is
  'Orders come in only in the states that have a transition from `new`; rules for that have no conditions.';
select order_management.watch('orders', 'check_entries', '{insert}');

create function order_management.transition(order_id bigint, to_state text, acting text default null)
returns void
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = transition.order_id for no key update;
  perform order_management.check_transition(
    whole, whole.lifecycle, to_state, array[coalesce(acting, engine.current_role_key(), 'system')]
  );
  update public.orders as o set lifecycle = to_state where o.id = transition.order_id;
end;
$$;
comment on function order_management.transition is
  'Moves an order to a state in the name of a role: the given one (`system` for what happens by itself), else that of the
caller. Reasons illegal_transition and those of refuse_guard (409).';

-- supabase/order-management/78_lifecycle_rules.sql
-- The transitions as shipped; admins change them like any other record.

insert into public.status_rules (axis, from_state, to_state, role_key, guards)
select 'lifecycle', from_state, t.to_state, role_key, t.guards
from (values
  ('{new}'::text[], 'draft', '{*}'::text[], '{}'::text[]),
  ('{new}', 'pending_review', '{*}', '{}'),
  -- Orders of the past come in as they ended.
  ('{new}', 'confirmed', '{system}', '{}'),
  ('{new}', 'processing', '{system}', '{}'),
  ('{new}', 'completed', '{system}', '{}'),
  ('{new}', 'cancelled', '{system}', '{}'),
  ('{draft}', 'pending_review', '{admin,manager,customer_service,system}', '{}'),
  ('{pending_review}', 'confirmed', '{admin,manager}', '{complete,not_on_hold,four_eyes}'),
  ('{pending_review}', 'confirmed', '{customer_service,system}', '{complete,not_on_hold,within_limit}'),
  ('{confirmed}', 'processing', '{*}', '{complete,not_on_hold}'),
  ('{processing}', 'confirmed', '{*}', '{not_shipped,not_released}'),
  ('{processing}', 'completed', '{admin,manager,system}', '{delivered,no_open_return}'),
  ('{draft,pending_review,confirmed,processing}', 'cancelled', '{admin,manager,customer_service,system}',
    '{not_shipped,not_released}')
) as t (from_states, to_state, role_keys, guards)
cross join unnest(t.from_states) as from_state
cross join unnest(t.role_keys) as role_key;

-- supabase/order-management/78_moving_on.sql
-- What happens by itself when an order has become ready: it is confirmed, split, and the warehouse is told. In the same
-- transaction where one order became ready; a load of many is left to the job, which tries again until it works.

create table order_management.ready_orders (
  order_id bigint primary key references public.orders (id) on delete cascade,
  since timestamptz not null default now()
);
comment on table order_management.ready_orders is 'Orders that may go on by themselves and have not been looked at yet.';
alter table order_management.ready_orders enable row level security;

create function order_management.tell_warehouse(order_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, payload, order_id, dedupe_key)
  select t.topic, jsonb_build_object('sub_order', f.fulfillment_no, 'warehouse', f.warehouse_id), f.order_id,
    t.topic || ':' || f.id
  from public.fulfillment_orders as f
  cross join unnest(array['dispatch_note', 'warehouse_notice']) as t (topic)
  where f.order_id = tell_warehouse.order_id and not f.is_superseded and f.status = 'reserved'
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.tell_warehouse is
  'Queues the dispatch note to print and the notice to the warehouse, once per sub-order.';

create function order_management.move_on(order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- nobody may do this by hand
as $$
declare
  whole public.orders;
  shop public.channels;
begin
  select o.* into whole from public.orders as o where o.id = move_on.order_id for no key update;
  select c.* into shop from public.channels as c where c.id = whole.channel_id;
  if whole.payment_terms = 'prepaid' and whole.paid_total < whole.grand_total then
    return;
  end if;
  if whole.lifecycle = 'pending_review' and shop.confirms_when_paid and whole.hold_reasons = '{}'
    and order_management.gaps_of(whole) = '{}' and not order_management.needs_approval(whole)
  then
    perform order_management.transition(order_id, 'confirmed', 'system');
    whole.lifecycle := 'confirmed';
  end if;
  if whole.lifecycle = 'confirmed' and shop.splits_when_paid and order_management.split_obstacle(order_id) is null then
    perform order_management.apply_split(order_id);
  end if;
end;
$$;
comment on function order_management.move_on is
  'Confirms and splits an order that is paid (or need not be), complete, not held and within the limits of its shop.';

create function order_management.try_to_move_on(order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '3s' -- nobody may do this by hand
as $$
begin
  perform order_management.move_on(order_id);
  delete from order_management.ready_orders as r where r.order_id = try_to_move_on.order_id;
exception when others then
  -- A payment is never lost because the order behind it cannot go on; what stood in the way is on the order's page.
  insert into order_management.ready_orders (order_id) values (try_to_move_on.order_id)
  on conflict on constraint ready_orders_pkey do update set since = now() + interval '10 minutes';
end;
$$;
comment on function order_management.try_to_move_on is 'Moves an order on; when that fails, the job tries again later.';

create function order_management.orders__move_on()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody may do this by hand
as $$
declare
  tries constant integer := coalesce(nullif(current_setting('order_management.moved_on', true), ''), '0')::integer;
begin
  if tries < 10 then
    perform set_config('order_management.moved_on', (tries + 1)::text, true);
    perform order_management.try_to_move_on(new.id);
  else
    insert into order_management.ready_orders (order_id) values (new.id) on conflict do nothing;
  end if;
  return null;
end;
$$;
comment on function order_management.orders__move_on is 'At commit: an order that has become ready goes on.';
-- No list of columns: what is missing is written by another trigger, which such a list does not see.
create constraint trigger orders__move_on
  after update on public.orders
  deferrable initially deferred
  for each row when (
    new.lifecycle in ('pending_review', 'confirmed') and (
      old.lifecycle in ('draft', 'pending_review') and new.lifecycle <> old.lifecycle
      or old.lifecycle = new.lifecycle and (
        old.paid_total < old.grand_total and new.paid_total >= new.grand_total
        or old.hold_reasons <> '{}' and new.hold_reasons = '{}'
        or old.attention_reasons <> '{}' and new.attention_reasons = '{}'
      )
    )
  )
  execute function order_management.orders__move_on();

create function order_management.move_orders_on()
returns integer
language plpgsql volatile security definer set search_path = '' -- a job
as $$
declare
  ready_id bigint;
  moved integer := 0;
begin
  foreach ready_id in array array(
    -- All of them before any stock, and without waiting: who works on one of them now may be waiting for stock.
    select r.order_id
    from order_management.ready_orders as r
    join public.orders as o on o.id = r.order_id
    where r.since <= now() order by r.since, r.order_id limit 50 for no key update skip locked
  ) loop
    perform order_management.try_to_move_on(ready_id);
    moved := moved + 1;
  end loop;
  return moved;
end;
$$;
comment on function order_management.move_orders_on is 'Moves up to 50 ready orders on, as a job; returns how many it looked at.';
insert into engine.jobs (key, routine, every) values ('move_orders_on', 'order_management.move_orders_on()', '1 minute');

-- supabase/order-management/78_order_work.sql
-- What people do with an order as a whole: hand it in, approve it, stop it, let it go on, complete it.

create function order_management.start_work(order_id bigint, note text default null, expected_version integer default null)
returns public.orders
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole public.orders;
begin
  perform order_management.require_version(order_id, expected_version);
  perform order_management.say(note);
  select o.* into whole from public.orders as o where o.id = start_work.order_id;
  return whole;
end;
$$;
comment on function order_management.start_work is
  'The order, locked; the note goes with everything that happens to it now. Reasons unknown_order (404), version_conflict (409).';

create function order_management.order_answer(order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- an operation tells what it did
as $$
  select jsonb_build_object(
    'order', o.id, 'version', o.version, 'lifecycle', o.lifecycle, 'hold_reasons', o.hold_reasons,
    'attention_reasons', o.attention_reasons
  )
  from public.orders as o where o.id = order_answer.order_id;
$$;
comment on function order_management.order_answer is 'How an order stands after an operation: {order, version, lifecycle, hold_reasons, attention_reasons}.';

create function order_management.submit_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'pending_review');
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.submit_order is
  'Hands a draft in; it goes on by itself as far as its shop allows. Reasons unknown_order (404), illegal_transition (409).';

create function order_management.approve_order(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
begin
  perform order_management.start_work(order_id, note);
  perform order_management.transition(order_id, 'confirmed');
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.approve_order is
  'Confirms an order; who did it and when stays on it. Reasons unknown_order (404), illegal_transition, order_incomplete,
order_on_hold, needs_approval, needs_second_person (409).';

create function order_management.is_choice(field_name text, value text)
returns boolean
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select exists (
    select from config.fields as f
    where f.entity_id = engine.entity_id('orders') and f.name = field_name
      and f.options -> 'choices' @> jsonb_build_array(jsonb_build_object('value', is_choice.value))
  );
$$;
comment on function order_management.is_choice is 'Whether a field of orders offers this value.';

create function order_management.hold_order(order_id bigint, hold_reason text, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- holds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.lifecycle not in ('draft', 'pending_review', 'confirmed', 'processing') then
    perform engine.refuse('order_is_over', 'This order is completed or cancelled', errcode => 'PT409');
  elsif not order_management.is_choice('hold_reasons', hold_reason) then
    perform engine.refuse('unknown_hold_reason', 'Choose why the order is held', '{"field": "hold_reason"}', '22023');
  end if;
  update public.orders as o set hold_reasons = array_append(o.hold_reasons, hold_reason)
  where o.id = hold_order.order_id and hold_reason <> all (o.hold_reasons);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.hold_order is
  'Stops an order for one of the reasons that the field hold_reasons offers. Nothing of it is confirmed, split or shipped
until it is released. Reasons unknown_order (404), order_is_over (409), unknown_hold_reason.';

create function order_management.release_hold(order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- holds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
begin
  if whole.hold_reasons = '{}' then
    perform engine.refuse('not_on_hold', 'This order is not on hold', errcode => 'PT409');
  end if;
  update public.orders as o set hold_reasons = '{}' where o.id = release_hold.order_id;
  perform order_management.move_on(order_id);
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.release_hold is
  'Lets a held order go on. Reasons unknown_order (404), not_on_hold (409).';

create function order_management.call_back(sub_order_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  part public.fulfillment_orders;
begin
  select f.* into part from public.fulfillment_orders as f where f.id = sub_order_id;
  perform order_management.start_work(part.order_id, note);
  update public.fulfillment_orders as f
  set status = case when f.supplier_id is null then 'reserved' else 'planned' end, released_at = null, picked_at = null, packed_at = null
  where f.id = sub_order_id and f.status in ('released', 'picking', 'packed') and not f.is_superseded
    and not exists (
      select from public.fulfillment_lines as l where l.fulfillment_order_id = f.id and l.qty_shipped > 0
    );
  if not found then
    perform engine.refuse('nothing_to_stop', 'No work on this sub-order can be stopped', errcode => 'PT409');
  end if;
  -- A parcel that still stands here must not leave any more.
  update public.shipments as s set is_void = true
  where not s.is_void and s.id in (
    select i.shipment_id from public.shipment_items as i
    join public.fulfillment_lines as l on l.id = i.fulfillment_line_id
    where l.fulfillment_order_id = sub_order_id
  );
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.call_back is
  'The warehouse confirms that it stopped: a sub-order under way is only reserved again, its parcels are unpacked, so that its order can be changed,
split anew or cancelled. Reasons unknown_order (404), nothing_to_stop (409).';

-- supabase/order-management/78_recipients.sql
-- Who gets an order, and where. It can change until a warehouse begins, for every client; customers themselves may change
-- what their shop allows, within a time after the order was confirmed.

create function order_management.orders__keep_recipient()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if new.lifecycle in ('completed', 'cancelled') or order_management.has_begun(new.id) or order_management.has_left(new.id) then
    perform engine.refuse(
      'recipient_is_fixed', 'This order is over or on its way; its recipient can no longer change',
      jsonb_build_object('order_no', new.order_no), 'PT409'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.orders__keep_recipient is
  'Recipient and address stay as they are once a warehouse has begun (reason recipient_is_fixed, 409).';
create trigger orders__keep_recipient
  before update of ship_name, ship_phone, ship_country, ship_province, ship_city, ship_district, ship_street, ship_zip
  on public.orders
  for each row when (
    (old.ship_name, old.ship_phone, old.ship_country, old.ship_province, old.ship_city, old.ship_district, old.ship_street,
      old.ship_zip)
    is distinct from (new.ship_name, new.ship_phone, new.ship_country, new.ship_province, new.ship_city, new.ship_district,
      new.ship_street, new.ship_zip)
  )
  execute function order_management.orders__keep_recipient();

create function order_management.change_recipient(
  order_id bigint, ship_name text default null, ship_phone text default null, ship_province text default null,
  ship_city text default null, ship_district text default null, ship_street text default null, ship_zip text default null,
  note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
begin
  perform order_management.start_work(order_id, order_management.require_note(note));
  update public.orders as o
  set ship_name = coalesce(change_recipient.ship_name, o.ship_name), ship_phone = coalesce(change_recipient.ship_phone, o.ship_phone),
    ship_province = coalesce(change_recipient.ship_province, o.ship_province),
    ship_city = coalesce(change_recipient.ship_city, o.ship_city),
    ship_district = coalesce(change_recipient.ship_district, o.ship_district),
    ship_street = coalesce(change_recipient.ship_street, o.ship_street), ship_zip = coalesce(change_recipient.ship_zip, o.ship_zip)
  where o.id = change_recipient.order_id;
  return order_management.order_answer(order_id);
end;
$$;
comment on function order_management.change_recipient is
  'Another recipient or address, and why; what is not given stays. Reasons unknown_order (404), note_missing,
recipient_is_fixed (409).';

create function order_management.change_for_customer(
  order_id bigint, ship_name text default null, ship_phone text default null, ship_province text default null,
  ship_city text default null, ship_district text default null, ship_street text default null, ship_zip text default null,
  note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole constant public.orders := order_management.start_work(order_id, note);
  wanted constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'ship_name', ship_name, 'ship_phone', ship_phone, 'ship_province', ship_province, 'ship_city', ship_city,
    'ship_district', ship_district, 'ship_street', ship_street, 'ship_zip', ship_zip
  ));
  shop public.channels;
  closed_field text;
begin
  select c.* into shop from public.channels as c where c.id = whole.channel_id;
  if now() > whole.confirmed_at + make_interval(mins => shop.change_window_minutes) then
    perform engine.refuse(
      'change_window_closed', format('Customers may change an order for %s minutes', shop.change_window_minutes),
      jsonb_build_object('minutes', shop.change_window_minutes), 'PT409'
    );
  end if;
  select w.key into closed_field from jsonb_each_text(wanted) as w
  where w.value is distinct from to_jsonb(whole) ->> w.key and w.key <> all (shop.change_fields) order by w.key limit 1;
  if found then
    perform engine.refuse(
      'field_not_open', 'Customers may not change this', jsonb_build_object('field', closed_field), '42501'
    );
  end if;
  return order_management.change_recipient(
    order_id, ship_name, ship_phone, ship_province, ship_city, ship_district, ship_street, ship_zip,
    coalesce(nullif(btrim(note), ''), 'By the customer')
  );
end;
$$;
comment on function order_management.change_for_customer is
  'What a customer wants changed, within the time that his shop gives after confirming and only the fields that it opens.
Reasons unknown_order (404), change_window_closed, recipient_is_fixed (409), field_not_open (403).';

-- supabase/order-management/79_complaint_steps.sql
-- A complaint goes forward only, step by step, whoever moves it; its deadline follows the time limits of its shop.

create function order_management.complaint_may_go(from_state text, to_state text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select (from_state, to_state) in (
    ('open', 'investigating'), ('investigating', 'waiting_customer'), ('investigating', 'resolved'),
    ('waiting_customer', 'resolved'), ('resolved', 'closed')
  );
$$;
comment on function order_management.complaint_may_go is
  'The steps of a complaint: open, investigating, waiting_customer where his answer is needed, resolved, closed.';

create function order_management.refuse_step(from_state text, to_state text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'not_the_next_step', format('A complaint does not go from %s to %s', from_state, to_state),
    jsonb_build_object('field', 'state', 'from', from_state, 'to', to_state), 'PT409'
  );
$$;
comment on function order_management.refuse_step is 'Raises reason not_the_next_step (409).';

create function order_management.expect_step(from_state text, to_state text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not order_management.complaint_may_go(from_state, to_state) then
    perform order_management.refuse_step(from_state, to_state);
  end if;
end;
$$;
comment on function order_management.expect_step is 'Refuses every step but the next one (reason not_the_next_step, 409).';

create function order_management.complaints__keep_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform order_management.expect_step(old.state, new.state);
  return new;
end;
$$;
comment on function order_management.complaints__keep_order is
  'A complaint goes step by step, whoever moves it (reason not_the_next_step, 409).';
create trigger complaints__keep_order before update of state on public.complaints
  for each row when (new.state <> old.state)
  execute function order_management.complaints__keep_order();

insert into public.sla_policies (stage, hours) values ('first_reply', 24), ('resolve', 48)
on conflict on constraint stage_has_one_promise_per_channel do nothing;

create function order_management.time_limit(stage text, channel_id bigint)
returns interval
language sql stable security definer set search_path = '' -- time limits count for those too who may not read them
as $$
  select p.hours * interval '1 hour' from public.sla_policies as p
  where p.stage = time_limit.stage and p.is_active
    and (p.channel_id = time_limit.channel_id or p.channel_id is null)
  order by p.channel_id nulls last
  limit 1;
$$;
comment on function order_management.time_limit is
  'How long a stage may take: as its shop says, else as all shops do; null when nobody said.';

-- The order knows who complains and where; what was sent wins, because a friend of the buyer may write.
create function order_management.complaints__receive()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not read the order's columns
as $$
begin
  if new.order_id is not null and (new.customer_id is null or new.channel_id is null) then
    select coalesce(new.customer_id, o.customer_id), coalesce(new.channel_id, o.channel_id)
    into new.customer_id, new.channel_id
    from public.orders as o where o.id = new.order_id;
  end if;
  new.due_at := coalesce(new.due_at, new.created_at + order_management.time_limit('resolve', new.channel_id));
  return new;
end;
$$;
comment on function order_management.complaints__receive is
  'A new complaint takes customer and channel from its order, and gets the time limit of its channel.';
create trigger complaints__receive before insert on public.complaints
  for each row execute function order_management.complaints__receive();

-- supabase/order-management/79_complaint_work.sql
-- What people do with complaints. The trigger of the steps decides what fits the present state.

create function order_management.locked_complaint(complaint_id bigint, to_state text default null)
returns public.complaints
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  here public.complaints;
begin
  select c.* into here from public.complaints as c where c.id = complaint_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such record', '{"entity": "complaints"}', 'PT404');
  elsif here.state = 'closed' then
    perform order_management.refuse_final(here.state);
  elsif to_state is not null then
    perform order_management.expect_step(here.state, to_state);
  end if;
  return here;
end;
$$;
comment on function order_management.locked_complaint is
  'A complaint that is not closed and may go to a state, locked.
Reasons unknown_record (404), state_is_final, not_the_next_step (409).';

create function order_management.complaint_json(complaint_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers operations, which saw the record
as $$
  select jsonb_build_object('complaint', c.id, 'state', c.state, 'assignee_id', c.assignee_id, 'version', c.version)
  from public.complaints as c where c.id = complaint_id;
$$;
comment on function order_management.complaint_json is 'What operations of complaints answer: {complaint, state, assignee_id, version}.';

-- The key makes a message go out once, however often it is asked for.
create function order_management.write_to_customer(topic text, here public.complaints, body text)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, order_id, dedupe_key, payload)
  values (topic, here.order_id, topic || '/' || here.id, jsonb_build_object(
    'complaint', here.id, 'complaint_no', here.complaint_no, 'customer', here.customer_id,
    'subject', here.subject, 'text', body
  ))
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.write_to_customer is 'Puts a message about a complaint into the outbox, once per topic.';

create function order_management.assign_complaint(complaint_id bigint, assignee_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- decided by the right to run it
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id);
begin
  update public.complaints as c set assignee_id = assign_complaint.assignee_id where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.assign_complaint is
  'Gives a complaint to a member; answers {complaint, state, assignee_id, version}. Reasons unknown_record (404), state_is_final.';

create function order_management.investigate_complaint(complaint_id bigint, assignee_id uuid default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'investigating');
begin
  update public.complaints as c
  set state = 'investigating',
    assignee_id = coalesce(investigate_complaint.assignee_id, c.assignee_id, engine.member_id())
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.investigate_complaint is
  'Begins with an open complaint: given to a member, else to whom it was given, else to the caller.
Reasons unknown_record (404), not_the_next_step (409), state_is_final.';

create function order_management.note_finding(complaint_id bigint, finding text, measure text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id);
begin
  if here.state not in ('investigating', 'waiting_customer') then
    perform order_management.refuse_step(here.state, 'investigating');
  end if;
  update public.complaints as c
  set finding = order_management.require_note(note_finding.finding), measure = nullif(btrim(note_finding.measure), '')
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.note_finding is
  'What was found out and what is done about it, while a complaint is investigated.
Reasons unknown_record (404), not_the_next_step (409), note_missing, state_is_final.';

create function order_management.ask_customer(complaint_id bigint, question text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'waiting_customer');
begin
  update public.complaints as c
  set state = 'waiting_customer', first_response_at = coalesce(c.first_response_at, now())
  where c.id = here.id;
  perform order_management.write_to_customer('complaint_question', here, order_management.require_note(question));
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.ask_customer is
  'Asks the customer something, which is sent once, and waits for his answer.
Reasons unknown_record (404), not_the_next_step (409), note_missing, state_is_final.';

create function order_management.resolve_complaint(
  complaint_id bigint, reply text, finding text default null, measure text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'resolved');
begin
  if coalesce(btrim(reply), '') = '' then
    perform engine.refuse('reply_missing', 'Write what the customer is told', '{"field": "reply"}', '22023');
  end if;
  update public.complaints as c
  set state = 'resolved', reply = btrim(resolve_complaint.reply),
    finding = coalesce(nullif(btrim(resolve_complaint.finding), ''), c.finding),
    measure = coalesce(nullif(btrim(resolve_complaint.measure), ''), c.measure)
  where c.id = here.id;
  perform order_management.write_to_customer('complaint_reply', here, btrim(reply));
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.resolve_complaint is
  'Tells the customer the result, which is sent once, and resolves the complaint.
Reasons unknown_record (404), not_the_next_step (409), reply_missing, state_is_final.';

create function order_management.close_complaint(complaint_id bigint, csat integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'closed');
begin
  update public.complaints as c set state = 'closed', csat = coalesce(close_complaint.csat, c.csat)
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.close_complaint is
  'Closes a resolved complaint, with the customer''s satisfaction from 1 to 5 when he said so.
Reasons unknown_record (404), not_the_next_step (409), state_is_final.';

-- supabase/order-management/79_money_invoices.sql
-- Invoices and credit notes: numbered without gaps, never above what was paid and kept, never changed afterwards.

create function order_management.invoice_answer(invoice_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'invoice', i.id, 'number', i.number, 'kind', i.kind, 'amount', i.amount, 'order', i.order_id,
    'invoiced_total', o.invoiced_total, 'invoiceable_total', o.invoiceable_total
  )
  from public.invoices as i join public.orders as o on o.id = i.order_id
  where i.id = invoice_answer.invoice_id;
$$;
comment on function order_management.invoice_answer is 'What an operation on an invoice answers.';

create function order_management.issue_invoice(
  order_id bigint, title text, kind text default 'normal', amount numeric default null, tax_no text default null,
  email text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- invoices are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  made_id bigint;
begin
  if coalesce(btrim(title), '') = '' or coalesce(kind, 'normal') not in ('normal', 'vat')
    or kind = 'vat' and coalesce(btrim(tax_no), '') = '' then
    perform engine.refuse('invoice_incomplete', 'An invoice has a title, and a VAT invoice a tax number', jsonb_build_object(
      'field', case when coalesce(btrim(title), '') = '' then 'title' else 'tax_no' end
    ), '22023');
  end if;
  if amount is null and whole.invoiceable_total = 0 then
    perform engine.refuse('nothing_to_invoice', 'What was paid is invoiced already, or nothing was paid', '{}', 'PT409');
  end if;
  insert into public.invoices (order_id, kind, title, tax_no, email, amount, note)
  values (
    whole.id, coalesce(issue_invoice.kind, 'normal'), btrim(title), nullif(btrim(tax_no), ''), nullif(btrim(email), ''),
    order_management.require_amount(coalesce(amount, whole.invoiceable_total), whole.currency), nullif(btrim(note), '')
  )
  returning id into made_id;
  return order_management.invoice_answer(made_id);
end;
$$;
comment on function order_management.issue_invoice is
  'Issues an invoice; without an amount, for all that was paid, kept and not invoiced yet. Answers {invoice, number, kind, amount,
order, invoiced_total, invoiceable_total}. Reasons unknown_order (404), invoice_incomplete, invalid_amount,
nothing_to_invoice, invoice_exceeds_payments (409).';

create function order_management.credit_invoice(invoice_id bigint, note text, amount numeric default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- invoices are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
  original public.invoices;
  made_id bigint;
begin
  perform order_management.lock_order(i.order_id) from public.invoices as i where i.id = invoice_id;
  select i.* into original from public.invoices as i where i.id = invoice_id for update;
  if original.kind = 'credit_note' then
    perform engine.refuse('credits_no_credit_note', 'A credit note is not taken back', '{}', 'PT409');
  elsif coalesce(amount, 0) > original.amount - original.credited_total or original.state = 'credited' then
    perform engine.refuse('more_than_invoiced', 'Less than that is left of this invoice', jsonb_build_object(
      'left', original.amount - original.credited_total, 'field', 'amount'
    ), 'PT409');
  end if;
  insert into public.invoices (order_id, kind, title, tax_no, email, amount, voids_id, note)
  values (
    original.order_id, 'credit_note', original.title, original.tax_no, original.email,
    order_management.require_amount(coalesce(amount, original.amount - original.credited_total), original.currency),
    original.id, why
  )
  returning id into made_id;
  return order_management.invoice_answer(made_id);
end;
$$;
comment on function order_management.credit_invoice is
  'Takes back an invoice, or a part of it, by a credit note, and says why: without an amount all that is left, which voids it.
Answers as issue_invoice. Reasons note_missing, invalid_amount, credits_no_credit_note, more_than_invoiced (409).';

-- supabase/order-management/79_money_payments.sql
-- Money that comes in: expected, received, confirmed or failed. A provider may tell it as often as it likes.

create function order_management.lock_order(order_id bigint)
returns public.orders
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = lock_order.order_id for no key update;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  return whole;
end;
$$;
comment on function order_management.lock_order is
  'The order, kept from other writers until the transaction ends. Reason unknown_order (404).';

create function order_management.require_amount(amount numeric, currency text, field text default 'amount')
returns numeric
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if amount is null or amount <= 0 or amount >= 1000000000000
    or amount <> trunc(amount, public.currency_decimals(currency)) then
    perform engine.refuse(
      'invalid_amount', 'The amount is more than zero and no finer than its currency', jsonb_build_object(
        'field', field, 'currency', currency, 'decimals', public.currency_decimals(currency)
      ), '22023'
    );
  end if;
  return amount;
end;
$$;
comment on function order_management.require_amount is
  'Refuses what is no amount in this currency: nothing, zero, below zero, too fine (reason invalid_amount).';

create function order_management.payment_answer(payment_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'payment', p.id, 'payment_no', p.payment_no, 'state', p.state, 'amount', p.amount, 'order', p.order_id,
    'paid_total', o.paid_total, 'balance_due', o.balance_due, 'payment_status', o.payment_status
  )
  from public.payments as p join public.orders as o on o.id = p.order_id
  where p.id = payment_answer.payment_id;
$$;
comment on function order_management.payment_answer is 'What an operation on a payment answers.';

-- The same reference is the same payment: it is found again, and what was only expected has now arrived.
create function order_management.book_payment(entry public.payments, amount numeric)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(entry.order_id);
  known public.payments;
begin
  -- Not taken from the entry, whose column would round it.
  entry.amount := order_management.require_amount(amount, whole.currency);
  entry.fee := coalesce(entry.fee, 0);
  entry.provider_ref := nullif(btrim(entry.provider_ref), '');
  entry.provider := case when entry.provider_ref is not null then coalesce(nullif(btrim(entry.provider), ''), entry.method) end;
  select p.* into known from public.payments as p
  where (p.provider, p.provider_ref) = (entry.provider, entry.provider_ref);
  if not found then
    insert into public.payments (order_id, method, provider, provider_ref, amount, fee, state, paid_at, note)
    values (
      whole.id, entry.method, entry.provider, entry.provider_ref, entry.amount, entry.fee, entry.state, entry.paid_at,
      nullif(btrim(entry.note), '')
    )
    returning * into known;
  elsif (known.order_id, known.amount) <> (whole.id, entry.amount) or known.state = 'failed' and entry.state = 'succeeded' then
    perform engine.refuse(
      'payment_reported_otherwise', 'This reference belongs to another payment', jsonb_build_object(
        'payment_no', known.payment_no, 'state', known.state, 'field', 'provider_ref'
      ), 'PT409'
    );
  elsif known.state = 'pending' and entry.state = 'succeeded' then
    update public.payments as p set state = 'succeeded', paid_at = entry.paid_at where p.id = known.id;
  end if;
  return order_management.payment_answer(known.id);
end;
$$;
comment on function order_management.book_payment is
  'Writes a payment once per provider and reference. Reasons unknown_order (404), invalid_amount, payment_reported_otherwise (409).';

create function order_management.expect_payment(
  order_id bigint, method text, amount numeric, provider_ref text default null, note text default null, provider text default null
)
returns jsonb
language sql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
  select order_management.book_payment(jsonb_populate_record(null::public.payments, jsonb_build_object(
    'order_id', order_id, 'method', method, 'provider', provider, 'provider_ref', provider_ref,
    'note', note, 'state', 'pending'
  )), amount);
$$;
comment on function order_management.expect_payment is
  'A payment that is said to be on its way; somebody confirms it when it is there. Answers {payment, payment_no, state,
amount, order, paid_total, balance_due, payment_status}. Reasons unknown_order (404), invalid_amount,
payment_reported_otherwise (409).';

create function order_management.receive_payment(
  order_id bigint, method text, amount numeric, provider_ref text default null, paid_at timestamptz default null,
  fee numeric default 0, note text default null, provider text default null
)
returns jsonb
language sql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
  select order_management.book_payment(jsonb_populate_record(null::public.payments, jsonb_build_object(
    'order_id', order_id, 'method', method, 'provider', provider, 'provider_ref', provider_ref,
    'fee', fee, 'note', note, 'paid_at', coalesce(paid_at, now()), 'state', 'succeeded'
  )), amount);
$$;
comment on function order_management.receive_payment is
  'A payment that has arrived, as a whole or in parts, by any method. Told again with the same reference it changes nothing
and answers the same as before. Answers and reasons as expect_payment.';

create function order_management.lock_payment(payment_id bigint)
returns public.payments
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  entry public.payments;
begin
  perform order_management.lock_order(p.order_id) from public.payments as p where p.id = lock_payment.payment_id;
  select p.* into entry from public.payments as p where p.id = lock_payment.payment_id for update;
  if entry.state is distinct from 'pending' then
    perform engine.refuse(
      'payment_is_settled', 'This payment was confirmed or has failed already',
      jsonb_build_object('payment_no', entry.payment_no, 'state', entry.state), 'PT409'
    );
  end if;
  return entry;
end;
$$;
comment on function order_management.lock_payment is
  'A payment that waits, with its order kept from other writers. Reason payment_is_settled (409).';

create function order_management.confirm_payment(payment_id bigint, paid_at timestamptz default null, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
begin
  perform order_management.lock_payment(payment_id);
  update public.payments as p
  set state = 'succeeded', paid_at = coalesce(confirm_payment.paid_at, now()),
    note = coalesce(nullif(btrim(confirm_payment.note), ''), p.note)
  where p.id = payment_id;
  return order_management.payment_answer(payment_id);
end;
$$;
comment on function order_management.confirm_payment is
  'A payment that was expected has arrived; who says so is noted. Answers as expect_payment. Reason payment_is_settled (409).';

create function order_management.fail_payment(payment_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- payments are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
begin
  perform order_management.lock_payment(payment_id);
  update public.payments as p set state = 'failed', note = why where p.id = payment_id;
  return order_management.payment_answer(payment_id);
end;
$$;
comment on function order_management.fail_payment is
  'A payment that will not come, and why. Answers as expect_payment. Reasons payment_is_settled (409), note_missing.';

-- supabase/order-management/79_money_refund_plan.sql
-- What of an order can still be paid back, and what so many pieces of its lines come to. Requests that wait count as
-- taken: two people cannot ask for the same money.

create function order_management.share_left(
  amount numeric, quantity integer, done integer, part integer, amount_left numeric, decimals integer default 2
)
returns numeric
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select least(public.share_of_quantity(amount, quantity, done, part, decimals), amount_left);
$$;
comment on function order_management.share_left is
  'Amount for `part` more pieces of a line, by the cumulative rule, but never more than is left of the line: money may have
gone back without a piece.';

create function order_management.refundable_lines(order_id bigint)
returns table (
  line bigint, line_no integer, title text, qty integer, qty_done integer, qty_left integer, amount numeric, amount_left numeric
)
language sql stable security definer set search_path = '' -- whoever may run the operation need not read every line
as $$
  select l.id, l.line_no, concat_ws(' · ', l.title, nullif(btrim(l.spec), '')), l.qty, least(taken.qty, l.qty), greatest(l.qty - taken.qty, 0),
    l.net + l.tax, greatest(l.net + l.tax - taken.amount, 0)
  from public.order_lines as l
  cross join lateral (
    select coalesce(sum(rl.qty), 0)::integer, coalesce(sum(rl.amount), 0)
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state <> 'rejected'
    where rl.order_line_id = l.id
  ) as taken (qty, amount)
  where l.order_id = refundable_lines.order_id;
$$;
comment on function order_management.refundable_lines is
  'Pieces and money of the lines of an order that no refund has taken yet; the shipping fee is apart.';

create function order_management.refund_room(order_id bigint)
returns table (amount_left numeric, shipping_left numeric, waiting numeric)
language sql stable security definer set search_path = '' -- as above
as $$
  select greatest(o.paid_total - taken.amount, 0), greatest(o.shipping_total - taken.shipping, 0), taken.waiting
  from public.orders as o
  cross join lateral (
    select coalesce(sum(r.amount), 0), coalesce(sum(r.shipping_part), 0),
      coalesce(sum(r.amount) filter (where r.state <> 'done'), 0)
    from public.refunds as r where r.order_id = o.id and r.state <> 'rejected'
  ) as taken (amount, shipping, waiting)
  where o.id = refund_room.order_id;
$$;
comment on function order_management.refund_room is
  'What of the money paid no refund has taken yet, how much of the shipping fee, and what waits to be paid out.';

create function order_management.priced_refund(order_id bigint, lines jsonb)
returns table (line bigint, line_no integer, qty integer, amount numeric)
language plpgsql stable security definer set search_path = '' -- as above
as $$
declare
  wrong record;
begin
  if exists (select from jsonb_to_recordset(lines) as a (line bigint) group by a.line having count(*) > 1) then
    perform engine.refuse('line_named_twice', 'A refund names a line once', '{"field": "lines"}', '22023');
  end if;
  select a.line, l.line_no, l.qty_left, l.amount_left into wrong
  from jsonb_to_recordset(lines) as a (line bigint, qty bigint, amount numeric)
  left join order_management.refundable_lines(priced_refund.order_id) as l on l.line = a.line
  where l.line is null or coalesce(a.qty, 0) not between 0 and l.qty_left
    or a.amount is not null and (coalesce(a.qty, 0) > 0 or a.amount not between 0 and l.amount_left)
  limit 1;
  if found and wrong.line_no is null then
    perform engine.refuse('line_of_another_order', 'This line belongs to another order', '{"field": "lines"}', '23514');
  elsif found then
    perform engine.refuse('more_than_left', 'Less than that is left of this line', jsonb_build_object(
      'line_no', wrong.line_no, 'qty', wrong.qty_left, 'amount', wrong.amount_left
    ), 'PT409');
  end if;
  return query
  select l.line, l.line_no, coalesce(a.qty, 0)::integer, coalesce(
    a.amount, order_management.share_left(
      l.amount, l.qty, l.qty_done, a.qty::integer, l.amount_left, public.currency_decimals(o.currency)
    )
  )
  from jsonb_to_recordset(lines) as a (line bigint, qty bigint, amount numeric)
  join order_management.refundable_lines(priced_refund.order_id) as l on l.line = a.line
  join public.orders as o on o.id = priced_refund.order_id
  where coalesce(a.qty, 0) > 0 or a.amount > 0
  order by l.line_no;
end;
$$;
comment on function order_management.priced_refund is
  'Lines of a refund with their amounts: [{line, qty}] gives back pieces, [{line, amount}] money alone. Reasons
line_named_twice, line_of_another_order, more_than_left (409).';

create function order_management.plan_refund(order_id bigint, lines jsonb default '[]', shipping numeric default 0)
returns jsonb
language plpgsql stable security definer set search_path = '' -- as above
as $$
declare
  -- In the address of a GET a list can only be written as a text.
  wanted constant jsonb := case jsonb_typeof(lines) when 'string' then (lines #>> '{}')::jsonb else lines end;
  whole public.orders;
  room record;
  total numeric;
begin
  select o.* into whole from public.orders as o where o.id = plan_refund.order_id;
  if not found then
    perform engine.refuse('unknown_order', 'There is no such order', errcode => 'PT404');
  end if;
  select * into room from order_management.refund_room(order_id);
  total := coalesce(shipping, 0) + coalesce((select sum(p.amount) from order_management.priced_refund(order_id, wanted) as p), 0);
  return jsonb_build_object(
    'order', whole.id, 'currency', whole.currency, 'paid', whole.paid_total, 'refunded', whole.refunded_total,
    'waiting', room.waiting, 'left', room.amount_left, 'shipping_left', room.shipping_left, 'shipping', coalesce(shipping, 0),
    'amount', total, 'decimals', public.currency_decimals(whole.currency),
    'needs_second_person', order_management.needs_second_person(order_id, total),
    'obstacle', case
      when total > room.amount_left then 'more_than_paid'
      when coalesce(shipping, 0) > room.shipping_left then 'more_than_shipping'
      when total = 0 then 'nothing_chosen'
    end,
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'line', l.line, 'line_no', l.line_no, 'title', l.title, 'qty', l.qty, 'qty_left', l.qty_left,
        'amount_left', l.amount_left, 'asked', coalesce(p.qty, 0), 'amount', coalesce(p.amount, 0)
      ) order by l.line_no), '[]')
      from order_management.refundable_lines(order_id) as l
      left join order_management.priced_refund(order_id, wanted) as p using (line)
    )
  );
end;
$$;
comment on function order_management.plan_refund is
  'What a refund of so many pieces and so much of the shipping fee would come to, and what could still be paid back;
changes nothing. Reasons unknown_order (404), line_of_another_order, more_than_left (409).';

-- supabase/order-management/79_money_refunds.sql
-- Money that goes back: asked for, approved by somebody who may, paid out once. Never more than was paid.

create function order_management.refund_answer(refund_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'refund', r.id, 'refund_no', r.refund_no, 'state', r.state, 'amount', r.amount, 'order', r.order_id,
    'refunded_total', o.refunded_total, 'payment_status', o.payment_status
  )
  from public.refunds as r join public.orders as o on o.id = r.order_id
  where r.id = refund_answer.refund_id;
$$;
comment on function order_management.refund_answer is 'What an operation on a refund answers.';

create function order_management.request_refund(
  order_id bigint, reason text, lines jsonb default '[]', shipping numeric default 0, amount numeric default null,
  return_id bigint default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  why constant text := order_management.require_note(reason);
  room record;
  total numeric;
  made_id bigint;
begin
  select * into room from order_management.refund_room(order_id);
  if coalesce(shipping, 0) <> 0 then
    perform order_management.require_amount(shipping, whole.currency, 'shipping');
  end if;
  total := coalesce(shipping, 0) + coalesce((select sum(p.amount) from order_management.priced_refund(order_id, lines) as p), 0);
  if amount is not null and total > 0 then
    perform engine.refuse('amount_comes_from_lines', 'Give lines, or an amount, not both', '{"field": "amount"}', '22023');
  end if;
  total := order_management.require_amount(coalesce(amount, total), whole.currency);
  if total > room.amount_left or coalesce(shipping, 0) > room.shipping_left then
    perform engine.refuse('more_than_paid', 'Less than that was paid and is not refunded yet', jsonb_build_object(
      'left', room.amount_left, 'shipping_left', room.shipping_left
    ), 'PT409');
  end if;
  insert into public.refunds (order_id, return_id, amount, shipping_part, reason)
  values (whole.id, request_refund.return_id, total, coalesce(shipping, 0), why)
  returning id into made_id;
  -- What is priced here is priced once more: the refund itself must not count as taken already.
  insert into public.refund_lines (refund_id, order_line_id, qty, amount)
  select made_id, p.line, p.qty, p.amount from order_management.priced_refund(whole.id, lines) as p;
  return order_management.refund_answer(made_id);
end;
$$;
comment on function order_management.request_refund is
  'Asks for money back: pieces [{line, qty}] at their share of what was paid, money alone [{line, amount}], a part of the
shipping fee, or an amount of the whole order. Answers {refund, refund_no, state, amount, order, refunded_total,
payment_status}. Reasons unknown_order (404), note_missing, invalid_amount, amount_comes_from_lines, line_of_another_order,
more_than_left, more_than_paid (409).';

create function order_management.refund_everything(order_id bigint, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  room record;
  lines jsonb;
  goods numeric;
begin
  select * into room from order_management.refund_room(order_id);
  if room.amount_left = 0 then
    return null;
  end if;
  select coalesce(sum(l.amount_left), 0), coalesce(jsonb_agg(
    jsonb_build_object('line', l.line) || case when l.qty_left > 0 then jsonb_build_object('qty', l.qty_left)
      else jsonb_build_object('amount', l.amount_left) end
  ), '[]')
  into goods, lines
  from order_management.refundable_lines(order_id) as l where l.amount_left > 0;
  -- Who paid a part of an order paid no particular line of it.
  if goods + room.shipping_left = room.amount_left then
    return order_management.request_refund(order_id, reason, lines, room.shipping_left);
  end if;
  return order_management.request_refund(order_id, reason, amount => room.amount_left);
end;
$$;
comment on function order_management.refund_everything is
  'Asks for all that was paid and is not refunded yet, as cancelling an order does; null when that is nothing.';

create function order_management.lock_refund(refund_id bigint, variadic states text[])
returns public.refunds
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  entry public.refunds;
begin
  perform order_management.lock_order(r.order_id) from public.refunds as r where r.id = lock_refund.refund_id;
  select r.* into entry from public.refunds as r where r.id = lock_refund.refund_id for update;
  if entry.state <> all (states) then
    perform engine.refuse(
      'refund_out_of_order', 'A refund is asked for, then approved, then paid out',
      jsonb_build_object('refund_no', entry.refund_no, 'from', entry.state), 'PT409'
    );
  end if;
  return entry;
end;
$$;
comment on function order_management.lock_refund is
  'A refund in one of these states, with its order kept from other writers. Reason refund_out_of_order (409).';

create function order_management.approve_refund(refund_id bigint, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
begin
  perform order_management.lock_refund(refund_id, 'requested');
  update public.refunds as r
  set state = 'approved', note = coalesce(nullif(btrim(approve_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.approve_refund is
  'Lets a refund be paid out. Answers as request_refund. Reasons refund_out_of_order (409), second_person_needed (403).';

create function order_management.reject_refund(refund_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
begin
  perform order_management.lock_refund(refund_id, 'requested', 'approved', 'processing');
  update public.refunds as r set state = 'rejected', note = why where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.reject_refund is
  'Turns a refund down that was not paid out, and says why; its money can be asked for again. Answers as request_refund.
Reasons refund_out_of_order (409), note_missing.';

create function order_management.send_refund(
  refund_id bigint, method text default null, provider_ref text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  reference constant text := nullif(btrim(provider_ref), '');
begin
  perform order_management.lock_refund(refund_id, 'approved');
  update public.refunds as r
  set state = 'processing', method = coalesce(send_refund.method, r.method), provider_ref = reference,
    provider = case when reference is not null then coalesce(send_refund.method, r.method, 'other') end,
    note = coalesce(nullif(btrim(send_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.send_refund is
  'The money is on its way, such as a bank transfer that takes days; it counts when it is paid out. Answers as request_refund.
Reason refund_out_of_order (409).';

create function order_management.pay_out_refund(
  refund_id bigint, method text default null, provider_ref text default null, note text default null, provider text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- refunds are granted to nobody
as $$
declare
  reference constant text := nullif(btrim(provider_ref), '');
  entry public.refunds;
begin
  -- A provider that tells it again has told it already.
  select r.* into entry from public.refunds as r
  where r.id = refund_id and r.state = 'done' and r.provider_ref = reference;
  if found then
    return order_management.refund_answer(refund_id);
  end if;
  perform order_management.lock_refund(refund_id, 'approved', 'processing');
  update public.refunds as r
  set state = 'done', method = coalesce(pay_out_refund.method, r.method), provider_ref = coalesce(reference, r.provider_ref),
    provider = case when reference is not null
      then coalesce(nullif(btrim(pay_out_refund.provider), ''), pay_out_refund.method, r.method, 'other') else r.provider end,
    note = coalesce(nullif(btrim(pay_out_refund.note), ''), r.note)
  where r.id = refund_id;
  return order_management.refund_answer(refund_id);
end;
$$;
comment on function order_management.pay_out_refund is
  'The money has gone back. Told again with the same reference it changes nothing. Answers as request_refund.
Reason refund_out_of_order (409).';

-- supabase/order-management/79_report_buyers.sql
-- Who buys, where and when: counts only, so that a role without amounts may ask.

create function public.report_repeat(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  customers bigint, returning_customers bigint, rate numeric, guest_orders bigint
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with buyers as (
    select o.customer_id, count(*) as orders
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by o.customer_id
  )
  select count(b.customer_id), count(b.customer_id) filter (where b.orders > 1),
    round(100.0 * count(b.customer_id) filter (where b.orders > 1) / nullif(count(b.customer_id), 0), 2),
    coalesce(sum(b.orders) filter (where b.customer_id is null), 0)::bigint
  from buyers as b;
end;
$$;
comment on function public.report_repeat is
  'Customers with a sale in the period, those with two or more, their share in percent, and orders of unknown buyers, which
are left out.';

create function public.report_hours(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  weekday integer, hour integer, orders bigint, per_day numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with quarters as (
    -- Clocks differ by whole quarters of an hour, so few moments are left to be converted.
    select q.time_zone, q.at, count(*) as orders
    from (
      select coalesce(zone, c.time_zone) as time_zone, date_bin('15 minutes', o.placed_at, '2000-01-01 00:00:00+00') as at
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as q
    group by q.time_zone, q.at
  ),
  found as (
    select extract(isodow from here.at)::integer as weekday, extract(hour from here.at)::integer as hour,
      sum(q.orders)::bigint as orders
    from quarters as q
    cross join lateral (select q.at at time zone q.time_zone) as here (at)
    group by 1, 2
  ),
  weekdays as (
    select extract(isodow from d.day)::integer as weekday, count(*) as days
    from generate_series(since::timestamp, until::timestamp, interval '1 day') as d (day)
    group by 1
  )
  select w.weekday, h.hour, coalesce(f.orders, 0), round(coalesce(f.orders, 0)::numeric / nullif(d.days, 0), 2)
  from generate_series(1, 7) as w (weekday)
  cross join generate_series(0, 23) as h (hour)
  left join found as f on f.weekday = w.weekday and f.hour = h.hour
  left join weekdays as d on d.weekday = w.weekday
  order by w.weekday, h.hour;
end;
$$;
comment on function public.report_hours is
  'Sales placed per weekday (1 = Monday) and hour, in the time of the shop or of the zone, and per such day of the period.';

create function public.report_regions(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_least integer default 30
)
returns table (
  region text, category text, orders bigint, region_orders bigint, share numeric, index numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with baskets as (
    -- Which categories an order has; few different ones are left to be counted.
    select b.region, b.categories, count(*) as orders
    from (
      select o.id, coalesce(nullif(o.ship_province, ''), nullif(o.ship_country, ''), '') as region,
        array_agg(distinct coalesce(p.category, '')) as categories
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join public.products as p on p.id = s.product_id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      group by o.id
    ) as b
    group by b.region, b.categories
  ),
  regions as (select b.region, sum(b.orders) as orders from baskets as b group by 1),
  pairs as (
    select b.region, k.category, sum(b.orders) as orders
    from baskets as b cross join unnest(b.categories) as k (category) group by 1, 2
  ),
  categories as (select p.category, sum(p.orders) as orders from pairs as p group by 1),
  whole as (select sum(r.orders) as orders from regions as r)
  select p.region, p.category, p.orders::bigint, r.orders::bigint, round(100.0 * p.orders / r.orders, 2),
    round(100.0 * p.orders * w.orders / (r.orders * k.orders), 1)
  from pairs as p
  join regions as r on r.region = p.region
  join categories as k on k.category = p.category
  cross join whole as w
  where r.orders >= at_least
  order by r.orders desc, p.region, p.orders desc, p.category;
end;
$$;
comment on function public.report_regions is
  'What regions buy: share of the orders of a region (province, else country) with goods of a category, in percent, and its
index: 100 is the share everywhere. Regions with fewer orders than asked for are left out.';

-- supabase/order-management/79_report_complaints.sql
-- What customers complain about, and how well it is answered.

create function public.report_complaints(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  month date, type text, complaints bigint, solved bigint, in_time bigint, in_time_rate numeric,
  median_hours_to_reply numeric, median_hours_to_solve numeric, satisfaction numeric
)
language plpgsql stable security invoker set search_path = ''
set statement_timeout = '30s'
as $$
#variable_conflict use_column
begin
  return query
  with received as (
    select k.*, k.created_at at time zone coalesce(zone, c.time_zone, 'UTC') as local
    from (
      select p.channel_id, p.type, p.created_at, p.due_at, p.first_response_at, p.resolved_at, p.csat
      from public.complaints as p
      where p.created_at > since - interval '2 days' and p.created_at < until + interval '3 days'
        and (channel_ids is null or p.channel_id = any (channel_ids))
    ) as k
    left join public.channels as c on c.id = k.channel_id
  )
  select date_trunc('month', r.local)::date, r.type, count(*), count(r.resolved_at),
    count(*) filter (where r.resolved_at <= r.due_at),
    round(100.0 * count(*) filter (where r.resolved_at <= r.due_at)
      / nullif(count(*) filter (where r.due_at is not null and (r.resolved_at is not null or r.due_at < now())), 0), 2),
    round((percentile_cont(0.5) within group (order by extract(epoch from r.first_response_at - r.created_at) / 3600))::numeric, 2),
    round((percentile_cont(0.5) within group (order by extract(epoch from r.resolved_at - r.created_at) / 3600))::numeric, 2),
    round(avg(r.csat), 2)
  from received as r
  where r.local::date between since and until
  group by 1, 2
  order by 1, 3 desc, 2;
end;
$$;
comment on function public.report_complaints is
  'Per month and type: complaints received, solved, solved within their time, and that as a percentage of those whose time has
come; medians of hours to the first reply and to the solution; average satisfaction from 1 to 5. Without a shop: UTC.';

-- supabase/order-management/79_report_goods.sql
-- What sells, and what does not. Pieces and amounts are two reports, so that a role without amounts has the first.

create function public.report_units(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_most integer default 20
)
returns table (
  sku_id bigint, sku_code text, name text, sold bigint, taken_back bigint, units bigint
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with paid_back as (
    select rl.order_line_id, sum(rl.qty) as qty
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state = 'done'
    group by 1
  ),
  goods as (
    -- Names are looked up once per SKU; only a line without one is told apart by what is written on it.
    select l.sku_id, l.other_code, min(l.title) as title, sum(l.qty) as sold, sum(l.back) as back
    from (
      select l.sku_id, case when s.id is null then coalesce(l.external_sku, l.title) end as other_code,
        case when s.id is null then l.title end as title, l.qty,
        least(l.qty, greatest(l.qty_cancelled + l.qty_returned, coalesce(b.qty, 0))) as back
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join paid_back as b on b.order_line_id = l.id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as l
    group by l.sku_id, l.other_code
  )
  select g.sku_id, coalesce(s.sku_code, g.other_code), coalesce(s.name, g.title), g.sold, g.back::bigint,
    (g.sold - g.back)::bigint
  from goods as g
  left join public.skus as s on s.id = g.sku_id
  order by 6 desc, 2, 1
  limit at_most;
end;
$$;
comment on function public.report_units is
  'The best sellers of sales in the period by pieces: sold, taken back (cancelled and returned, or paid back if that is more)
and what is left; equal ones by SKU.';

create function public.report_revenue(
  since date, until date, channel_ids bigint[] default null, zone text default null, at_most integer default 20
)
returns table (
  sku_id bigint, sku_code text, name text, currency text, units bigint, gross numeric, net numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with paid_back as (
    select rl.order_line_id, sum(rl.qty) as qty, sum(rl.amount) as amount
    from public.refund_lines as rl
    join public.refunds as r on r.id = rl.refund_id and r.state = 'done'
    group by 1
  ),
  goods as (
    select l.sku_id, l.other_code, l.currency, min(l.title) as title, sum(l.units) as units, sum(l.gross) as gross,
      sum(l.net) as net
    from (
      select l.sku_id, case when s.id is null then coalesce(l.external_sku, l.title) end as other_code,
        case when s.id is null then l.title end as title, o.currency,
        l.qty - least(l.qty, greatest(l.qty_cancelled + l.qty_returned, coalesce(b.qty, 0))) as units, l.net as gross,
        case
          when l.qty_cancelled = 0 and b.amount is null then l.net
          else greatest(0, least(round(l.net * (l.qty - l.qty_cancelled) / l.qty, 2), l.net - coalesce(b.amount, 0)))
        end as net
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
      join public.order_lines as l on l.order_id = o.id
      left join public.skus as s on s.id = l.sku_id
      left join paid_back as b on b.order_line_id = l.id
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as l
    group by l.sku_id, l.other_code, l.currency
  )
  select g.sku_id, coalesce(s.sku_code, g.other_code), coalesce(s.name, g.title), g.currency, g.units::bigint, g.gross, g.net
  from goods as g
  left join public.skus as s on s.id = g.sku_id
  order by 7 desc, 2, 1
  limit at_most;
end;
$$;
comment on function public.report_revenue is
  'The best sellers of sales in the period by net revenue: goods less discounts, less what was cancelled or paid back,
whichever takes more; equal ones by SKU.';

create function public.report_slow_stock(days integer default 90)
returns table (sku_id bigint, sku_code text, name text, on_hand bigint, last_sold_at timestamptz, value numeric)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
begin
  return query
  with sold_lately as (
    select distinct l.sku_id
    from public.orders as o
    join public.order_lines as l on l.order_id = o.id
    where o.is_sale and o.placed_at >= now() - make_interval(days => days)
  )
  select s.id, s.sku_code, s.name, here.on_hand, sold.at, round(here.on_hand * s.cost, 2)
  from (select st.sku_id, sum(st.on_hand) as on_hand from public.stock as st group by 1) as here
  join public.skus as s on s.id = here.sku_id
  left join lateral (
    select max(o.placed_at) as at
    from public.order_lines as l
    join public.orders as o on o.id = l.order_id and o.is_sale
    where l.sku_id = s.id
  ) as sold on true
  where here.on_hand > 0 and s.created_at < now() - make_interval(days => days)
    and not exists (select from sold_lately as l where l.sku_id = s.id)
  order by 6 desc nulls last, 2;
end;
$$;
comment on function public.report_slow_stock is
  'SKUs that lie in stock and were not sold for so many days, with the value that is tied up (pieces x cost); SKUs younger
than that are left out.';

-- supabase/order-management/79_report_sales.sql
-- Sales over time. Reports run with the rights of who asks: his columns, his rows. They are plpgsql so that the planner
-- knows the period; days are those of each shop unless a time zone is given; the margin of days lets an index help.
-- Inside coalesce the exact period does not count in the planner's estimate, which would be far too low.

create function public.report_sales(
  since date, until date, bucket text default 'day', channel_ids bigint[] default null, zone text default null
)
returns table (
  period date, currency text, orders bigint, goods numeric, total numeric, average numeric, paid numeric, refunded numeric,
  net numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  -- `offset 0` hides the moment behind the period, of which the planner would expect as many as there are rows.
  return query
  with periods as (
    select step.at::date as period, (row_number() over (order by step.at))::integer as n
    from generate_series(date_trunc(bucket, since::timestamp), until::timestamp, ('1 ' || bucket)::interval) as step (at)
  ),
  facts as (
    select f.n, f.currency, count(*) as orders, sum(f.goods_total) as goods, sum(f.grand_total) as total,
      0::numeric as paid, 0::numeric as refunded
    from (
      select width_bucket(o.placed_at, days.steps) as n, o.currency, o.goods_total, o.grand_total
      from public.orders as o
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where o.is_sale and o.placed_at > earliest and o.placed_at < latest
        and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
    union all
    select f.n, f.currency, 0, 0, 0, sum(f.amount), 0
    from (
      select width_bucket(p.paid_at, days.steps) as n, p.currency, p.amount
      from public.payments as p
      join public.orders as o on o.id = p.order_id
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where p.state = 'succeeded' and p.paid_at > earliest and p.paid_at < latest
        and coalesce(p.paid_at >= days.starts and p.paid_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
    union all
    select f.n, f.currency, 0, 0, 0, 0, sum(f.amount)
    from (
      select width_bucket(r.done_at, days.steps) as n, r.currency, r.amount
      from public.refunds as r
      join public.orders as o on o.id = r.order_id
      join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
      cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone), bucket) as days
      where r.state = 'done' and r.done_at > earliest and r.done_at < latest
        and coalesce(r.done_at >= days.starts and r.done_at < days.ends, false)
      offset 0
    ) as f
    group by f.n, f.currency
  ),
  sums as (
    select f.n, f.currency, sum(f.orders)::bigint as orders, sum(f.goods) as goods, sum(f.total) as total,
      sum(f.paid) as paid, sum(f.refunded) as refunded
    from facts as f
    group by f.n, f.currency
  )
  select p.period, known.currency, coalesce(s.orders, 0), coalesce(s.goods, 0), coalesce(s.total, 0),
    round(s.total / nullif(s.orders, 0), 2), coalesce(s.paid, 0), coalesce(s.refunded, 0),
    coalesce(s.paid, 0) - coalesce(s.refunded, 0)
  from periods as p
  cross join (select distinct currency from sums) as known
  left join sums as s on s.n = p.n and s.currency = known.currency
  order by known.currency, p.period;
end;
$$;
comment on function public.report_sales is
  'Per day, week (from Monday) or month and currency: sales placed in it (orders, goods, total with discount, shipping and
tax, average = total / orders), payments received in it, refunds paid out in it, and net = paid - refunded. Amounts are in
the currency of the row; periods without anything are there with zeros.';

create function public.report_order_values(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  currency text, orders bigint, goods numeric, total numeric, average numeric, p10 numeric, p25 numeric, p50 numeric, p75 numeric,
  p90 numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  select s.currency, s.orders, s.goods, s.total, round(s.total / s.orders, 2), round(s.at[1]::numeric, 2), round(s.at[2]::numeric, 2),
    round(s.at[3]::numeric, 2), round(s.at[4]::numeric, 2), round(s.at[5]::numeric, 2)
  from (
    select o.currency, count(*) as orders, sum(o.goods_total) as goods, sum(o.grand_total) as total,
      percentile_cont(array[0.1, 0.25, 0.5, 0.75, 0.9]) within group (order by o.grand_total::double precision) as at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by o.currency
  ) as s
  order by s.currency;
end;
$$;
comment on function public.report_order_values is
  'Per currency: sales of the period, their goods and totals, the average order value (total / orders), and the totals below
which 10, 25, 50, 75 and 90 percent of the orders lie (interpolated).';

create function public.report_order_amounts(
  since date, until date, channel_ids bigint[] default null, zone text default null, edges numeric[] default '{50,100,200,500,1000}'
)
returns table (
  currency text, bin integer, from_amount numeric, to_amount numeric, orders bigint
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with steps as (
    select array(select distinct e from unnest(edges) as e where e is not null order by e) as edges
  ),
  found as (
    select o.currency, width_bucket(o.grand_total, s.edges) as bin, count(*) as orders
    from steps as s, public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    where o.is_sale and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
    group by 1, 2
  )
  select known.currency, b.bin, s.edges[b.bin], s.edges[b.bin + 1], coalesce(f.orders, 0)
  from steps as s
  cross join (select distinct currency from found) as known
  cross join generate_series(0, cardinality(s.edges)) as b (bin)
  left join found as f on f.currency = known.currency and f.bin = b.bin
  order by known.currency, b.bin;
end;
$$;
comment on function public.report_order_amounts is
  'Per currency: how many sales had a total from one edge up to below the next; below the first and from the last edge too.';

-- supabase/order-management/79_report_times.sql
-- How quickly orders go through, and whether promises are kept.

create function public.report_stages(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  stage text, orders bigint, median_hours numeric, p90_hours numeric, share numeric, is_bottleneck boolean,
  waiting bigint, waiting_median_hours numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
  shares constant double precision[] := '{0.5,0.9}';
begin
  return query
  with parts as (
    select f.order_id, min(f.released_at) as released_at,
      case when bool_and(f.packed_at is not null) then max(f.packed_at) end as packed_at
    from public.orders as o
    join public.fulfillment_orders as f on f.order_id = o.id and f.status <> 'cancelled' and not f.is_superseded
    where o.placed_at > earliest and o.placed_at < latest
    group by f.order_id
  ),
  parcels as (
    select s.order_id, max(s.shipped_at) as shipped_at, max(s.delivered_at) as delivered_at
    from public.orders as o
    join public.shipments as s on s.order_id = o.id and not s.is_void
    where o.placed_at > earliest and o.placed_at < latest
    group by s.order_id
  ),
  moments as (
    select o.lifecycle, o.placed_at, o.paid_at, o.confirmed_at, part.released_at, part.packed_at,
      case when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then parcel.shipped_at end as shipped_at,
      case when o.fulfillment_status = 'delivered' then parcel.delivered_at end as delivered_at, o.completed_at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join parts as part on part.order_id = o.id
    left join parcels as parcel on parcel.order_id = o.id
    where o.lifecycle <> 'draft' and o.placed_at > earliest and o.placed_at < latest
      and coalesce(o.placed_at >= days.starts and o.placed_at < days.ends, false)
  ),
  hours as (
    select
      date_part('epoch', m.paid_at - m.placed_at) / 3600 as paid,
      date_part('epoch', m.confirmed_at - m.paid_at) / 3600 as confirmed,
      date_part('epoch', m.released_at - m.confirmed_at) / 3600 as released,
      date_part('epoch', m.packed_at - m.released_at) / 3600 as packed,
      date_part('epoch', m.shipped_at - m.packed_at) / 3600 as shipped,
      date_part('epoch', m.delivered_at - m.shipped_at) / 3600 as delivered,
      date_part('epoch', m.completed_at - m.delivered_at) / 3600 as completed,
      -- An order waits where it stands: the step before is done, nothing after it is.
      case
        when m.lifecycle in ('cancelled', 'completed') then null
        when m.completed_at is not null then null
        when m.delivered_at is not null then 7
        when m.shipped_at is not null then 6
        when m.packed_at is not null then 5
        when m.released_at is not null then 4
        when m.confirmed_at is not null then 3
        when m.paid_at is not null then 2
        else 1
      end as waits_for,
      date_part('epoch', now() - coalesce(
        m.completed_at, m.delivered_at, m.shipped_at, m.packed_at, m.released_at, m.confirmed_at, m.paid_at, m.placed_at
      )) / 3600 as waiting
    from moments as m
    offset 0 -- so that each is worked out once, not in every figure made of it
  ),
  -- All in one pass: a row per order and stage would be seven times as many.
  totals as (
    select
      count(*) filter (where h.paid >= 0) as paid_orders,
      percentile_cont(shares) within group (order by h.paid) filter (where h.paid >= 0) as paid,
      count(*) filter (where h.confirmed >= 0) as confirmed_orders,
      percentile_cont(shares) within group (order by h.confirmed) filter (where h.confirmed >= 0) as confirmed,
      count(*) filter (where h.released >= 0) as released_orders,
      percentile_cont(shares) within group (order by h.released) filter (where h.released >= 0) as released,
      count(*) filter (where h.packed >= 0) as packed_orders,
      percentile_cont(shares) within group (order by h.packed) filter (where h.packed >= 0) as packed,
      count(*) filter (where h.shipped >= 0) as shipped_orders,
      percentile_cont(shares) within group (order by h.shipped) filter (where h.shipped >= 0) as shipped,
      count(*) filter (where h.delivered >= 0) as delivered_orders,
      percentile_cont(shares) within group (order by h.delivered) filter (where h.delivered >= 0) as delivered,
      count(*) filter (where h.completed >= 0) as completed_orders,
      percentile_cont(shares) within group (order by h.completed) filter (where h.completed >= 0) as completed,
      count(*) filter (where h.waits_for = 1) as paid_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 1) as paid_wait,
      count(*) filter (where h.waits_for = 2) as confirmed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 2) as confirmed_wait,
      count(*) filter (where h.waits_for = 3) as released_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 3) as released_wait,
      count(*) filter (where h.waits_for = 4) as packed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 4) as packed_wait,
      count(*) filter (where h.waits_for = 5) as shipped_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 5) as shipped_wait,
      count(*) filter (where h.waits_for = 6) as delivered_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 6) as delivered_wait,
      count(*) filter (where h.waits_for = 7) as completed_waiting,
      percentile_cont(0.5) within group (order by h.waiting) filter (where h.waits_for = 7) as completed_wait
    from hours as h
  ),
  figures as (
    select f.*
    from totals as t
    cross join lateral (values
      (1, 'paid', t.paid_orders, t.paid, t.paid_waiting, t.paid_wait),
      (2, 'confirmed', t.confirmed_orders, t.confirmed, t.confirmed_waiting, t.confirmed_wait),
      (3, 'released', t.released_orders, t.released, t.released_waiting, t.released_wait),
      (4, 'packed', t.packed_orders, t.packed, t.packed_waiting, t.packed_wait),
      (5, 'shipped', t.shipped_orders, t.shipped, t.shipped_waiting, t.shipped_wait),
      (6, 'delivered', t.delivered_orders, t.delivered, t.delivered_waiting, t.delivered_wait),
      (7, 'completed', t.completed_orders, t.completed, t.completed_waiting, t.completed_wait)
    ) as f (position, stage, orders, at, waiting, wait)
  )
  select f.stage, f.orders, round(f.at[1]::numeric, 2), round(f.at[2]::numeric, 2),
    round((100 * f.at[2] / nullif(sum(f.at[2]) over (), 0))::numeric, 2),
    coalesce(f.orders >= 20 and f.at[2] = max(f.at[2]) filter (where f.orders >= 20) over (), false),
    f.waiting, round(f.wait::numeric, 2)
  from figures as f
  order by f.position;
end;
$$;
comment on function public.report_stages is
  'For orders placed in the period: hours from the moment before (placed, paid, confirmed, released, packed, shipped, delivered,
completed) to each stage, where both are known: median, and what 90 percent stay below; its share of all 90-percent times;
the bottleneck is the greatest among stages of 20 orders or more. Orders that wait for a stage are counted apart.';

create function public.report_on_time(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  channel_id bigint, shop_name text, promised bigint, in_time bigint, late bigint, overdue bigint, rate numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with due as (
    select o.channel_id, o.promised_ship_at as promised_at,
      case
        when o.fulfillment_status in ('shipped', 'partially_delivered', 'delivered') then max(s.shipped_at)
      end as shipped_at
    from public.orders as o
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join public.shipments as s on s.order_id = o.id and not s.is_void
    where o.lifecycle not in ('draft', 'cancelled') and o.promised_ship_at > earliest and o.promised_ship_at < latest
      and coalesce(o.promised_ship_at >= days.starts and o.promised_ship_at < days.ends, false)
    group by o.id
  ),
  sums as (
    select d.channel_id, count(*) as promised, count(*) filter (where d.shipped_at <= d.promised_at) as in_time,
      count(*) filter (where d.shipped_at > d.promised_at) as late,
      count(*) filter (where d.shipped_at is null and d.promised_at < now()) as overdue,
      count(*) filter (where d.shipped_at is not null or d.promised_at < now()) as decided
    from due as d
    group by d.channel_id
  )
  select c.id, c.shop_name, s.promised, s.in_time, s.late, s.overdue, round(100.0 * s.in_time / nullif(s.decided, 0), 2)
  from sums as s
  join public.channels as c on c.id = s.channel_id
  order by c.shop_name, c.id;
end;
$$;
comment on function public.report_on_time is
  'Per shop, for orders that were to leave in the period: left in time, left late, overdue (not left yet), and the percentage in
time of all whose time has come. An order has left when all of it has.';

create function public.report_carriers(
  since date, until date, channel_ids bigint[] default null, zone text default null
)
returns table (
  carrier_id bigint, carrier text, parcels bigint, valid_tracking_rate numeric, delivered bigint, in_time bigint, late bigint,
  on_time_rate numeric, median_hours numeric
)
language plpgsql stable security invoker set search_path = ''
set work_mem = '64MB' set statement_timeout = '30s'
as $$
#variable_conflict use_column
declare
  earliest constant timestamptz := since - interval '2 days';
  latest constant timestamptz := until + interval '3 days';
begin
  return query
  with sent as (
    select k.id, k.name, s.shipped_at, s.delivered_at, coalesce(s.expected_at, o.promised_deliver_at) as expected_at,
      coalesce(s.tracking_no ~ coalesce(k.tracking_pattern, '.'), false) as is_valid
    from public.shipments as s
    join public.orders as o on o.id = s.order_id
    join public.channels as c on c.id = o.channel_id and (channel_ids is null or c.id = any (channel_ids))
    cross join lateral engine.local_period(since, until, coalesce(zone, c.time_zone)) as days
    left join public.carriers as k on k.id = s.carrier_id
    where not s.is_void and s.shipped_at > earliest and s.shipped_at < latest
      and coalesce(s.shipped_at >= days.starts and s.shipped_at < days.ends, false)
  )
  select s.id, s.name, count(*), round(100.0 * count(*) filter (where s.is_valid) / count(*), 2), count(s.delivered_at),
    count(*) filter (where s.delivered_at <= s.expected_at), count(*) filter (where s.delivered_at > s.expected_at),
    round(100.0 * count(*) filter (where s.delivered_at <= s.expected_at)
      / nullif(count(*) filter (where s.delivered_at is not null and s.expected_at is not null), 0), 2),
    round((percentile_cont(0.5) within group (order by date_part('epoch', s.delivered_at - s.shipped_at) / 3600))::numeric, 2)
  from sent as s
  group by s.id, s.name
  order by s.name nulls last, s.id;
end;
$$;
comment on function public.report_carriers is
  'Per carrier, for parcels that left in the period: how many have a tracking number of its format (percent), delivered ones,
in time and late against what was expected (else the promise to the customer), and the median of hours on the way.';

-- supabase/order-management/79_ship_carriers.sql
-- Which carrier takes a parcel, and what its tracking numbers look like.

create function order_management.carrier_for(sub_order_id bigint, weight_g bigint)
returns bigint
language sql stable security definer set search_path = '' -- rules and totals are not for everybody
as $$
  select r.carrier_id
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  join public.carrier_rules as r on r.is_active
  join public.carriers as c on c.id = r.carrier_id and c.is_active
  where f.id = sub_order_id
    and f.warehouse_id = coalesce(r.warehouse_id, f.warehouse_id)
    and o.channel_id = coalesce(r.channel_id, o.channel_id)
    -- `CN-33` lies in `CN`.
    and (r.region_code is null
      or starts_with(coalesce(o.region_code, o.ship_country, '') || '-', r.region_code || '-'))
    and (r.shipping_class is null or r.shipping_class in (
      select coalesce(s.shipping_class, 'normal')
      from public.fulfillment_lines as l
      join public.order_lines as ol on ol.id = l.order_line_id
      join public.skus as s on s.id = ol.sku_id
      where l.fulfillment_order_id = f.id
    ))
    and (r.min_weight_g is null or weight_g >= r.min_weight_g)
    and (r.max_weight_g is null or weight_g <= r.max_weight_g)
    and (r.min_total is null or o.grand_total >= r.min_total)
    and (r.max_total is null or o.grand_total <= r.max_total)
  order by r.priority, r.id
  limit 1;
$$;
comment on function order_management.carrier_for is
  'The carrier of the first active rule that fits a sub-order and the weight of its parcel; null when none fits.';

create function order_management.shipments__check_tracking()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not see all carriers
as $$
declare
  carrier record;
begin
  select c.name, c.tracking_pattern into carrier from public.carriers as c where c.id = new.carrier_id;
  if new.tracking_no !~ carrier.tracking_pattern then
    perform engine.refuse(
      'invalid_tracking_number', format('A tracking number of %s looks different', carrier.name),
      jsonb_build_object('field', 'tracking_no', 'carrier', carrier.name, 'pattern', carrier.tracking_pattern), '22023'
    );
  end if;
  return new;
end;
$$;
comment on function order_management.shipments__check_tracking is
  'Tracking numbers look as their carrier says, whoever writes them. Reason invalid_tracking_number.';
create trigger shipments__check_tracking before insert or update of carrier_id, tracking_no on public.shipments
  for each row when (new.tracking_no is not null and new.carrier_id is not null)
  execute function order_management.shipments__check_tracking();

-- supabase/order-management/79_ship_guards.sql
-- What every step of fulfilment asks first: is the sub-order where it should be, may its order leave at all, and what is
-- needed from the shelf.

-- The order first, then the sub-order: the order in which everybody takes them.
create function order_management.take_sub_order(sub_order_id bigint, states text[])
returns public.fulfillment_orders
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  part public.fulfillment_orders;
begin
  perform order_management.lock_orders(array(
    select f.order_id from public.fulfillment_orders as f where f.id = sub_order_id or f.parcel_group_id = sub_order_id
  ));
  select f.* into part from public.fulfillment_orders as f where f.id = sub_order_id for no key update;
  if not found then
    perform engine.refuse(
      'unknown_record', 'There is no such sub-order', '{"entity": "fulfillment_orders"}', 'PT404'
    );
  elsif part.is_superseded or part.status <> all (states) then
    perform engine.refuse(
      'not_at_this_step', format('%s is not at this step any more, or not yet', part.fulfillment_no), jsonb_build_object(
        'fulfillment_no', part.fulfillment_no, 'status', part.status, 'needs', states
      ), 'PT409'
    );
  end if;
  return part;
end;
$$;
comment on function order_management.take_sub_order is
  'A sub-order that is in one of these states, locked with its order and those that ship with it. Reasons unknown_record
(404), not_at_this_step with status and needs (409).';

create function order_management.fulfilment_obstacle(order_id bigint)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when o.lifecycle not in ('confirmed', 'processing') then 'not_confirmed'
    when o.hold_reasons <> '{}' then 'on_hold'
    when o.attention_reasons <> '{}' then 'needs_attention'
  end
  from public.orders as o where o.id = fulfilment_obstacle.order_id;
$$;
comment on function order_management.fulfilment_obstacle is
  'Why nothing of an order may leave now, as a code; null when it may.';

create function order_management.require_fulfilment(order_ids bigint[])
returns void
language plpgsql stable security definer set search_path = '' -- the warehouse may not read the reasons of all orders
as $$
declare
  stopped record;
begin
  select o.order_no, why.code into stopped
  from public.orders as o
  cross join lateral order_management.fulfilment_obstacle(o.id) as why (code)
  where o.id = any (order_ids) and why.code is not null
  order by o.id limit 1;
  if found then
    perform engine.refuse(
      'cannot_fulfil', format('Order %s may not leave now', stopped.order_no),
      jsonb_build_object('order_no', stopped.order_no, 'why', stopped.code), 'PT409'
    );
  end if;
end;
$$;
comment on function order_management.require_fulfilment is
  'Refuses orders that may not leave now: reason cannot_fulfil with why (409): not_confirmed, on_hold, needs_attention.';

create function order_management.sub_order_answer(sub_order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- operations answer in the name of the system
as $$
  select jsonb_build_object('sub_order', f.id, 'fulfillment_no', f.fulfillment_no, 'status', f.status)
  from public.fulfillment_orders as f where f.id = sub_order_id;
$$;
comment on function order_management.sub_order_answer is 'What the steps of a sub-order answer: {sub_order, fulfillment_no, status}.';

create view order_management.shelf_needs with (security_invoker = true) as
select l.fulfillment_order_id, l.id as line_id, l.order_line_id, l.warehouse_id, g.part_id as sku_id, g.qty as per_piece,
  l.qty * g.qty as qty
from public.fulfillment_lines as l
join public.order_lines as o on o.id = l.order_line_id
cross join lateral order_management.parts_of_goods(array[o.sku_id]) as g
where o.requires_shipping and o.sku_id is not null and l.warehouse_id is not null;
comment on view order_management.shelf_needs is
  'What the lines of sub-orders take from the shelf: a set is taken piece by piece of its parts.';

-- supabase/order-management/79_ship_merge.sql
-- Several orders of one buyer to one address leave in one parcel; orders, payments and refunds stay apart.

create function order_management.merge_obstacle(sub_order_ids bigint[])
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when count(*) < 2 then 'too_few'
    when bool_or(f.is_superseded or f.status not in ('reserved', 'released')) then 'begun'
    when bool_or(f.parcel_group_id is not null or exists (
      select from public.fulfillment_orders as member where member.parcel_group_id = f.id
    )) then 'merged_already'
    when count(distinct f.warehouse_id) <> 1 or count(f.warehouse_id) < count(*) then 'other_place'
    when count(distinct (o.merge_hash, o.channel_id)) <> 1 then 'other_recipient'
    when bool_or(o.is_sealed) then 'sealed'
  end
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  where f.id = any (sub_order_ids);
$$;
comment on function order_management.merge_obstacle is
  'Why these sub-orders cannot leave in one parcel, as a code: too_few, begun, merged_already, other_place,
other_recipient, sealed; null when they can.';

create function order_management.merge_options(order_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- the caller may not compare recipients; he gets keys alone
as $$
  select coalesce(jsonb_agg(jsonb_build_object('sub_order', f.id, 'others', other.ids) order by f.seq), '[]')
  from public.fulfillment_orders as f
  join public.orders as o on o.id = f.order_id
  cross join lateral (
    select jsonb_agg(g.id order by g.ship_by nulls last, g.id) as ids
    from public.orders as p
    join public.fulfillment_orders as g on g.order_id = p.id
    where p.merge_hash = o.merge_hash and p.lifecycle in ('confirmed', 'processing') and p.channel_id = o.channel_id
      and p.hold_reasons = '{}' and g.id <> f.id and g.warehouse_id = f.warehouse_id
      and order_management.merge_obstacle(array[f.id, g.id]) is null
  ) as other
  where f.order_id = merge_options.order_id and f.status in ('reserved', 'released') and o.hold_reasons = '{}'
    and o.lifecycle in ('confirmed', 'processing') and other.ids is not null;
$$;
comment on function order_management.merge_options is
  'For each sub-order of an order the keys of sub-orders that could leave in one parcel with it: same buyer, address, shop and
warehouse, not begun: [{sub_order, others}].';

create function order_management.merge_sub_orders(sub_order_ids bigint[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  order_ids constant bigint[] := array(
    select distinct f.order_id from public.fulfillment_orders as f where f.id = any (sub_order_ids) order by 1
  );
  obstacle text;
  main_id bigint;
begin
  perform order_management.lock_orders(order_ids);
  obstacle := order_management.merge_obstacle(sub_order_ids);
  if obstacle is not null then
    perform engine.refuse(
      'cannot_merge', 'These sub-orders cannot leave in one parcel', jsonb_build_object('why', obstacle), 'PT409'
    );
  end if;
  perform order_management.require_fulfilment(order_ids);
  select f.id into main_id from public.fulfillment_orders as f
  where f.id = any (sub_order_ids) order by f.ship_by nulls last, f.id limit 1;
  update public.fulfillment_orders as f set parcel_group_id = main_id
  where f.id = any (sub_order_ids) and f.id <> main_id;
  insert into public.order_links (from_order_id, to_order_id, kind)
  select order_ids[1], later, 'merged' from unnest(order_ids[2:]) as later
  on conflict on constraint orders_are_linked_once_per_kind do nothing;
  return jsonb_build_object('sub_order', main_id, 'together', to_jsonb(sub_order_ids));
end;
$$;
comment on function order_management.merge_sub_orders is
  'Lets sub-orders of one buyer, address, shop and warehouse leave in one parcel, packed with the most urgent of them; the
orders are linked. Answers {sub_order, together}. Reasons cannot_merge with why, cannot_fulfil (409).';

create function order_management.separate_sub_order(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
begin
  perform order_management.take_sub_order(sub_order_id, '{planned,reserved,released,picking}');
  update public.fulfillment_orders as f set parcel_group_id = null
  where sub_order_id in (f.id, f.parcel_group_id) and f.parcel_group_id is not null
    and f.status in ('planned', 'reserved', 'released', 'picking');
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.separate_sub_order is
  'Takes a sub-order out of a common parcel; taking out the one that the others go with lets all go alone. Reasons
unknown_record (404), not_at_this_step (409).';

-- supabase/order-management/79_ship_pack.sql
-- Packing: what was picked goes into parcels; a parcel that has not left can be unpacked again.

create view order_management.unpacked_lines with (security_invoker = true) as
select l.id as line_id, l.fulfillment_order_id, l.order_line_id, l.order_id,
  l.qty - coalesce((
    select sum(i.qty) from public.shipment_items as i
    join public.shipments as s on s.id = i.shipment_id and not s.is_void
    where i.fulfillment_line_id = l.id
  ), 0) as qty
from public.fulfillment_lines as l;
comment on view order_management.unpacked_lines is 'Pieces of sub-orders that are in no parcel yet.';

create function order_management.require_items(sub_order_ids bigint[], items jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
begin
  if jsonb_typeof(items) <> 'array' or items = '[]' or exists (
    select from jsonb_to_recordset(items) as i (line bigint, qty numeric)
    left join order_management.unpacked_lines as u
      on u.fulfillment_order_id = any (sub_order_ids) and u.line_id = i.line
    where u.line_id is null or i.qty is null or i.qty not between 1 and u.qty or i.qty <> trunc(i.qty)
  ) or exists (
    select from jsonb_to_recordset(items) as i (line bigint) group by i.line having count(*) > 1
  ) then
    perform engine.refuse(
      'invalid_quantity', 'Only what is picked and not yet packed goes into a parcel', '{"field": "items", "least": 1}', '22023'
    );
  end if;
end;
$$;
comment on function order_management.require_items is 'Refuses contents that are not there to be packed (reason invalid_quantity).';

create function order_management.pack_parcel(sub_order_id bigint, items jsonb default null, weight_g integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released,picking}');
  part_ids bigint[];
  parcel public.shipments;
  estimate bigint;
begin
  if part.parcel_group_id is not null then
    perform engine.refuse('ships_with_another', 'This is packed together with another sub-order', jsonb_build_object(
      'fulfillment_no', (select f.fulfillment_no from public.fulfillment_orders as f where f.id = part.parcel_group_id)
    ), 'PT409');
  end if;
  select array_agg(f.id order by f.id) into part_ids from public.fulfillment_orders as f
  where f.id = sub_order_id or f.parcel_group_id = sub_order_id and f.status <> 'cancelled' and not f.is_superseded;
  if exists (
    select from public.fulfillment_orders as f
    where f.id = any (part_ids) and f.warehouse_id is not null and (f.status <> 'picking' or f.picked_at is null)
  ) then
    perform engine.refuse('not_picked', 'Not all of it has been picked', errcode => 'PT409');
  end if;
  perform order_management.require_fulfilment(array(
    select distinct f.order_id from public.fulfillment_orders as f where f.id = any (part_ids)
  ));
  if items is null then
    items := (
      select jsonb_agg(jsonb_build_object('line', u.line_id, 'qty', u.qty) order by u.line_id)
      from order_management.unpacked_lines as u where u.fulfillment_order_id = any (part_ids) and u.qty > 0
    );
  end if;
  perform order_management.require_items(part_ids, coalesce(items, '[]'));

  estimate := coalesce(weight_g, (
    select nullif(sum(i.qty * coalesce(s.weight_g, 0)), 0)
    from jsonb_to_recordset(items) as i (line bigint, qty integer)
    join public.fulfillment_lines as l on l.id = i.line
    join public.order_lines as ol on ol.id = l.order_line_id
    join public.skus as s on s.id = ol.sku_id
  ));
  insert into public.shipments (fulfillment_order_id, carrier_id, weight_g)
  values (sub_order_id, order_management.carrier_for(sub_order_id, estimate), estimate)
  returning * into parcel;
  insert into public.shipment_items (shipment_id, fulfillment_line_id, qty)
  select parcel.id, i.line, i.qty from jsonb_to_recordset(items) as i (line bigint, qty integer) order by i.line;

  update public.fulfillment_orders as f
  set status = 'packed', packed_at = now(), picked_at = coalesce(f.picked_at, now())
  where f.id = any (part_ids) and not exists (
    select from order_management.unpacked_lines as u where u.fulfillment_order_id = f.id and u.qty > 0
  );
  return order_management.sub_order_answer(sub_order_id) || jsonb_build_object(
    'parcel', parcel.id, 'shipment_no', parcel.shipment_no, 'carrier', parcel.carrier_id, 'weight_g', parcel.weight_g
  );
end;
$$;
comment on function order_management.pack_parcel is
  'Puts picked pieces of a sub-order, and of those that ship with it, into a new parcel: `items` as {line, qty}, null: all
that is left. The carrier is chosen by rule. Answers {sub_order, status, parcel, shipment_no, carrier, weight_g}. Reasons
unknown_record (404), not_at_this_step, not_picked, ships_with_another, cannot_fulfil (409), invalid_quantity.';

create function order_management.unpack_parcel(shipment_id bigint, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed}');
begin
  perform order_management.say(order_management.require_note(note));
  update public.shipments as s set is_void = true where s.id = shipment_id;
  update public.fulfillment_orders as f set status = 'picking', packed_at = null
  where f.status = 'packed' and f.id in (
    select l.fulfillment_order_id from public.shipment_items as i
    join public.fulfillment_lines as l on l.id = i.fulfillment_line_id
    where i.shipment_id = unpack_parcel.shipment_id
  );
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.unpack_parcel is
  'Takes a parcel that has not left apart again; its pieces are packed anew. Reasons unknown_record (404),
not_at_this_step (409), note_missing.';

-- supabase/order-management/79_ship_parcels.sql
-- A parcel leaves: stock goes down, the reservation is used up and the customer is told, all at once.

create function order_management.take_parcel(shipment_id bigint, states text[])
returns public.shipments
language plpgsql volatile security definer set search_path = '' -- rows are locked
as $$
declare
  parcel public.shipments;
begin
  perform order_management.lock_orders(array(
    select s.order_id from public.shipments as s where s.id = shipment_id
    union
    select i.order_id from public.shipment_items as i where i.shipment_id = take_parcel.shipment_id
  ));
  select s.* into parcel from public.shipments as s where s.id = shipment_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such parcel', '{"entity": "shipments"}', 'PT404');
  elsif parcel.status <> all (states) then
    perform engine.refuse(
      'not_at_this_step', format('%s is not at this step any more, or not yet', parcel.shipment_no), jsonb_build_object(
        'fulfillment_no', parcel.shipment_no, 'status', parcel.status, 'needs', states
      ), 'PT409'
    );
  end if;
  return parcel;
end;
$$;
comment on function order_management.take_parcel is
  'A parcel that is in one of these states, locked with its orders. Reasons unknown_record (404), not_at_this_step (409).';

create function order_management.parcel_answer(shipment_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- operations answer in the name of the system
as $$
  select jsonb_build_object(
    'parcel', s.id, 'shipment_no', s.shipment_no, 'status', s.status, 'carrier', s.carrier_id, 'tracking_no', s.tracking_no,
    'expected_at', s.expected_at, 'order', s.order_id
  )
  from public.shipments as s where s.id = shipment_id;
$$;
comment on function order_management.parcel_answer is
  'What the steps of a parcel answer: {parcel, shipment_no, status, carrier, tracking_no, expected_at, order}.';

-- The promise goes first, then the goods: never may less lie there than is reserved.
create function order_management.move_parcel_out(parcel public.shipments)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
declare
  short record;
begin
  with needs as materialized (
    select n.line_id, n.sku_id, i.qty * n.per_piece as qty
    from public.shipment_items as i
    join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
    where i.shipment_id = parcel.id
  ), used as (
    update public.reservations as r
    set qty = case when r.qty > n.qty then r.qty - n.qty else r.qty end,
      state = case when r.qty > n.qty then r.state else 'consumed' end
    from needs as n
    where r.fulfillment_line_id = n.line_id and r.sku_id = n.sku_id and r.state = 'active'
    returning r.fulfillment_line_id, r.warehouse_id, r.sku_id, n.qty, r.state
  )
  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty, state)
  select u.fulfillment_line_id, u.warehouse_id, u.sku_id, u.qty, 'consumed' from used as u where u.state = 'active';

  select k.sku_code, sum(i.qty * n.per_piece) as wanted, coalesce(max(s.available), 0) as available into short
  from public.shipment_items as i
  join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
  join public.skus as k on k.id = n.sku_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where i.shipment_id = parcel.id
  group by k.id, k.sku_code having sum(i.qty * n.per_piece) > coalesce(max(s.available), 0)
  order by k.sku_code limit 1;
  if found then
    perform engine.refuse(
      'out_of_stock', format('There is not enough of %s here', short.sku_code),
      jsonb_build_object('sku', short.sku_code, 'wanted', short.wanted, 'available', short.available), 'PT409'
    );
  end if;
  insert into public.stock_movements (warehouse_id, sku_id, qty, kind, ref_table, ref_id, unit_cost, actor_id)
  select n.warehouse_id, n.sku_id, -sum(i.qty * n.per_piece), 'ship', 'shipments', parcel.id, max(k.cost), engine.member_id()
  from public.shipment_items as i
  join order_management.shelf_needs as n on n.line_id = i.fulfillment_line_id
  join public.skus as k on k.id = n.sku_id
  where i.shipment_id = parcel.id
  group by n.warehouse_id, n.sku_id
  order by n.warehouse_id, n.sku_id;
end;
$$;
comment on function order_management.move_parcel_out is
  'Uses the reservations of a parcel up and books its pieces out of stock. Reason out_of_stock (409).';

create function order_management.ship_parcel(
  shipment_id bigint, tracking_no text, carrier_id bigint default null, expected_at timestamptz default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels and stock are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed}');
  number constant text := order_management.require_tracking_no(tracking_no);
  carrier constant public.carriers := order_management.require_carrier(coalesce(carrier_id, parcel.carrier_id), number, parcel.id);
begin
  perform order_management.require_fulfilment(array(
    select distinct i.order_id from public.shipment_items as i where i.shipment_id = parcel.id
  ));
  perform order_management.move_parcel_out(parcel);
  update public.order_lines as l set unit_cost = k.cost
  from public.skus as k
  where k.id = l.sku_id and l.unit_cost is null and k.cost is not null and l.id in (
    select i.order_line_id from public.shipment_items as i where i.shipment_id = parcel.id
  );
  update public.shipments as s
  set carrier_id = carrier.id, tracking_no = number, shipped_at = now(),
    expected_at = coalesce(ship_parcel.expected_at, s.expected_at, now() + make_interval(days => carrier.transit_days))
  where s.id = parcel.id;
  perform order_management.tell_customer(parcel.id);
  return order_management.parcel_answer(parcel.id);
end;
$$;
comment on function order_management.ship_parcel is
  'Hands a packed parcel to its carrier: books the stock out, uses the reservation up and queues one message to the customer.
Without a carrier it is the one that was chosen. Reasons unknown_record (404), not_at_this_step, cannot_fulfil,
out_of_stock, tracking_number_taken (409), carrier_missing, tracking_number_missing, invalid_tracking_number.';

-- supabase/order-management/79_ship_pick.sql
-- Picking: what lies where, and what was found there. What was not found waits as a sub-order of its own.

create function order_management.pick_list(sub_order_ids bigint[])
returns jsonb
language sql stable security definer set search_path = '' -- rights were asked at the door
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sub_order', f.id, 'fulfillment_no', f.fulfillment_no, 'status', f.status, 'is_picked', f.picked_at is not null,
    'ship_by', f.ship_by, 'warehouse', w.name, 'order', o.id, 'order_no', o.order_no, 'recipient', o.ship_name,
    'line', n.line_id, 'sku', n.sku_id, 'sku_code', k.sku_code, 'barcode', k.barcode, 'name', k.name, 'spec', k.spec,
    'bin', s.bin, 'qty', n.qty
  ) order by s.bin nulls last, k.sku_code, f.ship_by nulls last, f.id), '[]')
  from order_management.shelf_needs as n
  join public.fulfillment_orders as f on f.id = n.fulfillment_order_id and not f.is_superseded
  join public.orders as o on o.id = f.order_id
  join public.skus as k on k.id = n.sku_id
  join public.warehouses as w on w.id = n.warehouse_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where f.id = any (sub_order_ids);
$$;
comment on function order_management.pick_list is
  'What to take from which bin for these sub-orders, in the order of the bins; a set appears as its parts.';

create function order_management.start_picking(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released}');
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  update public.fulfillment_orders as f set status = 'picking' where f.id = sub_order_id;
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.start_picking is
  'Somebody goes to the shelves for a released sub-order. Reasons unknown_record (404), not_at_this_step, cannot_fulfil (409).';

create function order_management.found_pieces(sub_order_id bigint, picked jsonb)
returns table (line_id bigint, warehouse_id bigint, sku_id bigint, wanted integer, got integer, whole integer)
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
begin
  if jsonb_typeof(picked) <> 'array' or exists (
    select from jsonb_to_recordset(picked) as p (line bigint, sku bigint, qty numeric)
    left join order_management.shelf_needs as n
      on n.fulfillment_order_id = sub_order_id and (n.line_id, n.sku_id) = (p.line, p.sku)
    where n.line_id is null or p.qty is null or p.qty not between 0 and n.qty or p.qty <> trunc(p.qty)
  ) then
    perform engine.refuse(
      'invalid_quantity', 'The quantity is between nothing and what was wanted', '{"field": "picked", "least": 0}', '22023'
    );
  end if;
  return query
    select n.line_id, n.warehouse_id, n.sku_id, n.qty, p.qty, (min(p.qty / n.per_piece) over (partition by n.line_id))
    from order_management.shelf_needs as n
    cross join lateral (
      select case when picked is null then n.qty else coalesce((
        select sum(t.qty)::integer from jsonb_to_recordset(picked) as t (line bigint, sku bigint, qty numeric)
        where (t.line, t.sku) = (n.line_id, n.sku_id)
      ), 0) end
    ) as p (qty)
    where n.fulfillment_order_id = sub_order_id;
end;
$$;
comment on function order_management.found_pieces is
  'What was wanted and found of every SKU of a sub-order, and how many whole pieces of the line that makes. Null: all of
it. Reason invalid_quantity.';

create function order_management.confirm_pick(sub_order_id bigint, picked jsonb default null, note text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses and stock are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{released,picking}');
  rest_id bigint;
begin
  if part.picked_at is not null then
    perform engine.refuse('already_picked', 'This has been picked already', errcode => 'PT409');
  elsif part.warehouse_id is null then
    perform engine.refuse('no_place', 'A supplier picks this', errcode => 'PT409');
  end if;
  perform order_management.require_fulfilment(array[part.order_id]);
  perform order_management.say(note);
  if exists (select from order_management.found_pieces(sub_order_id, picked) as f where f.got < f.wanted) then
    rest_id := order_management.leave_behind(part, picked);
  end if;
  update public.fulfillment_orders as f
  set status = 'picking', picked_at = now()
  where f.id = sub_order_id and f.status in ('released', 'picking');
  return order_management.sub_order_answer(sub_order_id) || jsonb_build_object('backorder', rest_id);
end;
$$;
comment on function order_management.confirm_pick is
  'Ends the picking of a sub-order. `picked` lists what was found as {line, sku, qty}; null: everything. What is missing is
booked as a loss of the shelf and waits in a backorder (its id in the answer). Reasons unknown_record (404),
not_at_this_step, already_picked, no_place, cannot_fulfil (409), invalid_quantity.';

-- supabase/order-management/79_ship_release.sql
-- A sub-order goes to the warehouse; how it comes back stands with the work on orders (call_back).

create function order_management.reserve_sub_order(sub_order_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
declare
  short record;
begin
  perform from public.stock as s
  where (s.warehouse_id, s.sku_id) in (
    select n.warehouse_id, n.sku_id from order_management.shelf_needs as n where n.fulfillment_order_id = sub_order_id
  )
  order by s.warehouse_id, s.sku_id for no key update;
  select k.sku_code, sum(n.qty) as wanted, coalesce(max(s.available), 0) as available into short
  from order_management.shelf_needs as n
  join public.skus as k on k.id = n.sku_id
  left join public.stock as s on (s.warehouse_id, s.sku_id) = (n.warehouse_id, n.sku_id)
  where n.fulfillment_order_id = sub_order_id and not exists (
    select from public.reservations as r where r.fulfillment_line_id = n.line_id and r.sku_id = n.sku_id and r.state = 'active'
  )
  group by k.id, k.sku_code having sum(n.qty) > coalesce(max(s.available), 0)
  order by k.sku_code limit 1;
  if found then
    perform engine.refuse(
      'out_of_stock', format('There is not enough of %s here', short.sku_code),
      jsonb_build_object('sku', short.sku_code, 'wanted', short.wanted, 'available', short.available), 'PT409'
    );
  end if;
  insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty)
  select n.line_id, n.warehouse_id, n.sku_id, n.qty
  from order_management.shelf_needs as n
  where n.fulfillment_order_id = sub_order_id
  order by n.warehouse_id, n.sku_id
  on conflict (fulfillment_line_id, warehouse_id, sku_id) where state = 'active' do nothing;
end;
$$;
comment on function order_management.reserve_sub_order is
  'Reserves what a sub-order needs and has not reserved yet. Reason out_of_stock (409).';

create function order_management.release_sub_order(sub_order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{planned,reserved}');
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  if num_nonnulls(part.warehouse_id, part.supplier_id) = 0 then
    perform engine.refuse('no_place', 'Nobody has been chosen yet who ships this', errcode => 'PT409');
  elsif exists (select from public.warehouses as w where w.id = part.warehouse_id and not w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  perform order_management.reserve_sub_order(sub_order_id);
  update public.fulfillment_orders as f set status = 'released', released_at = now() where f.id = sub_order_id;
  update public.orders as o set lifecycle = 'processing' where o.id = part.order_id and o.lifecycle = 'confirmed';
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.release_sub_order is
  'Hands a planned or reserved sub-order to its warehouse or supplier; answers {sub_order, fulfillment_no, status}.
Reasons unknown_record (404), not_at_this_step, cannot_fulfil, no_place, warehouse_closed, out_of_stock (409).';

-- supabase/order-management/79_ship_short_pick.sql
-- Fewer pieces lie there than the books say: the shelf is put right, and the missing pieces wait in a backorder.

-- First the promise is taken back, then the loss is booked: never may less lie there than is reserved.
create function order_management.book_missing(part public.fulfillment_orders, picked jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- stock is granted to nobody
as $$
begin
  update public.reservations as r
  set qty = case when f.kept > 0 then f.kept else r.qty end, state = case when f.kept > 0 then r.state else 'released' end
  from (
    select p.line_id, p.sku_id, p.wanted, p.whole * n.per_piece as kept
    from order_management.found_pieces(part.id, picked) as p
    join order_management.shelf_needs as n using (line_id, sku_id)
  ) as f
  where r.fulfillment_line_id = f.line_id and r.sku_id = f.sku_id and r.state = 'active' and f.kept < f.wanted;

  insert into public.stock_movements (warehouse_id, sku_id, qty, kind, actor_id, note)
  select part.warehouse_id, p.sku_id, -sum(p.wanted - p.got), 'count', engine.member_id(), part.fulfillment_no
  from order_management.found_pieces(part.id, picked) as p
  where p.got < p.wanted
  group by p.sku_id
  order by p.sku_id;
end;
$$;
comment on function order_management.book_missing is
  'Books what was not found as a loss by count and takes its reservation back.';

create function order_management.leave_behind(part public.fulfillment_orders, picked jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- sub-orders are granted to nobody
as $$
declare
  kept constant jsonb := (
    select jsonb_object_agg(p.line_id, p.whole) from order_management.found_pieces(part.id, picked) as p
  );
  digits constant integer := (
    select public.currency_decimals(o.currency) from public.orders as o where o.id = part.order_id
  );
  line public.fulfillment_lines;
  here public.fulfillment_lines;
  rest_id bigint;
begin
  perform order_management.book_missing(part, picked);
  if not exists (select from jsonb_each_text(kept) as k where k.value::integer > 0) then
    update public.fulfillment_orders as f
    set status = 'backorder', warehouse_id = null, released_at = null where f.id = part.id;
    return part.id;
  end if;
  insert into public.fulfillment_orders (order_id, seq, status, ship_by, split_plan)
  select part.order_id, max(f.seq) + 1, 'backorder', part.ship_by, '{"reasons": ["out_of_stock"]}'
  from public.fulfillment_orders as f where f.order_id = part.order_id
  returning id into rest_id;
  for line in
    select l.* from public.fulfillment_lines as l
    where l.fulfillment_order_id = part.id and (kept ->> l.id::text)::integer < l.qty order by l.id
  loop
    here := line;
    here.qty := (kept ->> line.id::text)::integer;
    if here.qty = 0 then
      update public.fulfillment_lines as l set fulfillment_order_id = rest_id, warehouse_id = null where l.id = line.id;
      continue;
    end if;
    here.goods := public.share_of_quantity(line.goods, line.qty, 0, here.qty, digits);
    here.discount := public.share_of_quantity(line.discount, line.qty, 0, here.qty, digits);
    here.shipping := public.share_of_quantity(line.shipping, line.qty, 0, here.qty, digits);
    here.tax := public.share_of_quantity(line.tax, line.qty, 0, here.qty, digits);
    -- The old line gives before the new one takes: never are more pieces planned than were ordered.
    update public.fulfillment_lines as l
    set qty = here.qty, goods = here.goods, discount = here.discount, shipping = here.shipping, tax = here.tax
    where l.id = line.id;
    insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, qty, goods, discount, shipping, tax)
    values (rest_id, line.order_line_id, line.qty - here.qty, line.goods - here.goods, line.discount - here.discount,
      line.shipping - here.shipping, line.tax - here.tax);
  end loop;
  -- A line that moved as a whole left no trace in its old sub-order.
  perform order_management.sum_sub_orders(array[part.id, rest_id]);
  perform order_management.refresh_warehouses(array[part.order_id]);
  return rest_id;
end;
$$;
comment on function order_management.leave_behind is
  'Puts what was not found into a backorder and answers its id: that of the sub-order itself when nothing was found.';

create function order_management.assign_backorder(sub_order_id bigint, warehouse_id bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- statuses are granted to nobody
as $$
declare
  part constant public.fulfillment_orders := order_management.take_sub_order(sub_order_id, '{backorder}');
  place_id bigint := warehouse_id;
begin
  perform order_management.require_fulfilment(array[part.order_id]);
  -- Without a wish: the best place that has all of it.
  if place_id is null then
    select p.warehouse_id into place_id
    from order_management.places_for(part.order_id) as p
    where not exists (
      select from public.fulfillment_lines as l
      join public.order_lines as o on o.id = l.order_line_id and o.requires_shipping
      cross join lateral order_management.parts_of_goods(array[o.sku_id]) as g
      left join public.stock as s on s.warehouse_id = p.warehouse_id and s.sku_id = g.part_id
      where l.fulfillment_order_id = sub_order_id
      group by g.part_id having sum(l.qty * g.qty) > coalesce(max(s.available), 0)
    )
    order by p.place limit 1;
  end if;
  if place_id is null then
    perform engine.refuse('out_of_stock', 'No warehouse has all of it', errcode => 'PT409');
  elsif not exists (select from public.warehouses as w where w.id = place_id and w.is_active) then
    perform engine.refuse('warehouse_closed', 'This warehouse is not active', '{"field": "warehouse_id"}', 'PT409');
  end if;
  update public.fulfillment_orders as f
  set warehouse_id = place_id, status = 'reserved', expected_on = null where f.id = sub_order_id;
  perform order_management.reserve_sub_order(sub_order_id);
  return order_management.sub_order_answer(sub_order_id);
end;
$$;
comment on function order_management.assign_backorder is
  'Gives a backorder to a warehouse that has all of it, and reserves it there; without a wish to the best one. Reasons
unknown_record (404), not_at_this_step, cannot_fulfil, out_of_stock, warehouse_closed (409).';

-- supabase/order-management/79_ship_tracking.sql
-- Where parcels are, and what customers are told about it.

create function order_management.require_tracking_no(tracking_no text)
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  -- Labels print the number in groups; scanners and people send the gaps along.
  number constant text := upper(regexp_replace(coalesce(tracking_no, ''), '\s', '', 'g'));
begin
  if number = '' then
    perform engine.refuse('tracking_number_missing', 'Enter or scan the tracking number', '{"field": "tracking_no"}', '22023');
  end if;
  return number;
end;
$$;
comment on function order_management.require_tracking_no is
  'A tracking number without gaps, in capitals. Reason tracking_number_missing.';

create function order_management.require_carrier(carrier_id bigint, number text, shipment_id bigint)
returns public.carriers
language plpgsql stable security definer set search_path = '' -- rights were asked at the door
as $$
declare
  carrier public.carriers;
begin
  select c.* into carrier from public.carriers as c where c.id = carrier_id and c.is_active;
  if not found then
    perform engine.refuse('carrier_missing', 'Choose a carrier that is active', '{"field": "carrier_id"}', '22023');
  elsif exists (
    select from public.shipments as s
    where (s.carrier_id, s.tracking_no) = (carrier.id, number) and s.id <> shipment_id
  ) then
    perform engine.refuse(
      'tracking_number_taken', 'Another parcel has this tracking number', '{"field": "tracking_no"}', 'PT409'
    );
  end if;
  return carrier;
end;
$$;
comment on function order_management.require_carrier is
  'An active carrier that has not used this number for another parcel. Reasons carrier_missing, tracking_number_taken (409).';

create function order_management.tell_customer(shipment_id bigint)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, order_id, dedupe_key, payload)
  select 'customer.parcel_shipped', o.id, format('parcel_shipped:%s:%s', s.id, o.id), jsonb_build_object(
    'order_no', o.order_no, 'parcel', s.shipment_no, 'carrier', c.name, 'tracking_no', s.tracking_no,
    'tracking_url', replace(c.tracking_url, '{number}', s.tracking_no), 'expected_at', s.expected_at
  )
  from public.shipments as s
  join public.carriers as c on c.id = s.carrier_id
  join public.orders as o on o.id in (
    select i.order_id from public.shipment_items as i where i.shipment_id = s.id
  )
  where s.id = tell_customer.shipment_id
  order by o.id
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.tell_customer is
  'Queues one message per order of a parcel: carrier, tracking number and expected day. Never a second one.';

create function order_management.record_tracking(
  shipment_id bigint, code text, at timestamptz default null, location text default null, description text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tracking is granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{shipped,delivered}');
  moment constant timestamptz := coalesce(at, now());
begin
  if moment < parcel.shipped_at - interval '1 day' or moment > now() + interval '5 minutes' then
    perform engine.refuse(
      'invalid_time', 'It happened after the parcel left, and not in the future', '{"field": "at"}', '22023'
    );
  end if;
  insert into public.tracking_events (shipment_id, at, code, location, description)
  values (
    record_tracking.shipment_id, moment, record_tracking.code, nullif(btrim(record_tracking.location), ''),
    nullif(btrim(record_tracking.description), '')
  )
  on conflict on constraint event_is_recorded_once do nothing;
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.record_tracking is
  'What a carrier reports about a parcel that has left; `delivered` is its delivery. The same report again changes nothing.
Reasons unknown_record (404), not_at_this_step (409), invalid_time.';

create function order_management.correct_parcel(
  shipment_id bigint, carrier_id bigint, tracking_no text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- parcels are granted to nobody
as $$
declare
  parcel constant public.shipments := order_management.take_parcel(shipment_id, '{packed,shipped}');
  number text := nullif(btrim(tracking_no), '');
  carrier public.carriers;
begin
  if number is not null or parcel.status = 'shipped' then
    number := order_management.require_tracking_no(tracking_no);
  end if;
  carrier := order_management.require_carrier(carrier_id, number, parcel.id);
  perform order_management.say(order_management.require_note(note));
  update public.shipments as s set carrier_id = carrier.id, tracking_no = number where s.id = parcel.id;
  return order_management.parcel_answer(shipment_id);
end;
$$;
comment on function order_management.correct_parcel is
  'Another carrier or tracking number than was chosen, and why; the timeline keeps both. Reasons unknown_record (404),
not_at_this_step, tracking_number_taken (409), carrier_missing, tracking_number_missing, invalid_tracking_number, note_missing.';

-- supabase/order-management/80_groups.sql
-- Order management as people find it: headings of the navigation, ordered by job.

select engine.define_group(t.key, t.label::jsonb, t.position, t.icon)
from (values
  ('orders', '{"en": "Orders", "zh-CN": "订单"}', 10, 'ShoppingCartOutlined'),
  ('fulfilment', '{"en": "Fulfilment", "zh-CN": "发货"}', 20, 'SendOutlined'),
  ('finance', '{"en": "Finance", "zh-CN": "财务"}', 30, 'PayCircleOutlined'),
  ('after_sales', '{"en": "After-sales", "zh-CN": "售后"}', 40, 'CustomerServiceOutlined'),
  ('customers', '{"en": "Customers", "zh-CN": "客户"}', 50, 'TeamOutlined'),
  ('stock', '{"en": "Goods and stock", "zh-CN": "商品与库存"}', 60, 'AppstoreOutlined'),
  ('reports', '{"en": "Reports", "zh-CN": "报表"}', 70, 'BarChartOutlined'),
  ('settings', '{"en": "Settings", "zh-CN": "设置"}', 80, 'SettingOutlined')
) as t (key, label, position, icon);

-- Columns that have no word of their own in their table.
do $$
declare
  missing record;
begin
  for missing in
    select c.table_name, c.column_name, t.label
    from engine.columns as c
    join (values
      ('id', 'No. | 编号'), ('created_at', 'Created | 创建时间'), ('updated_at', 'Changed | 更新时间'),
      ('version', 'Version | 版本'), ('name_grams', 'Search index of the name | 名称检索'),
      ('ship_name_grams', 'Search index of the recipient | 收货人检索')
    ) as t (column_name, label) using (column_name)
    where col_description(c.table_oid, c.column_number) is null
  loop
    execute format('comment on column public.%I.%I is %L', missing.table_name, missing.column_name, missing.label);
  end loop;
end;
$$;

-- supabase/order-management/81_entities.sql
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

-- supabase/order-management/82_settings_entities.sql
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

-- supabase/order-management/83_import_entities.sql
-- Imports as people find them.

select order_management.adopt(
  t."group", t."position", t.table_name, t.icon, t.title_field, t.list_fields, t.search_fields, t.default_sort
)
from (values
  ('finance', 240, 'credits', 'MinusCircleOutlined', 'external_no',
    '{external_no,channel_id,customer_id,amount,linked_amount,issued_at}'::text[], '{external_no}'::text[],
    '-issued_at,-id'),
  ('finance', 250, 'adjustments', 'DiffOutlined', 'external_no',
    '{external_no,kind,channel_id,title,quantity,unit_price,amount,adjusted_at}', '{external_no,title}',
    '-adjusted_at,-id'),
  ('settings', 796, 'import_batches', 'ImportOutlined', 'file_name',
    '{file_name,profile_id,channel_id,state,row_count,created_count,updated_count,rejected_count,finished_at}',
    '{file_name}', '-id'),
  ('settings', 797, 'import_profiles', 'ProfileOutlined', 'name',
    '{name,platform,shop_name,time_zone,currency,is_active}', '{name}', 'name')
) as t ("group", "position", table_name, icon, title_field, list_fields, search_fields, default_sort);

select engine.adopt_table(t.table_name, jsonb_build_object(
  'is_hidden', true, 'audit', false, 'title_field', t.title_field, 'list_fields', t.list_fields,
  'default_sort', t.default_sort, 'position', t.position
))
from (values
  (920, 'credit_lines', 'title', '{line_no,sku_id,title,quantity,unit_price,amount,refund_id}'::text[], 'line_no'),
  (930, 'import_rows', 'row_no', '{row_no,state,reason,raw,detail,order_id}', 'row_no')
) as t (position, table_name, title_field, list_fields, default_sort);

-- supabase/order-management/84_choices.sql
-- The words and colours of every state and kind of an order, its money and its parcels.

create function order_management.choices(variadic choices text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('choices', jsonb_agg(jsonb_build_object(
    'value', split_part(choice, '|', 1),
    'label', jsonb_build_object('en', split_part(choice, '|', 2), 'zh-CN', split_part(choice, '|', 3)),
    'color', split_part(choice, '|', 4)
  ) order by position))
  from unnest(choices) with ordinality as t (choice, position);
$$;
comment on function order_management.choices is 'Choices of a field, each as value|English|中文|colour.';

create function order_management.describe_choices(entity_name text, field_name text, variadic choices text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.describe_field(
    entity_name, field_name, '{"type": "choice"}'::jsonb || order_management.choices(variadic choices)
  );
$$;
comment on function order_management.describe_choices is 'Makes a field a choice of these, each as value|English|中文|colour.';

create function order_management.describe_many_choices(entity_name text, field_name text, variadic choices text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.describe_field(
    entity_name, field_name, '{"type": "multi_choice"}'::jsonb || order_management.choices(variadic choices)
  );
$$;
comment on function order_management.describe_many_choices is
  'Makes a field take any of these, each as value|English|中文|colour.';

select order_management.describe_choices('orders', 'status',
  'draft|Draft|草稿|default', 'to_pay|To pay|待支付|orange', 'paid|Paid|已付款|gold', 'to_ship|To ship|待发货|blue',
  'partially_shipped|Partially shipped|部分发货|geekblue', 'shipped|Shipped|已发货|cyan',
  'delivered|Delivered|已签收|lime', 'completed|Completed|已完成|green', 'cancelled|Cancelled|已取消|default');
select order_management.describe_choices('orders', 'lifecycle',
  'draft|Draft|草稿|default', 'pending_review|To review|待审核|orange', 'confirmed|Confirmed|已审核|blue',
  'processing|In process|处理中|geekblue', 'completed|Completed|已完成|green', 'cancelled|Cancelled|已取消|default');
select order_management.describe_many_choices('orders', 'hold_reasons',
  'address|Address|地址|orange', 'payment|Payment|付款|gold', 'fraud|Suspected fraud|疑似欺诈|red',
  'shortage|Out of stock|缺货|volcano', 'customer_request|The customer''s wish|客户要求|blue', 'other|Something else|其他|default');
select order_management.describe_many_choices('orders', 'attention_reasons',
  'no_lines|No lines|无商品|red', 'recipient_missing|No recipient|缺收货人|orange',
  'address_incomplete|Address incomplete|地址不完整|orange', 'unknown_sku|Unknown SKU|未匹配 SKU|magenta');
select order_management.describe_choices('orders', 'payment_status',
  'unpaid|Unpaid|未付款|orange', 'partial|Partly paid|部分付款|gold', 'paid|Paid|已付款|green',
  'overpaid|Overpaid|多付|purple', 'partially_refunded|Partly refunded|部分退款|magenta', 'refunded|Refunded|已退款|red');
select order_management.describe_choices('orders', 'fulfillment_status',
  'unfulfilled|Not shipped|未发货|default', 'partial|Partly shipped|部分发货|gold', 'shipped|Shipped|已发货|cyan',
  'partially_delivered|Partly delivered|部分签收|lime', 'delivered|Delivered|已签收|green');
select order_management.describe_choices('orders', 'aftersale_status',
  'none|None|无|default', 'open|Open|处理中|orange', 'partially_returned|Partly returned|部分退货|magenta',
  'returned|Returned|已退货|red');
select order_management.describe_choices('orders', 'payment_terms',
  'prepaid|Prepaid|款到发货|blue', 'cash_on_delivery|Cash on delivery|货到付款|orange', 'on_account|On account|账期|purple');
select order_management.describe_choices('orders', 'cancelled_by',
  'buyer|Buyer|买家|default', 'seller|Seller|卖家|orange', 'platform|Platform|平台|purple');

select order_management.describe_choices('order_events', 'type',
  'created|Order placed|下单|blue', 'status_changed|Status changed|状态变更|geekblue',
  'recipient_changed|Recipient changed|收货人变更|gold', 'address_changed|Address changed|地址变更|gold',
  'note_changed|Note changed|备注变更|default', 'promise_changed|Promise changed|承诺时间变更|gold',
  'hold_changed|Hold changed|挂起变更|orange', 'amount_changed|Amount changed|金额变更|orange',
  'line_added|Line added|新增明细|gold', 'line_changed|Line changed|明细变更|gold', 'line_removed|Line removed|删除明细|red',
  'payment_added|Payment|收款|green', 'payment_changed|Payment changed|收款变更|green',
  'refund_added|Refund|退款|magenta', 'refund_changed|Refund changed|退款变更|magenta',
  'invoice_added|Invoice|开票|purple', 'invoice_changed|Invoice changed|发票变更|purple',
  'sub_order_added|Sub-order|拆分子订单|geekblue', 'sub_order_changed|Sub-order changed|子订单变更|geekblue',
  'parcel_added|Packed|打包|cyan', 'parcel_shipped|Shipped|发货|cyan', 'parcel_delivered|Delivered|签收|lime',
  'parcel_changed|Parcel changed|包裹变更|cyan', 'return_added|Return requested|申请退换货|red',
  'return_changed|Return changed|退换货变更|red', 'complaint_added|Complaint|投诉|volcano',
  'complaint_changed|Complaint changed|投诉变更|volcano');
select order_management.describe_choices('order_links', 'kind',
  'exchange|Exchange|换货|blue', 'replacement|Replacement|补发|cyan', 'merged|Merged|合并|purple',
  'related|Related|关联|default');

select order_management.describe_choices('fulfillment_orders', 'status',
  'planned|Planned|已计划|default', 'reserved|Reserved|已占库存|blue', 'released|Released|已下发|geekblue',
  'picking|Picking|拣货中|gold', 'packed|Packed|已打包|orange', 'shipped|Shipped|已发货|cyan',
  'delivered|Delivered|已签收|green', 'backorder|Backorder|缺货|red', 'cancelled|Cancelled|已取消|default');
select order_management.describe_choices('shipments', 'status',
  'packed|Packed|已打包|orange', 'shipped|Shipped|已发货|cyan', 'delivered|Delivered|已签收|green', 'void|Void|已作废|default');
select order_management.describe_choices('tracking_events', 'code',
  'picked_up|Picked up|已揽收|blue', 'in_transit|In transit|运输中|cyan', 'out_for_delivery|Out for delivery|派送中|lime',
  'delivered|Delivered|已签收|green', 'delayed|Delayed|延误|orange', 'damaged|Damaged|破损|red',
  'returned|Returned|退回|magenta', 'other|Other|其他|default');

select order_management.describe_choices('payments', 'method',
  'alipay|Alipay|支付宝|blue', 'wechat|WeChat Pay|微信支付|green', 'card|Card|银行卡|geekblue',
  'bank_transfer|Bank transfer|银行转账|purple', 'paypal|PayPal|PayPal|cyan', 'cash|Cash|现金|gold',
  'cash_on_delivery|Cash on delivery|货到付款|orange', 'balance|Balance|余额|lime', 'platform|Platform|平台代收|magenta',
  'other|Other|其他|default');
select order_management.describe_choices('payments', 'state',
  'pending|To confirm|待确认|orange', 'succeeded|Received|已到账|green', 'failed|Failed|失败|red');
select order_management.describe_choices('refunds', 'method',
  'alipay|Alipay|支付宝|blue', 'wechat|WeChat Pay|微信支付|green', 'card|Card|银行卡|geekblue',
  'bank_transfer|Bank transfer|银行转账|purple', 'paypal|PayPal|PayPal|cyan', 'cash|Cash|现金|gold',
  'balance|Balance|余额|lime', 'platform|Platform|平台|magenta', 'other|Other|其他|default');
select order_management.describe_choices('refunds', 'state',
  'requested|Requested|已申请|orange', 'approved|Approved|已批准|blue', 'processing|In process|处理中|geekblue',
  'done|Paid back|已退款|green', 'rejected|Rejected|已驳回|red');
select order_management.describe_choices(entity, 'kind',
  'normal|Invoice|普通发票|blue', 'vat|VAT invoice|增值税专用发票|purple', 'credit_note|Credit note|红字发票|red')
from unnest(array['invoices', 'invoice_series']) as entity;
select order_management.describe_choices('invoices', 'state',
  'issued|Issued|已开具|green', 'partly_credited|Partly credited|部分冲红|orange', 'credited|Credited|已冲红|default');

-- supabase/order-management/85_more_choices.sql
-- The words and colours of everything else: after-sales, customers, goods, settings.

select order_management.describe_choices('returns', 'kind',
  'return|Return|退货|orange', 'exchange|Exchange|换货|blue', 'refund_only|Refund only|仅退款|purple');
select order_management.describe_choices('returns', 'state',
  'requested|Requested|已申请|orange', 'approved|Approved|已同意|blue', 'rejected|Rejected|已拒绝|red',
  'in_transit|On its way|退回途中|cyan', 'received|Received|已收货|geekblue', 'inspected|Inspected|已验货|lime',
  'closed|Closed|已完结|green');
select order_management.describe_choices('returns', 'reason_code',
  'quality|Quality|质量问题|red', 'wrong_item|Wrong item|发错货|volcano', 'damaged|Damaged|破损|orange',
  'not_as_described|Not as described|与描述不符|gold', 'no_longer_wanted|No longer wanted|不想要了|default',
  'late|Too late|发货太慢|purple', 'other|Other|其他|default');
select order_management.describe_choices('return_lines', 'condition',
  'sellable|Sellable|可售|green', 'damaged|Damaged|残次|red');
select order_management.describe_choices('complaints', 'type',
  'quality|Quality|质量|red', 'delivery|Delivery|物流|orange', 'service|Service|服务|gold',
  'wrong_item|Wrong item|发错货|volcano',
  'price|Price|价格|purple', 'invoice|Invoice|发票|blue', 'other|Other|其他|default');
select order_management.describe_choices('complaints', 'severity',
  'low|Low|低|default', 'normal|Normal|普通|blue', 'high|High|高|orange', 'urgent|Urgent|紧急|red');
select order_management.describe_choices('complaints', 'state',
  'open|Open|待处理|orange', 'investigating|Investigating|调查中|blue', 'waiting_customer|Waiting for customer|等待客户|gold',
  'resolved|Resolved|已解决|lime', 'closed|Closed|已关闭|green');
select order_management.describe_choices('tasks', 'state',
  'open|Open|待办|orange', 'done|Done|已完成|green', 'cancelled|Cancelled|已取消|default');
select engine.describe_field('tasks', 'role_key', '{"type": "choice", "choices_of": "roles"}');
select order_management.describe_choices('incidents', 'type',
  'carrier_stopped|Carrier stopped|物流停运|orange', 'warehouse_stopped|Warehouse stopped|仓库停摆|volcano',
  'system_failure|System failure|系统故障|red', 'stock_wrong|Stock wrong|库存异常|gold', 'data_leak|Data leak|数据泄露|magenta',
  'other|Other|其他|default');

select order_management.describe_choices('customers', 'level',
  'normal|Normal|普通|default', 'silver|Silver|银卡|blue', 'gold|Gold|金卡|gold', 'platinum|Platinum|白金卡|purple');
select order_management.describe_choices(entity, 'platform',
  'taobao|Taobao|淘宝|orange', 'tmall|Tmall|天猫|red', 'jd|JD.com|京东|volcano', 'pdd|Pinduoduo|拼多多|magenta',
  'douyin|Douyin|抖音|geekblue', 'amazon|Amazon|亚马逊|gold', 'shopify|Shopify|Shopify|green', 'manual|Manual|手工|default',
  'other|Other|其他|default')
from unnest(array['channels', 'import_profiles']) as entity;
select order_management.describe_choices('channels', 'split_policy',
  'all_or_nothing|Wait for everything|整单发货|blue', 'ship_available|Ship what is there|有货先发|green',
  'hold|Hold the order|挂起订单|orange');
select order_management.describe_choices('channels', 'shipping_shared_by',
  'amount|Amount|按金额|blue', 'weight|Weight|按重量|cyan', 'first|First line|首行承担|default');

select order_management.describe_choices(entity, 'shipping_class',
  'normal|Normal|普通|default', 'cold|Cold|冷链|cyan', 'hazardous|Hazardous|危险品|red', 'oversize|Oversize|大件|orange',
  'virtual|Virtual|虚拟|purple')
from unnest(array['skus', 'carrier_rules']) as entity;
select order_management.describe_choices('warehouses', 'kind',
  'own|Own|自营仓|blue', 'supplier|Supplier|供应商仓|orange', 'fba|Amazon FBA|亚马逊 FBA|gold', '3pl|Third party|第三方仓|purple');
select order_management.describe_choices('stock_movements', 'kind',
  'receive|Received|入库|green', 'ship|Shipped|出库|cyan', 'return_in|Returned|退货入库|lime', 'damage|Damaged|报损|red',
  'count|Count|盘点|gold', 'transfer_out|Transfer out|调拨出|orange', 'transfer_in|Transfer in|调拨入|blue',
  'correction|Correction|更正|default');
select order_management.describe_choices('reservations', 'state',
  'active|Active|占用中|blue', 'consumed|Shipped|已出库|green', 'released|Released|已释放|default');

select order_management.describe_choices('sla_policies', 'stage',
  'pay|Payment|付款|default', 'review|Review|审核|orange', 'release|Release|下发|gold', 'pick|Picking|拣货|lime',
  'ship|Shipping|发货|cyan', 'deliver|Delivery|送达|blue', 'first_reply|First reply|首次响应|purple',
  'resolve|Solution|解决|magenta');
select order_management.describe_choices('sla_policies', 'calendar',
  'always|All hours|自然时间|blue', 'working_hours|Working hours|工作时间|gold');
select order_management.describe_choices('status_rules', 'axis',
  'lifecycle|Order|订单|blue', 'sub_order|Sub-order|子订单|geekblue', 'payment|Payment|收款|green',
  'refund|Refund|退款|magenta', 'return|Return|退换货|orange', 'complaint|Complaint|投诉|volcano');
select order_management.describe_choices('status_rules', field_name,
  'new|Not there yet|尚未创建|default', 'draft|Draft|草稿|default', 'pending_review|To review|待审核|orange',
  'confirmed|Confirmed|已审核|blue', 'processing|In process|处理中|geekblue', 'completed|Completed|已完成|green',
  'cancelled|Cancelled|已取消|default')
from unnest(array['from_state', 'to_state']) as field_name;
select order_management.describe_many_choices('status_rules', 'guards',
  'complete|Nothing is missing|信息完整|blue', 'not_on_hold|Not on hold|未挂起|gold',
  'within_limit|Needs no approval|无需审批|green', 'four_eyes|Approved by somebody else|须他人审批|purple',
  'not_released|No warehouse has begun|仓库未开始|cyan', 'not_shipped|Nothing was shipped|未发货|geekblue',
  'delivered|Delivered|已签收|lime', 'no_open_return|No open return|无未结退货|orange');
select order_management.describe_many_choices('channels', 'change_fields',
  'ship_name|Recipient|收货人|default', 'ship_phone|Phone|收货电话|default', 'ship_province|Province|省份|default',
  'ship_city|City|城市|default', 'ship_district|District|区县|default', 'ship_street|Street address|详细地址|default',
  'ship_zip|Postal code|邮编|default');
select order_management.describe_choices('automation_rules', 'event',
  'order_received|Order received|收到订单|blue', 'order_paid|Order paid|订单付款|green',
  'order_shipped|Order shipped|订单发货|cyan', 'order_delivered|Order delivered|订单签收|lime',
  'order_overdue|Order overdue|订单超时|red', 'return_requested|Return requested|申请退换货|orange',
  'complaint_opened|Complaint opened|收到投诉|volcano', 'stock_low|Stock low|库存不足|gold');
select order_management.describe_choices('rule_runs', 'state',
  'succeeded|Succeeded|成功|green', 'failed|Failed|失败|red', 'skipped|Skipped|跳过|default');
select order_management.describe_choices('report_definitions', 'period',
  'day|Day|日|default', 'week|Week|周|blue', 'month|Month|月|cyan', 'quarter|Quarter|季|gold', 'year|Year|年|purple');

select order_management.describe_choices('import_batches', 'state',
  'staging|Reading|读取中|blue', 'orders|Orders|导入订单|geekblue', 'credits|Credits|导入冲销|purple', 'done|Done|已完成|green');
select order_management.describe_choices('import_rows', 'state',
  'new|Open|待处理|default', 'created|Created|新建|green', 'updated|Updated|更新|blue', 'unchanged|Unchanged|未变|default',
  'rejected|Rejected|拒绝|red');
select order_management.describe_choices('import_profiles', 'date_order',
  'ymd|Year month day|年月日|default', 'mdy|Month day year|月日年|default', 'dmy|Day month year|日月年|default');
select order_management.describe_choices('adjustments', 'kind',
  'price|Price|价格|orange', 'stock|Stock|库存|blue');

-- supabase/order-management/86_field_details.sql
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

-- supabase/order-management/87_operations.sql
-- What people do with orders: every operation that a role may be allowed to run.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.plan_split(bigint)', '{"en": "Preview a split", "zh-CN": "预览拆单"}', 'orders'),
  ('order_management.apply_split(bigint, integer)', '{"en": "Split into sub-orders", "zh-CN": "拆分子订单"}', 'orders'),
  ('order_management.undo_split(bigint, integer)', '{"en": "Take a split back", "zh-CN": "撤销拆单"}', 'orders'),
  ('order_management.submit_order(bigint, text)', '{"en": "Hand in", "zh-CN": "提交"}', 'orders'),
  ('order_management.approve_order(bigint, text)', '{"en": "Approve", "zh-CN": "审核通过"}', 'orders'),
  ('order_management.hold_order(bigint, text, text)', '{"en": "Put on hold", "zh-CN": "挂起"}', 'orders'),
  ('order_management.release_hold(bigint, text)', '{"en": "Release the hold", "zh-CN": "解除挂起"}', 'orders'),
  ('order_management.complete_order(bigint, text)', '{"en": "Complete", "zh-CN": "完成订单"}', 'orders'),
  ('order_management.cancel_order(bigint, text, text)', '{"en": "Cancel the order", "zh-CN": "取消订单"}', 'orders'),
  ('order_management.change_quantity(bigint, bigint, text)', '{"en": "Change the quantity", "zh-CN": "修改数量"}', 'order_lines'),
  ('order_management.change_recipient(bigint, text, text, text, text, text, text, text, text)',
    '{"en": "Change the recipient", "zh-CN": "修改收货信息"}', 'orders'),
  ('order_management.change_for_customer(bigint, text, text, text, text, text, text, text, text)',
    '{"en": "Change for the customer", "zh-CN": "代客户修改"}', 'orders'),
  ('order_management.collect_difference(bigint, text, text)', '{"en": "Collect the difference", "zh-CN": "补收差额"}', 'orders'),
  ('order_management.refund_difference(bigint, text)', '{"en": "Refund the difference", "zh-CN": "退还差额"}', 'orders'),
  ('order_management.waive_difference(bigint, text)', '{"en": "Waive the difference", "zh-CN": "豁免差额"}', 'orders'),
  ('order_management.call_back(bigint, text)', '{"en": "Stop the work", "zh-CN": "停止作业"}', 'fulfillment_orders'),
  ('order_management.receive_stock(bigint, bigint, numeric, text, text)', '{"en": "Receive", "zh-CN": "入库"}', 'stock'),
  ('order_management.count_stock(bigint, bigint, text)', '{"en": "Count", "zh-CN": "盘点"}', 'stock'),
  ('order_management.transfer_stock(bigint, bigint, bigint, text)', '{"en": "Transfer", "zh-CN": "调拨"}', 'stock'),
  ('order_management.damage_stock(bigint, bigint, text)', '{"en": "Write off damage", "zh-CN": "报损"}', 'stock'),
  ('order_management.correct_stock(bigint, bigint, text)', '{"en": "Correct", "zh-CN": "库存更正"}', 'stock'),
  ('order_management.receive_goods(bigint, bigint, bigint, numeric, text, text)',
    '{"en": "Receive goods", "zh-CN": "收货入库"}', 'warehouses')
) as t (routine, label, entity);

-- supabase/order-management/87_operations_complaints.sql
-- What people do with complaints, and what the app asks for it.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, 'complaints')
from (values
  ('order_management.assign_complaint(bigint, uuid)', '{"en": "Assign", "zh-CN": "指派"}'),
  ('order_management.investigate_complaint(bigint, uuid)', '{"en": "Investigate", "zh-CN": "开始调查"}'),
  ('order_management.note_finding(bigint, text, text)', '{"en": "Note the finding", "zh-CN": "记录调查结果"}'),
  ('order_management.ask_customer(bigint, text)', '{"en": "Ask the customer", "zh-CN": "询问客户"}'),
  ('order_management.resolve_complaint(bigint, text, text, text)', '{"en": "Resolve", "zh-CN": "解决"}'),
  ('order_management.close_complaint(bigint, integer)', '{"en": "Close", "zh-CN": "结案"}')
) as t (routine, label);

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'complaint_id', 'when', jsonb_build_object('field', 'state', 'op', 'in', 'value', to_jsonb(t.states)),
  'fields', (
    select jsonb_agg(f.field || jsonb_build_object('name', rtrim(a.name, '!'), 'isRequired', a.name like '%!') order by a.position)
    from unnest(t.fields) with ordinality as a (name, position)
    join (values
      ('assignee_id', '{"type": "person", "from": "assignee_id", "label": {"en": "Handled by", "zh-CN": "处理人"}}'::jsonb),
      ('finding', '{"type": "long_text", "from": "finding", "label": {"en": "Finding", "zh-CN": "调查结果"}}'),
      ('measure', '{"type": "long_text", "from": "measure", "label": {"en": "Measure", "zh-CN": "处理措施"}}'),
      ('question', '{"type": "long_text", "label": {"en": "Question to the customer", "zh-CN": "询问内容"}}'),
      ('reply', '{"type": "long_text", "from": "reply", "label": {"en": "Reply to the customer", "zh-CN": "回复客户"},
        "help": {"en": "It is sent as it stands here.", "zh-CN": "将按此内容发送给客户。"}}'),
      ('csat', '{"type": "rating", "from": "csat", "label": {"en": "Satisfaction", "zh-CN": "满意度"},
        "help": {"en": "What the customer said, if anything.", "zh-CN": "客户的评价，可不填。"}}')
    ) as f (name, field) on f.name = rtrim(a.name, '!')
  )
) || t.screen::jsonb)
from (values
  ('investigate_complaint', '{open}'::text[], '{assignee_id}'::text[], '{"isPrimary": true, "text": {
    "en": "Without a name it is yours.", "zh-CN": "不填则由您处理。"}}'),
  ('assign_complaint', '{open,investigating,waiting_customer,resolved}', '{assignee_id!}', '{}'),
  ('ask_customer', '{investigating}', '{question!}', '{}'),
  ('note_finding', '{investigating,waiting_customer}', '{finding!,measure}', '{}'),
  ('resolve_complaint', '{investigating,waiting_customer}', '{finding,measure,reply!}', '{"isPrimary": true}'),
  ('close_complaint', '{resolved}', '{csat}', '{"isPrimary": true}')
) as t (name, states, fields, screen);

-- supabase/order-management/87_operations_money.sql
-- What people do with money, each with a right of its own.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.receive_payment(bigint, text, numeric, text, timestamptz, numeric, text, text)',
    '{"en": "Record payment", "zh-CN": "登记收款"}', 'orders'),
  ('order_management.expect_payment(bigint, text, numeric, text, text, text)',
    '{"en": "Expect payment", "zh-CN": "登记待收款"}', 'orders'),
  ('order_management.confirm_payment(bigint, timestamptz, text)', '{"en": "Confirm receipt", "zh-CN": "确认到账"}', 'payments'),
  ('order_management.fail_payment(bigint, text)', '{"en": "Mark as failed", "zh-CN": "标记失败"}', 'payments'),
  ('order_management.plan_refund(bigint, jsonb, numeric)', '{"en": "Preview a refund", "zh-CN": "预览退款"}', 'orders'),
  ('order_management.request_refund(bigint, text, jsonb, numeric, numeric, bigint)',
    '{"en": "Request refund", "zh-CN": "申请退款"}', 'orders'),
  ('order_management.approve_refund(bigint, text)', '{"en": "Approve", "zh-CN": "批准"}', 'refunds'),
  ('order_management.send_refund(bigint, text, text, text)', '{"en": "Mark as under way", "zh-CN": "标记打款中"}', 'refunds'),
  ('order_management.pay_out_refund(bigint, text, text, text, text)', '{"en": "Mark as paid out", "zh-CN": "确认已打款"}', 'refunds'),
  ('order_management.reject_refund(bigint, text)', '{"en": "Reject", "zh-CN": "驳回"}', 'refunds'),
  ('order_management.issue_invoice(bigint, text, text, numeric, text, text, text)',
    '{"en": "Issue invoice", "zh-CN": "开具发票"}', 'orders'),
  ('order_management.credit_invoice(bigint, text, numeric)', '{"en": "Issue credit note", "zh-CN": "开具红字发票"}', 'invoices')
) as t (routine, label, entity);

-- supabase/order-management/87_operations_reports.sql
-- Reports as operations: the right to run one is given per role, and what it shows is what the role may read.

select engine.define_operation(t.name, t.label::jsonb, t.entity)
from (values
  ('report_sales', '{"en": "Report: sales", "zh-CN": "报表：销售趋势"}', 'orders'),
  ('report_order_values', '{"en": "Report: order values", "zh-CN": "报表：客单价"}', 'orders'),
  ('report_order_amounts', '{"en": "Report: order amounts", "zh-CN": "报表：订单金额分布"}', 'orders'),
  ('report_units', '{"en": "Report: top products by pieces", "zh-CN": "报表：热销商品（件数）"}', 'orders'),
  ('report_revenue', '{"en": "Report: top products by revenue", "zh-CN": "报表：热销商品（净收入）"}', 'orders'),
  ('report_slow_stock', '{"en": "Report: slow sellers", "zh-CN": "报表：滞销商品"}', 'stock'),
  ('report_repeat', '{"en": "Report: returning customers", "zh-CN": "报表：复购率"}', 'orders'),
  ('report_hours', '{"en": "Report: peak hours", "zh-CN": "报表：下单高峰"}', 'orders'),
  ('report_regions', '{"en": "Report: regions", "zh-CN": "报表：区域偏好"}', 'orders'),
  ('report_stages', '{"en": "Report: time per stage", "zh-CN": "报表：各环节用时"}', 'orders'),
  ('report_on_time', '{"en": "Report: shipped on time", "zh-CN": "报表：准时发货率"}', 'orders'),
  ('report_carriers', '{"en": "Report: carriers", "zh-CN": "报表：物流时效"}', 'shipments'),
  ('report_complaints', '{"en": "Report: complaints", "zh-CN": "报表：投诉分析"}', 'complaints')
) as t (name, label, entity);

-- supabase/order-management/87_ship_operations.sql
-- What people do in fulfilment, as operations that a role may be allowed to run.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.release_sub_order(bigint)', '{"en": "Release to warehouse", "zh-CN": "下发仓库"}', 'fulfillment_orders'),
  ('order_management.pick_list(bigint[])', '{"en": "Read pick lists", "zh-CN": "查看拣货单"}', 'fulfillment_orders'),
  ('order_management.start_picking(bigint)', '{"en": "Start picking", "zh-CN": "开始拣货"}', 'fulfillment_orders'),
  ('order_management.confirm_pick(bigint, jsonb, text)', '{"en": "Confirm pick", "zh-CN": "确认拣货"}', 'fulfillment_orders'),
  ('order_management.pack_parcel(bigint, jsonb, integer)', '{"en": "Pack", "zh-CN": "打包"}', 'fulfillment_orders'),
  ('order_management.assign_backorder(bigint, bigint)', '{"en": "Assign stock", "zh-CN": "分配库存"}', 'fulfillment_orders'),
  ('order_management.merge_options(bigint)', '{"en": "See what can ship together", "zh-CN": "查看可合并发货"}', 'orders'),
  ('order_management.merge_sub_orders(bigint[])', '{"en": "Ship together", "zh-CN": "合并发货"}', 'fulfillment_orders'),
  ('order_management.separate_sub_order(bigint)', '{"en": "Ship apart", "zh-CN": "取消合并"}', 'fulfillment_orders'),
  ('order_management.ship_parcel(bigint, text, bigint, timestamptz)', '{"en": "Ship", "zh-CN": "发货"}', 'shipments'),
  ('order_management.unpack_parcel(bigint, text)', '{"en": "Unpack", "zh-CN": "拆包"}', 'shipments'),
  ('order_management.record_tracking(bigint, text, timestamptz, text, text)',
    '{"en": "Record tracking", "zh-CN": "登记物流"}', 'shipments'),
  ('order_management.correct_parcel(bigint, bigint, text, text)', '{"en": "Change carrier", "zh-CN": "更改物流"}', 'shipments')
) as t (routine, label, entity);

-- supabase/order-management/88_operation_forms.sql
-- What the app asks for before it runs an operation.

create function order_management.asked(names text[])
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(
    f.field || jsonb_build_object('name', f.name) || case
      when a.name = 'note!' then '{"isRequired": true, "label": {"en": "Reason", "zh-CN": "原因"}}'
      when a.name like '%!' then '{"isRequired": true}'
      else '{}'
    end::jsonb
    order by a.position
  )
  from unnest(names) with ordinality as a (name, position)
  join (values
    ('qty', '{"type": "integer", "isRequired": true, "label": {"en": "Quantity", "zh-CN": "数量"}}'::jsonb),
    ('counted', '{"type": "integer", "isRequired": true, "from": "on_hand", "label": {"en": "Counted", "zh-CN": "实盘数量"},
      "help": {"en": "What lies there, reserved pieces included", "zh-CN": "实际在库数量，含已占用"}}'),
    ('unit_cost', '{"type": "decimal", "options": {"scale": 4}, "label": {"en": "Cost per piece", "zh-CN": "单件成本"}}'),
    ('bin', '{"type": "text", "label": {"en": "Bin", "zh-CN": "库位"}}'),
    ('sku_id', '{"type": "relation", "target": "skus", "isRequired": true, "label": {"en": "SKU", "zh-CN": "SKU"}}'),
    ('to_warehouse_id', '{"type": "relation", "target": "warehouses", "isRequired": true,
      "label": {"en": "To warehouse", "zh-CN": "调入仓库"}}'),
    ('note', '{"type": "text", "label": {"en": "Note", "zh-CN": "备注"}}')
  ) as f (name, field) on f.name = rtrim(a.name, '!');
$$;
comment on function order_management.asked is 'Fields of operation forms that several operations share, by name and in this order; `!` makes one required.';

select engine.show_operation(t.name, jsonb_build_object('key', t.key, 'fields', order_management.asked(t.fields)) || t.screen::jsonb)
from (values
  ('receive_stock', 'stock_id', '{qty,unit_cost,bin,note}'::text[], '{"isPrimary": true}'),
  ('count_stock', 'stock_id', '{counted,note}', '{"text": {
    "en": "A difference is booked as a loss or a find.", "zh-CN": "差异将记为盘亏或盘盈。"}}'),
  ('transfer_stock', 'stock_id', '{to_warehouse_id,qty,note}', '{}'),
  ('damage_stock', 'stock_id', '{qty,note!}', '{"isDanger": true}'),
  ('correct_stock', 'stock_id', '{qty,note!}', '{"text": {
    "en": "Adds pieces; a negative number takes them away.", "zh-CN": "填正数增加，填负数减少。"}}'),
  ('receive_goods', 'warehouse_id', '{sku_id,qty,unit_cost,bin,note}', '{"isPrimary": true, "when": {
    "field": "is_active", "op": "eq", "value": true}}')
) as t (name, key, fields, screen);

-- supabase/order-management/88_operation_forms_money.sql
-- What the app asks for before money moves. Ways to pay are those of the payments themselves.

create function order_management.ways_to_pay(entity text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('choices', f.options -> 'choices')
  from config.fields as f join config.entities as e on e.id = f.entity_id
  where e.name = entity and f.name = 'method';
$$;
comment on function order_management.ways_to_pay is 'The choices of the method of payments or refunds.';

create function order_management.asked_about_money(entity text, names text[])
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(
    f.field || jsonb_build_object('name', f.name) || case when a.name like '%!' then '{"isRequired": true}' else '{}' end::jsonb
      || case f.name when 'method' then jsonb_build_object('options', order_management.ways_to_pay(entity)) else '{}' end
      || case when a.name like '%=%' then jsonb_build_object('from', rtrim(split_part(a.name, '=', 2), '!')) else '{}' end
    order by a.position
  )
  from unnest(names) with ordinality as a (name, position)
  join (values
    ('method', '{"type": "choice", "label": {"en": "Method", "zh-CN": "方式"}}'::jsonb),
    ('amount', '{"type": "money", "label": {"en": "Amount", "zh-CN": "金额"}}'),
    ('fee', '{"type": "money", "label": {"en": "Fee", "zh-CN": "手续费"}}'),
    ('provider_ref', '{"type": "text", "label": {"en": "Provider''s reference", "zh-CN": "流水号"},
      "help": {"en": "The same reference is never booked twice", "zh-CN": "同一流水号不会重复入账"}}'),
    ('paid_at', '{"type": "datetime", "label": {"en": "Paid", "zh-CN": "付款时间"},
      "help": {"en": "Empty: now", "zh-CN": "留空为现在"}}'),
    ('title', '{"type": "text", "label": {"en": "Title", "zh-CN": "抬头"}}'),
    ('kind', '{"type": "choice", "label": {"en": "Kind", "zh-CN": "类型"}, "options": {"choices": [
      {"value": "normal", "label": {"en": "Invoice", "zh-CN": "普通发票"}, "color": "blue"},
      {"value": "vat", "label": {"en": "VAT invoice", "zh-CN": "增值税专用发票"}, "color": "purple"}]}}'),
    ('tax_no', '{"type": "text", "label": {"en": "Tax number", "zh-CN": "税号"},
      "help": {"en": "A VAT invoice needs one", "zh-CN": "专用发票必填"}}'),
    ('email', '{"type": "email", "label": {"en": "Send to", "zh-CN": "接收邮箱"}}'),
    ('note', '{"type": "text", "label": {"en": "Note", "zh-CN": "备注"}}'),
    ('reason', '{"type": "text", "label": {"en": "Reason", "zh-CN": "原因"}}')
  ) as f (name, field) on f.name = substring(a.name from '^\w+');
$$;
comment on function order_management.asked_about_money is
  'Fields of operation forms about money, by name and in this order; `=field` takes the first value from the record, `!` makes
one required.';

select engine.show_operation(t.name, jsonb_build_object(
  'key', t.key, 'fields', order_management.asked_about_money(t.entity, t.fields)
) || t.screen::jsonb)
from (values
  ('receive_payment', 'payments', 'order_id', '{method!,amount=balance_due!,provider_ref,paid_at,note}'::text[],
    '{"when": {"field": "balance_due", "op": "gt", "value": 0}}'),
  ('expect_payment', 'payments', 'order_id', '{method!,amount=balance_due!,provider_ref,note}', '{
    "when": {"field": "balance_due", "op": "gt", "value": 0}, "text": {
      "en": "It counts as soon as somebody confirms that it has arrived.", "zh-CN": "确认到账后才计入已付金额。"}}'),
  ('confirm_payment', 'payments', 'payment_id', '{paid_at,note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "method", "provider_ref"], "when": {"field": "state", "op": "eq", "value": "pending"}}'),
  ('fail_payment', 'payments', 'payment_id', '{note!}', '{
    "isDanger": true, "shows": ["order_id", "amount", "method", "provider_ref"], "when": {"field": "state", "op": "eq", "value": "pending"}}'),
  ('approve_refund', 'refunds', 'refund_id', '{note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "reason", "requested_by_id"], "when": {"field": "state", "op": "eq", "value": "requested"}}'),
  ('send_refund', 'refunds', 'refund_id', '{method!,provider_ref,note}', '{
    "shows": ["order_id", "amount", "reason", "approved_by_id"], "when": {"field": "state", "op": "eq", "value": "approved"}}'),
  ('pay_out_refund', 'refunds', 'refund_id', '{method=method!,provider_ref=provider_ref,note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "reason", "approved_by_id"], "when": {"field": "state", "op": "in", "value": ["approved", "processing"]}}'),
  ('reject_refund', 'refunds', 'refund_id', '{note!}', '{
    "isDanger": true, "shows": ["order_id", "amount", "reason", "requested_by_id"], "when": {"field": "state", "op": "in", "value": ["requested", "approved", "processing"]}}'),
  ('issue_invoice', 'invoices', 'order_id', '{title=ship_name!,amount=invoiceable_total!,kind,tax_no,email,note}', '{
    "when": {"field": "invoiceable_total", "op": "gt", "value": 0}, "text": {
      "en": "It gets the next number and is never changed; a credit note takes it back.",
      "zh-CN": "将取得下一个连续号码，开具后不可更改，只能以红字发票冲回。"}}'),
  ('credit_invoice', 'invoices', 'invoice_id', '{amount,note!}', '{
    "isDanger": true, "shows": ["order_id", "title", "amount"], "when": {"all": [
      {"field": "kind", "op": "neq", "value": "credit_note"}, {"field": "state", "op": "neq", "value": "credited"}]},
    "text": {"en": "Takes the invoice back: without an amount all that is left of it.", "zh-CN": "冲回该发票；不填金额则冲回全部余额。"}}')
) as t (name, entity, key, fields, screen);

-- supabase/order-management/88_order_operation_forms.sql
-- When the operations of an order are offered, and what they ask for.

create function order_management.asked_recipient()
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('name', f.name, 'type', 'text', 'from', f.name, 'label', jsonb_build_object(
    'en', f.en, 'zh-CN', f.zh
  )) order by f.position)
  from (values
    (1, 'ship_name', 'Recipient', '收货人'), (2, 'ship_phone', 'Phone', '收货电话'), (3, 'ship_province', 'Province', '省份'),
    (4, 'ship_city', 'City', '城市'), (5, 'ship_district', 'District', '区县'), (6, 'ship_street', 'Street address', '详细地址'),
    (7, 'ship_zip', 'Postal code', '邮编')
  ) as f (position, name, en, zh);
$$;
comment on function order_management.asked_recipient is 'Recipient and address as arguments of a form, beginning with what is there.';

create function order_management.asked_choice(argument text, label jsonb, entity_name text, field_name text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object(
    'name', argument, 'type', 'choice', 'isRequired', true, 'label', asked_choice.label,
    'options', jsonb_build_object('choices', f.options -> 'choices')
  ))
  from config.fields as f where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
$$;
comment on function order_management.asked_choice is 'An argument of a form that takes one of the choices of a field.';

select engine.show_operation(t.name, jsonb_build_object('key', t.key, 'fields', case
  when t.asked is null then order_management.asked(t.fields)
  else t.asked || order_management.asked(t.fields)
end) || t.screen::jsonb)
from (values
  ('submit_order', 'order_id', null::jsonb, '{note}'::text[], '{"isPrimary": true,
    "when": {"field": "lifecycle", "op": "eq", "value": "draft"}}'),
  ('approve_order', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "lifecycle", "op": "eq", "value": "pending_review"}, {"field": "hold_reasons", "op": "is_empty"},
    {"field": "attention_reasons", "op": "is_empty"}]}}'),
  ('release_hold', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "hold_reasons", "op": "is_not_empty"}, {"field": "lifecycle", "op": "nin", "value": ["completed", "cancelled"]}]}}'),
  ('complete_order', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "lifecycle", "op": "eq", "value": "processing"}, {"field": "fulfillment_status", "op": "eq", "value": "delivered"},
    {"field": "aftersale_status", "op": "neq", "value": "open"}]}}'),
  ('hold_order', 'order_id', order_management.asked_choice('hold_reason', '{"en": "Because of", "zh-CN": "原因"}', 'orders', 'hold_reasons'), '{note}', '{"when": {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    "text": {"en": "Nothing of this order is confirmed, split or shipped until the hold is released.",
      "zh-CN": "解除挂起前，此订单不会审核、拆单或发货。"}}'),
  ('cancel_order', 'order_id', order_management.asked_choice('cancelled_by', '{"en": "Cancelled by", "zh-CN": "取消方"}', 'orders', 'cancelled_by'), '{note!}', '{"isDanger": true, "when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]},
    "text": {"en": "Reserved stock becomes free, and a refund is requested for what was paid.",
      "zh-CN": "占用的库存将释放，已付金额将申请退款。"}}'),
  ('change_recipient', 'order_id', order_management.asked_recipient(), '{note!}', '{"when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]}}'),
  ('change_for_customer', 'order_id', order_management.asked_recipient(), '{note}', '{"when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]},
    "text": {"en": "Only what the shop lets customers change, within its time after confirming.",
      "zh-CN": "仅限店铺允许客户修改的内容，且在审核后的可修改时间内。"}}'),
  ('change_quantity', 'line_id', '[{"name": "qty", "type": "integer", "isRequired": true, "from": "qty",
      "label": {"en": "Quantity", "zh-CN": "数量"}, "help": {"en": "0 cancels the line", "zh-CN": "填 0 取消此行"}}]',
    '{note!}', '{"isPrimary": true, "when": {"field": "qty_shipped", "op": "eq", "value": 0}, "text": {
    "en": "Stock is reserved anew. What is paid too much or too little waits on the order to be settled.",
    "zh-CN": "库存将重新占用，多付或少付的金额记为待结差额。"}}'),
  ('collect_difference', 'order_id', order_management.asked_choice(
      'method', '{"en": "Paid by", "zh-CN": "支付方式"}', 'payments', 'method'
    ), '{note}', '{"isPrimary": true, "when": {"field": "pending_difference", "op": "gt", "value": 0}}'),
  ('refund_difference', 'order_id', null, '{note!}', '{
    "isPrimary": true, "when": {"field": "pending_difference", "op": "lt", "value": 0}}'),
  ('waive_difference', 'order_id', null, '{note!}', '{"when": {"field": "pending_difference", "op": "neq", "value": 0}, "text": {
    "en": "What the customer owes becomes a discount; what he is owed stays with us.",
    "zh-CN": "客户应补的金额记为优惠；应退的金额不再退还。"}}'),
  ('call_back', 'sub_order_id', null, '{note!}', '{
    "when": {"field": "status", "op": "in", "value": ["released", "picking", "packed"]},
    "text": {"en": "The sub-order goes back to reserved, so that its order can be changed or cancelled.",
      "zh-CN": "子订单退回已占用状态，以便修改或取消订单。"}}')
) as t (name, key, asked, fields, screen);

-- supabase/order-management/88_ship_forms.sql
-- What the app asks for before it runs an operation of fulfilment, and in which state it offers it.

create function order_management.while_in(field text, variadic states text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('field', field, 'op', 'in', 'value', to_jsonb(states));
$$;
comment on function order_management.while_in is 'Condition that a field is one of these.';

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'sub_order_id', 'when', t.condition, 'fields', coalesce(t.fields, '[]'::jsonb)
) || t.screen::jsonb)
from (values
  ('release_sub_order', order_management.while_in('status', 'planned', 'reserved'), null::jsonb,
    '{"isPrimary": true, "isBatch": true}'),
  ('start_picking', order_management.while_in('status', 'released'), null, '{"isPrimary": true, "isBatch": true}'),
  ('confirm_pick', jsonb_build_object('all', jsonb_build_array(
    order_management.while_in('status', 'picking'), '{"field": "picked_at", "op": "is_empty"}'::jsonb
  )), null, '{"isPrimary": true, "isBatch": true, "text": {
    "en": "All pieces were found. Where some are missing, pick on the page “Pick and ship”.",
    "zh-CN": "全部拣齐。如有缺货，请在“拣货发货”页面操作。"}}'),
  ('pack_parcel', jsonb_build_object('all', jsonb_build_array(
    order_management.while_in('status', 'picking'), '{"field": "picked_at", "op": "is_not_empty"}'::jsonb
  )), '[{"name": "weight_g", "type": "integer", "label": {"en": "Weight (g)", "zh-CN": "重量（克）"},
    "help": {"en": "Empty: as the SKUs say", "zh-CN": "留空则按 SKU 重量计算"}}]',
    '{"isPrimary": true, "isBatch": true}'),
  ('assign_backorder', order_management.while_in('status', 'backorder'),
    '[{"name": "warehouse_id", "type": "relation", "target": "warehouses", "label": {"en": "Warehouse", "zh-CN": "仓库"},
    "help": {"en": "Empty: the best one that has it all", "zh-CN": "留空则自动选择有货的最优仓库"}}]',
    '{"isPrimary": true, "isBatch": true}'),
  ('separate_sub_order', '{"field": "parcel_group_id", "op": "is_not_empty"}', null, '{}')
) as t (name, condition, fields, screen);

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'shipment_id', 'when', t.condition, 'fields', t.fields
) || t.screen::jsonb)
from (values
  ('ship_parcel', order_management.while_in('status', 'packed'), '[
    {"name": "tracking_no", "type": "text", "isRequired": true, "from": "tracking_no",
      "label": {"en": "Tracking number", "zh-CN": "运单号"}},
    {"name": "carrier_id", "type": "relation", "target": "carriers", "isRequired": true, "from": "carrier_id",
      "label": {"en": "Carrier", "zh-CN": "物流公司"}},
    {"name": "expected_at", "type": "datetime", "label": {"en": "Expected", "zh-CN": "预计送达"}}
  ]'::jsonb, '{"isPrimary": true}'),
  ('record_tracking', order_management.while_in('status', 'shipped'), jsonb_build_array(
    jsonb_build_object('name', 'code', 'type', 'choice', 'isRequired', true, 'label', '{"en": "State", "zh-CN": "状态"}'::jsonb,
      'options', (
        select f.options from config.fields as f join config.entities as e on e.id = f.entity_id
        where (e.name, f.name) = ('tracking_events', 'code')
      )),
    '{"name": "at", "type": "datetime", "label": {"en": "When", "zh-CN": "时间"},
      "help": {"en": "Empty: now", "zh-CN": "留空则为当前时间"}}'::jsonb,
    '{"name": "location", "type": "text", "label": {"en": "Place", "zh-CN": "地点"}}'::jsonb,
    '{"name": "description", "type": "text", "label": {"en": "Description", "zh-CN": "描述"}}'::jsonb
  ), '{"isPrimary": true}'),
  ('correct_parcel', order_management.while_in('status', 'packed', 'shipped'), '[
    {"name": "carrier_id", "type": "relation", "target": "carriers", "isRequired": true, "from": "carrier_id",
      "label": {"en": "Carrier", "zh-CN": "物流公司"}},
    {"name": "tracking_no", "type": "text", "from": "tracking_no", "label": {"en": "Tracking number", "zh-CN": "运单号"}}
  ]'::jsonb || order_management.asked('{note!}'), '{}'),
  ('unpack_parcel', order_management.while_in('status', 'packed'), order_management.asked('{note!}'), '{"isDanger": true}')
) as t (name, condition, fields, screen);

-- supabase/order-management/89_forms.sql
-- Forms of what people fill in most.

select engine.define_form('orders', engine.layout(
  engine.layout_tab('{"en": "Order", "zh-CN": "订单"}',
    engine.layout_section('{"en": "Origin", "zh-CN": "来源"}', 2, 'channel_id', 'external_no', 'customer_id', 'placed_at',
      'assignee_id', 'payment_terms'),
    engine.layout_section('{"en": "Status", "zh-CN": "状态"}', 3, 'status', 'payment_status', 'fulfillment_status',
      'lifecycle', 'aftersale_status', 'promised_ship_at', 'cancelled_by', 'cancel_reason*'),
    engine.layout_section('{"en": "Amounts", "zh-CN": "金额"}', 3, 'currency', 'goods_total', 'discount_total',
      'shipping_total', 'tax_total', 'grand_total', 'paid_total', 'refunded_total', 'platform_fee')
  )
), '[{
  "key": "cancelled", "label": {"en": "Only cancelled orders have a reason", "zh-CN": "仅取消的订单有原因"},
  "kind": "show", "fields": ["cancelled_by", "cancel_reason"],
  "condition": {"field": "lifecycle", "op": "eq", "value": "cancelled"},
  "value": null, "message": null, "is_enforced": false, "is_enabled": true
}]');

select engine.define_form('customers', engine.layout(
  engine.layout_tab('{"en": "Customer", "zh-CN": "客户"}',
    engine.layout_section(null, 2, 'name', 'level', 'phone', 'email', 'country', 'points', 'tags*'),
    engine.layout_section('{"en": "Notes", "zh-CN": "备注"}', 1, 'note', 'is_blocked')
  )
));

select engine.define_form('products', engine.layout(
  engine.layout_tab('{"en": "Product", "zh-CN": "产品"}',
    engine.layout_section(null, 2, 'product_code', 'name', 'category', 'brand', 'is_active'),
    engine.layout_section('{"en": "Description", "zh-CN": "描述"}', 1, 'description')
  )
));

select engine.define_form('complaints', engine.layout(
  engine.layout_tab('{"en": "Complaint", "zh-CN": "投诉"}',
    engine.layout_section(null, 2, 'subject*', 'type', 'severity', 'order_id', 'customer_id', 'channel_id', 'due_at',
      'description*')
  ),
  engine.layout_tab('{"en": "Handling", "zh-CN": "处理"}',
    engine.layout_section(null, 2, 'state', 'assignee_id'),
    engine.layout_section('{"en": "Outcome", "zh-CN": "结果"}', 1, 'finding', 'measure', 'reply', 'csat'),
    engine.layout_section('{"en": "Platform", "zh-CN": "平台"}', 3, 'is_negative_feedback', 'is_az_claim', 'is_claim_denied',
      'is_chargeback')
  )
), '[
  {
    "key": "csat", "label": {"en": "Satisfaction is asked at the end", "zh-CN": "结束后才评价满意度"},
    "kind": "show", "fields": ["csat"],
    "condition": {"field": "state", "op": "in", "value": ["resolved", "closed"]},
    "value": null, "message": null, "is_enforced": false, "is_enabled": true
  },
  {
    "key": "closed", "label": {"en": "A closed complaint stays as it was", "zh-CN": "已结案的投诉保持原样"},
    "kind": "lock", "fields": ["type", "subject", "description", "finding"],
    "condition": {"field": "state", "op": "eq", "value": "closed"},
    "value": null, "message": null, "is_enforced": true, "is_enabled": true
  }
]');

-- supabase/order-management/89_notices.sql
-- Whom the app tells of what by itself: new orders, orders to approve, low stock, late orders.

select engine.define_notice('new_order', '{"en": "New order", "zh-CN": "新订单"}', 'orders', 'customer_service', 'manager');
select engine.define_notice('needs_review', '{"en": "Order to approve", "zh-CN": "待审核订单"}', 'orders', 'manager', 'admin');
select engine.define_notice('low_stock', '{"en": "Low stock", "zh-CN": "库存不足"}', 'stock_alerts', 'warehouse', 'manager');
select engine.define_notice('overdue', '{"en": "Order overdue", "zh-CN": "订单逾期"}', 'orders', 'customer_service', 'manager');

-- An import of last year's orders is no news.
create function order_management.tell_new_orders()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  perform engine.notify('new_order', (
    select array_agg(t.id::text) from touched as t
    where t.lifecycle not in ('completed', 'cancelled') and t.placed_at > now() - interval '2 days'
  ));
  return null;
end;
$$;
comment on function order_management.tell_new_orders is 'Tells who looks after orders that new ones are here.';
select order_management.watch('orders', 'tell_new_orders', '{insert}');

-- The amount of an order is known only when its lines are there, so every change of it is looked at.
create function order_management.tell_reviews()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  if not exists (select from touched as t where t.lifecycle = 'pending_review') then
    return null;
  end if;
  perform engine.notify('needs_review', (
    select array_agg(o.id::text)
    from touched as t
    join previous as p on p.id = t.id
    join public.orders as o on o.id = t.id
    where t.lifecycle = 'pending_review' and t.placed_at > now() - interval '30 days'
      and (p.lifecycle, p.grand_total, p.customer_id) is distinct from (t.lifecycle, t.grand_total, t.customer_id)
      and order_management.needs_approval(o)
  ));
  return null;
end;
$$;
comment on function order_management.tell_reviews is 'Tells who may approve that an order waits for him, once.';
select order_management.watch('orders', 'tell_reviews', '{update}');

create function order_management.tell_low_stock()
returns trigger
language plpgsql volatile security definer set search_path = '' -- notices are granted to nobody
as $$
begin
  perform engine.notify('low_stock', (select array_agg(t.id::text) from touched as t));
  return null;
end;
$$;
comment on function order_management.tell_low_stock is 'Tells of stock that has become low, to those of the place.';
select order_management.watch('stock_alerts', 'tell_low_stock', '{insert}');

-- A new promise is a new matter, hence the moment. Whoever looks after an order is told himself; the roles hear of orders
-- that nobody looks after, or whose owner cannot see them any more.
create function order_management.tell_overdue()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, looks at all orders
as $$
declare
  late record;
  unowned text[];
begin
  for late in
    select o.promised_ship_at::date::text as promised, array_agg(o.id::text) filter (where o.assignee_id is null) as ids,
      jsonb_agg(jsonb_build_object('order', o.id, 'owner', o.assignee_id)) filter (where o.assignee_id is not null) as owned
    from public.orders as o
    where o.promised_ship_at between now() - interval '30 days' and now()
      and o.lifecycle in ('confirmed', 'processing') and o.fulfillment_status in ('unfulfilled', 'partial')
    group by 1 order by 1
  loop
    select array_agg(own ->> 'order') into unowned
    from jsonb_array_elements(late.owned) as own
    where not engine.notify_member('overdue', (own ->> 'owner')::uuid, own ->> 'order', ' ' || late.promised);
    perform engine.notify('overdue', late.ids || unowned, ' ' || late.promised);
  end loop;
end;
$$;
comment on function order_management.tell_overdue is
  'Tells once per promise of orders that should have been shipped by now: their owners, else the roles; a job.';
insert into engine.jobs (key, routine, every) values ('tell_overdue', 'order_management.tell_overdue()', '5 minutes');

-- supabase/order-management/90_roles.sql
-- The six roles, what is "mine", and the named row conditions. All of it can be changed in the app.

select engine.define_role(t.key, t.label::jsonb, t.options::jsonb)
from (values
  ('admin', '{"en": "Admin", "zh-CN": "管理员"}',
    '{"rank": 0, "can_view_as": true, "may_configure": ["members", "roles", "entities", "views", "settings"]}'),
  ('manager', '{"en": "Manager", "zh-CN": "经理"}', '{"rank": 20, "can_view_as": true, "may_configure": ["views"]}'),
  ('customer_service', '{"en": "Customer service", "zh-CN": "客服"}', '{"rank": 40}'),
  ('finance', '{"en": "Finance", "zh-CN": "财务"}', '{"rank": 40}'),
  ('warehouse', '{"en": "Warehouse", "zh-CN": "仓库"}', '{"rank": 40}'),
  ('viewer', '{"en": "Viewer", "zh-CN": "只读"}', '{"rank": 60}')
) as t (key, label, options);

select engine.define_variable('my_warehouses', 'warehouses', '{"en": "My warehouses", "zh-CN": "我的仓库"}');
select engine.define_variable('my_channels', 'channels', '{"en": "My channels", "zh-CN": "我的渠道"}');

select engine.define_scope(t.key, t.label::jsonb, t.condition::jsonb)
from (values
  ('own_warehouses', '{"en": "Of my warehouses", "zh-CN": "我的仓库的记录"}',
    '{"field": "warehouse_id", "op": "in", "variable": "my_warehouses"}'),
  ('shipped_by_own_warehouses', '{"en": "Shipped by my warehouses", "zh-CN": "由我的仓库发货"}',
    '{"field": "warehouse_ids", "op": "overlaps", "variable": "my_warehouses"}'),
  ('order_is_visible', '{"en": "Of orders that I see", "zh-CN": "我能看到的订单的记录"}',
    '{"field": "order_id", "op": "visible"}'),
  ('own_warehouse_records', '{"en": "My warehouses themselves", "zh-CN": "我的仓库本身"}',
    '{"field": "id", "op": "in", "variable": "my_warehouses"}'),
  ('own_channels', '{"en": "Of my channels", "zh-CN": "我的渠道的记录"}',
    '{"field": "channel_id", "op": "in", "variable": "my_channels"}'),
  ('tasks_of_warehouse_staff', '{"en": "For me or for the warehouse", "zh-CN": "分配给我或仓库的任务"}',
    '{"any": [
      {"field": "assignee_id", "op": "eq", "variable": "me"},
      {"all": [
        {"field": "assignee_id", "op": "is_empty"}, {"field": "role_key", "op": "eq", "value": "warehouse"}
      ]}
    ]}')
) as t (key, label, condition);

-- supabase/order-management/91_admin_and_manager.sql
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

-- supabase/order-management/92_customer_service.sql
-- Customer service talks to buyers: reads orders, corrects contact and address, takes returns and complaints.
-- It changes no amount, and sees neither cost nor profit.

select engine.allow('customer_service', entity, 'read')
from unnest(array[
  'order_events', 'order_links', 'fulfillment_orders', 'fulfillment_lines', 'shipment_items', 'tracking_events',
  'refunds', 'refund_lines', 'invoices', 'returns', 'return_lines', 'complaints', 'customers', 'customer_identities',
  'products', 'sku_components', 'stock', 'channel_skus', 'channels', 'warehouses', 'carriers', 'tasks', 'incidents',
  'sla_policies', 'credits', 'credit_lines'
]) as entity;
select engine.allow('customer_service', t.entity, 'read', except_fields => t.fields)
from (values
  ('orders', '{platform_fee,merge_hash,locked_fields,import_batch_id}'::text[]),
  ('order_lines', '{unit_cost}'),
  ('shipments', '{cost}'),
  ('payments', '{fee}'),
  ('skus', '{cost,supplier_id}')
) as t (entity, fields);

select engine.allow('customer_service', 'orders', 'update', fields => '{ship_name,ship_phone,ship_country,
  ship_province,ship_city,ship_district,ship_street,ship_zip,seller_note,tags,assignee_id}');

select engine.allow('customer_service', 'customers', action, fields => '{name,phone,email,country,tags,note}')
from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', 'returns', 'create', except_fields => '{state}');
select engine.allow('customer_service', 'returns', 'update', fields => '{kind,state,reason_code,description,evidence,
  deadline,decision_note,carrier_id,tracking_no}');
select engine.allow('customer_service', 'return_lines', 'create', fields => '{return_id,order_line_id,qty}');
select engine.allow('customer_service', 'complaints', action) from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', 'order_links', 'create');
select engine.allow('customer_service', 'tasks', action) from unnest(array['create', 'update']) as action;
select engine.allow('customer_service', entity, 'export') from unnest(array['returns', 'complaints']) as entity;

-- supabase/order-management/93_finance.sql
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

-- supabase/order-management/94_warehouse.sql
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

-- supabase/order-management/95_viewer.sql
-- A viewer reads how business goes, and learns nobody's phone number, mail address or street. Free texts are left
-- out, because people write such things into them; so are costs.

select engine.allow('viewer', t.entity, 'read', except_fields => t.fields)
from (values
  ('orders', '{ship_phone,ship_street,ship_zip,buyer_note,seller_note,merge_hash,locked_fields,import_batch_id,
    platform_fee}'::text[]),
  ('order_lines', '{unit_cost}'),
  ('order_events', '{old_values,new_values,note}'),
  ('order_links', '{note}'),
  ('fulfillment_orders', '{split_plan}'),
  ('shipments', '{label_url,cost,note}'),
  ('tracking_events', '{description}'),
  ('payments', '{provider_ref,fee,note}'),
  ('refunds', '{provider_ref,reason,note}'),
  ('returns', '{description,evidence,decision_note,tracking_no}'),
  ('complaints', '{subject,description,finding,measure,reply}'),
  ('customers', '{phone,email,note}'),
  ('suppliers', '{contact_name,phone,email,address}'),
  ('skus', '{cost}'),
  ('stock_movements', '{unit_cost,note}'),
  ('warehouses', '{phone,address}'),
  ('carriers', '{phone}')
) as t (entity, fields);
select engine.allow('viewer', entity, 'read')
from unnest(array[
  'fulfillment_lines', 'shipment_items', 'refund_lines', 'return_lines', 'products', 'sku_components', 'channel_skus',
  'stock', 'stock_alerts', 'channels', 'metric_limits', 'report_definitions'
]) as entity;

-- supabase/order-management/95_views.sql
-- Where a day of work begins: the views that everybody finds. Each shows its first page from an index.

create function order_management.view(entity text, type text, en text, zh text, settings jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.define_view(entity, jsonb_build_object('en', en, 'zh-CN', zh), type, settings);
$$;
comment on function order_management.view is 'A shared view, in one line.';

select order_management.view(t.entity, t.type, t.en, t.zh, t.settings::jsonb)
from (values
  ('orders', 'table', 'To review', '待审核', '{
    "filter": {"field": "lifecycle", "op": "eq", "value": "pending_review"},
    "sort": [{"field": "placed_at", "descending": false}],
    "queue": {"position": 10, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'Needs attention', '需处理', '{
    "filter": {"all": [
      {"field": "lifecycle", "op": "in", "value": ["pending_review", "confirmed", "processing"]},
      {"any": [
        {"field": "attention_reasons", "op": "is_not_empty"}, {"field": "hold_reasons", "op": "is_not_empty"}]}]},
    "sort": [{"field": "placed_at", "descending": false}],
    "columns": [{"field": "order_no"}, {"field": "attention_reasons"}, {"field": "hold_reasons"}, {"field": "channel_id"},
      {"field": "ship_name"}, {"field": "grand_total"}, {"field": "placed_at"}, {"field": "ship_due_at"}],
    "queue": {"position": 20, "due": "promised_ship_at", "since": "placed_at", "operations": ["change_recipient", "release_hold"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'To ship', '待发货', '{
    "filter": {"field": "status", "op": "eq", "value": "to_ship"},
    "sort": [{"field": "placed_at", "descending": false}],
    "queue": {"position": 60, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'Overdue', '已超时', '{
    "filter": {"all": [
      {"field": "fulfillment_status", "op": "in", "value": ["unfulfilled", "partial"]},
      {"field": "lifecycle", "op": "in", "value": ["confirmed", "processing"]},
      {"field": "promised_ship_at", "op": "lt", "variable": "now"}]},
    "queue": {"position": 5, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order", "start_picking"]},
    "sort": [{"field": "promised_ship_at", "descending": false}]}'),
  ('orders', 'table', 'To pay', '待支付', '{"filter": {"field": "status", "op": "eq", "value": "to_pay"}}'),
  ('orders', 'kanban', 'By stage', '按进度', '{
    "lane": "status",
    "filter": {"field": "status", "op": "in", "value": ["to_pay", "paid", "to_ship", "partially_shipped", "shipped"]},
    "sort": [{"field": "placed_at", "descending": false}],
    "aggregates": [{"field": "grand_total", "op": "sum"}],
    "colours": [{"color": "red", "condition": {"field": "ship_due_at", "op": "lt", "variable": "now"}}],
    "columns": [{"field": "order_no"}, {"field": "ship_name"}, {"field": "grand_total"}, {"field": "placed_at"},
      {"field": "ship_due_at"}]}'),
  ('tasks', 'kanban', 'By state', '按状态', '{"lane": "state"}'),
  ('tasks', 'table', 'Mine', '我的任务', '{
    "queue": {"position": 100, "due": "due_at"},
    "filter": {"all": [
      {"field": "assignee_id", "op": "eq", "variable": "me"}, {"field": "state", "op": "neq", "value": "done"}]}}'),
  ('tasks', 'calendar', 'By due date', '按截止时间', '{"date": "due_at"}'),

  ('fulfillment_orders', 'table', 'To release', '待下发', '{
    "filter": {"field": "status", "op": "in", "value": ["planned", "reserved"]},
    "sort": [{"field": "created_at", "descending": false}],
    "queue": {"position": 40, "due": "ship_by", "since": "created_at", "operations": ["release_sub_order"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'To pick', '待拣货', '{
    "filter": {"field": "status", "op": "in", "value": ["released", "picking"]},
    "sort": [{"field": "ship_by", "descending": false}],
    "queue": {"position": 45, "due": "ship_by", "since": "created_at", "operations": ["start_picking"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'Packed, to ship', '已打包待发', '{
    "filter": {"field": "status", "op": "eq", "value": "packed"},
    "sort": [{"field": "ship_by", "descending": false}],
    "queue": {"position": 50, "due": "ship_by", "since": "created_at", "operations": ["ship_parcel"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'Out of stock', '缺货', '{
    "queue": {"position": 55, "due": "ship_by", "since": "created_at", "operations": ["assign_backorder"]},
    "sort": [{"field": "created_at", "descending": false}],
    "filter": {"field": "status", "op": "eq", "value": "backorder"}}'),
  ('fulfillment_orders', 'kanban', 'In the warehouse', '仓库作业', '{
    "lane": "status",
    "filter": {"field": "status", "op": "in", "value": ["planned", "reserved", "released", "picking", "packed"]}}'),
  ('shipments', 'table', 'On the way', '运输中', '{"filter": {"field": "status", "op": "eq", "value": "shipped"}}'),

  ('payments', 'table', 'To confirm', '待确认', '{
    "filter": {"field": "state", "op": "eq", "value": "pending"},
    "sort": [{"field": "created_at", "descending": false}],
    "queue": {"position": 30, "since": "created_at", "operations": ["confirm_payment"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),
  ('refunds', 'table', 'To approve', '待批准', '{
    "filter": {"field": "state", "op": "eq", "value": "requested"},
    "sort": [{"field": "requested_at", "descending": false}],
    "queue": {"position": 70, "since": "requested_at", "operations": ["approve_refund"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('refunds', 'table', 'To pay out', '待打款', '{
    "filter": {"field": "state", "op": "in", "value": ["approved", "processing"]},
    "sort": [{"field": "requested_at", "descending": false}],
    "queue": {"position": 75, "since": "requested_at", "operations": ["pay_out_refund"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('returns', 'table', 'Open, by deadline', '处理中，按期限', '{
    "filter": {"field": "state", "op": "in", "value": ["requested", "approved", "in_transit", "received", "inspected"]},
    "queue": {"position": 85, "due": "deadline", "since": "requested_at", "operations": ["hold_order", "start_picking"]},
    "sort": [{"field": "deadline", "descending": false}]}'),
  ('complaints', 'table', 'Queue', '待处理', '{
    "filter": {"field": "state", "op": "in", "value": ["open", "investigating", "waiting_customer"]},
    "queue": {"position": 80, "due": "due_at", "since": "created_at", "operations": ["investigate_complaint"]},
    "sort": [{"field": "due_at", "descending": false}],
    "colours": [{"color": "red", "condition": {"field": "due_at", "op": "lt", "variable": "now"}}]}'),
  ('complaints', 'table', 'Mine', '我的投诉', '{
    "filter": {"all": [
      {"field": "assignee_id", "op": "eq", "variable": "me"}, {"field": "state", "op": "neq", "value": "closed"}]},
    "sort": [{"field": "due_at", "descending": false}],
    "colours": [{"color": "red", "condition": {"field": "due_at", "op": "lt", "variable": "now"}}]}'),
  ('complaints', 'calendar', 'By due date', '按截止时间', '{
    "date": "due_at",
    "filter": {"field": "state", "op": "in", "value": ["open", "investigating", "waiting_customer"]}}'),
  ('complaints', 'kanban', 'By state', '按状态', '{"lane": "state"}'),

  ('products', 'gallery', 'Gallery', '图库', '{"cover": "name"}'),
  ('stock', 'table', 'None left', '无可用库存', '{
    "filter": {"field": "available", "op": "lte", "value": 0},
    "colours": [{"color": "red", "condition": {"field": "available", "op": "lt", "value": 0}}]}'),
  ('stock_alerts', 'table', 'Open', '未处理', '{
    "queue": {"position": 95, "since": "raised_at", "operations": ["receive_stock"]},
    "sort": [{"field": "raised_at", "descending": false}],
    "filter": {"field": "cleared_at", "op": "is_empty"}}')
) as t (entity, type, en, zh, settings);

-- supabase/order-management/96_operations.sql
-- Who may run which operation, as shipped.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{submit_order,approve_order,hold_order,release_hold,complete_order,cancel_order,call_back}'::text[]),
  ('manager', '{submit_order,approve_order,hold_order,release_hold,complete_order,cancel_order,call_back}'),
  ('customer_service', '{submit_order,approve_order,hold_order,release_hold,cancel_order}'),
  ('admin', '{change_quantity,change_recipient,change_for_customer,collect_difference,refund_difference,waive_difference}'),
  ('manager', '{change_quantity,change_recipient,change_for_customer,collect_difference,refund_difference,waive_difference}'),
  ('customer_service', '{change_recipient,change_for_customer}'),
  ('finance', '{hold_order,collect_difference,refund_difference,waive_difference}'),
  ('warehouse', '{call_back}'),
  ('admin', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'),
  ('manager', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'),
  ('customer_service', '{plan_split}'),
  ('warehouse', '{receive_stock,count_stock,transfer_stock,damage_stock,receive_goods}')
) as t (role_key, names);

-- supabase/order-management/96_operations_complaints.sql
-- Who handles complaints, as shipped.

select engine.allow_operations(role_key, 'assign_complaint', 'investigate_complaint', 'note_finding', 'ask_customer',
  'resolve_complaint', 'close_complaint')
from unnest(array['admin', 'manager', 'customer_service']) as role_key;

-- supabase/order-management/96_operations_money.sql
-- Who may move money, as shipped: finance and those above; nobody else, and nobody without an operation.

select engine.allow_operations(role_key, variadic '{receive_payment,expect_payment,confirm_payment,fail_payment,plan_refund,
  request_refund,approve_refund,send_refund,pay_out_refund,reject_refund,issue_invoice,credit_invoice}'::text[])
from unnest(array['admin', 'manager', 'finance']) as role_key;

-- supabase/order-management/96_operations_reports.sql
-- Who reads which report, as shipped. Costs are behind the slow sellers, money that came in behind the sales.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat,
    report_hours,report_regions,report_stages,report_on_time,report_carriers,report_complaints}'::text[]),
  ('manager', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat,
    report_hours,report_regions,report_stages,report_on_time,report_carriers,report_complaints}'),
  ('customer_service', '{report_units,report_hours,report_regions,report_on_time,report_carriers,report_complaints}'),
  ('finance', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat}'),
  ('warehouse', '{report_on_time,report_carriers}'),
  ('viewer', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_repeat,report_hours,
    report_regions,report_stages,report_on_time,report_carriers,report_complaints}')
) as t (role_key, names);

-- supabase/order-management/96_ship_operations.sql
-- Who does what in fulfilment, as shipped: the office releases, the warehouse picks, packs and ships.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{release_sub_order,pick_list,start_picking,confirm_pick,pack_parcel,assign_backorder,
    merge_options,merge_sub_orders,separate_sub_order,ship_parcel,unpack_parcel,record_tracking,correct_parcel}'::text[]),
  ('manager', '{release_sub_order,pick_list,start_picking,confirm_pick,pack_parcel,assign_backorder,
    merge_options,merge_sub_orders,separate_sub_order,ship_parcel,unpack_parcel,record_tracking,correct_parcel}'),
  ('warehouse', '{pick_list,start_picking,confirm_pick,pack_parcel,merge_options,merge_sub_orders,separate_sub_order,
    ship_parcel,unpack_parcel,record_tracking,correct_parcel}')
) as t (role_key, names);

-- supabase/order-management/99_sync.sql
-- From configuration to Postgres: roles, grants and policies.

select engine.sync_roles();
