-- Generated from supabase/order-management by "npm run migrations"; edit the sources.

-- supabase/order-management/10_schema.sql
-- A private place for what order management does behind its tables. Nobody is granted anything here.

create schema order_management;
comment on schema order_management is
  'Private: triggers and helpers of order management. Never exposed over REST.';

-- Attaches one trigger function to several events of a table. It finds the rows in `touched`
-- and, for updates, what they were in `previous`.
create function order_management.watch(
  table_name text, task text, events text[] default '{insert,update,delete}'
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
       for each statement execute function order_management.%I()',
      format('%s__%s_on_%s', table_name, task, event), event, table_name,
      case event
        when 'insert' then 'new table as touched'
        when 'delete' then 'old table as touched'
        else 'old table as previous new table as touched'
      end,
      task
    );
  end loop;
end;
$$;
comment on function order_management.watch is
  'Runs order_management.<task>() once per statement that inserts, updates or deletes rows of the table.';

-- The parent of a row never changes, so that triggers need to look at one parent only.
create function order_management.stay()
returns trigger
language plpgsql volatile security invoker set search_path = ''
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
  select array_agg(sign(total) * (share + (rank <= units - share_sum)::integer) / scale order by position)
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
  return (div(units * (done::bigint + part), quantity) - div(units * done, quantity))
    / power(10::numeric, decimals);
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

-- supabase/order-management/60_imports.sql
-- Files that were imported, every row of them, and the profiles that say how to read a file.

create table public.import_profiles (
  id bigint generated always as identity primary key,
  name text not null unique constraint import_profile_name_has_1_to_60_characters
    check (length(name) between 1 and 60),
  channel_code text not null,
  shop_name text not null,
  platform text not null,
  time_zone text not null default 'Asia/Shanghai'
    constraint time_zone_is_known check (
      timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
    ),
  currency text not null default 'CNY'
    constraint import_profile_currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
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
comment on table public.import_profiles is 'Import profile | 导入配置
How the columns of a file become orders | 文件的各列如何变成订单';
comment on column public.import_profiles.id is 'No. | 编号';
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
comment on column public.import_profiles.created_at is 'Created | 创建时间';
comment on column public.import_profiles.updated_at is 'Changed | 修改时间';

create table public.import_batches (
  id bigint generated always as identity primary key,
  profile_id bigint not null references public.import_profiles (id) on delete restrict,
  channel_id bigint not null references public.channels (id) on delete restrict,
  file_name text not null,
  sha256 text not null constraint sha256_is_a_digest check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null,
  header text[] not null,
  positions jsonb not null,
  state text not null default 'staging'
    constraint import_batch_state_is_known check (state in ('staging', 'orders', 'credits', 'done')),
  next_chunk integer not null default 0,
  row_count integer not null constraint row_count_is_not_negative check (row_count >= 0),
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  rejected_count integer not null default 0,
  order_no_count integer not null default 0,
  credit_no_count integer not null default 0,
  signed_sum numeric(20,4) not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (sha256, profile_id),
  constraint finished_batch_accounts_for_every_row check (
    state <> 'done'
    or created_count + updated_count + unchanged_count + rejected_count = row_count
  )
);
create index import_batches_profile_id_idx on public.import_batches (profile_id);
create index import_batches_channel_id_idx on public.import_batches (channel_id);
comment on table public.import_batches is 'Import | 导入批次
One file that was imported; the same file again changes nothing | 一个已导入的文件；重复导入不会改变任何数据';
comment on column public.import_batches.id is 'No. | 编号';
comment on column public.import_batches.profile_id is 'Import profile | 导入配置';
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
comment on column public.import_batches.created_at is 'Started | 开始时间';
comment on column public.import_batches.updated_at is 'Changed | 修改时间';

create table public.import_rows (
  id bigint generated always as identity primary key,
  batch_id bigint not null references public.import_batches (id) on delete cascade,
  row_no integer not null,
  chunk integer not null,
  raw text[] not null,
  state text not null default 'new'
    constraint import_row_state_is_known check (state in ('new', 'created', 'updated', 'unchanged', 'rejected')),
  reason text,
  detail jsonb,
  order_id bigint references public.orders (id) on delete set null,
  unique (batch_id, row_no),
  constraint rejected_row_has_a_reason check ((state = 'rejected') = (reason is not null))
);
create index import_rows_open_idx on public.import_rows (batch_id, chunk) where state = 'new';
create index import_rows_rejected_idx on public.import_rows (batch_id, row_no) where state = 'rejected';
create index import_rows_order_id_idx on public.import_rows (order_id);
comment on table public.import_rows is 'Imported row | 导入行
Every row of the file as it stood there, and what became of it | 文件的每一行原文及其处理结果';
comment on column public.import_rows.id is 'No. | 编号';
comment on column public.import_rows.batch_id is 'Import | 导入批次';
comment on column public.import_rows.row_no is 'Row | 行号
As a spreadsheet counts, the header is row 1 | 与电子表格一致，表头为第 1 行';
comment on column public.import_rows.chunk is 'Chunk | 分块';
comment on column public.import_rows.raw is 'Cells | 原始单元格';
comment on column public.import_rows.state is 'State | 状态';
comment on column public.import_rows.reason is 'Reason of rejection | 拒绝原因';
comment on column public.import_rows.detail is 'Details | 详情';
comment on column public.import_rows.order_id is 'Order | 订单';

-- supabase/order-management/61_credits.sql
-- What a channel took back or corrected: credits (cancellations, linked to the sale they undo) and adjustments.
-- Neither is ever a sale. Signed total of a channel = order lines - credit lines + adjustments.

create table public.credits (
  id bigint generated always as identity primary key,
  channel_id bigint not null references public.channels (id) on delete restrict,
  external_no text not null,
  customer_id bigint references public.customers (id) on delete set null,
  issued_at timestamptz not null,
  currency text not null,
  amount numeric(14,2) not null constraint credit_amount_is_not_negative check (amount >= 0),
  linked_amount numeric(14,2) not null default 0,
  import_batch_id bigint references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (channel_id, external_no),
  constraint linked_amount_is_part_of_amount check (linked_amount between 0 and amount)
);
create index credits_customer_id_idx on public.credits (customer_id);
create index credits_issued_at_idx on public.credits (issued_at desc, id);
create index credits_import_batch_id_idx on public.credits (import_batch_id);
comment on table public.credits is 'Credit | 冲销单
A sale taken back by the channel; refunds the orders it is linked to | 渠道冲销的销售；对关联订单形成退款';
comment on column public.credits.id is 'No. | 编号';
comment on column public.credits.channel_id is 'Channel | 渠道';
comment on column public.credits.external_no is 'Channel number | 渠道单号';
comment on column public.credits.customer_id is 'Customer | 客户';
comment on column public.credits.issued_at is 'Issued | 冲销时间';
comment on column public.credits.currency is 'Currency | 币种';
comment on column public.credits.amount is 'Amount | 金额';
comment on column public.credits.linked_amount is 'Linked amount | 已关联金额
The part whose order was found | 已找到原订单的部分';
comment on column public.credits.import_batch_id is 'Import | 导入批次';
comment on column public.credits.created_at is 'Created | 创建时间';
comment on column public.credits.updated_at is 'Changed | 修改时间';

create table public.credit_lines (
  id bigint generated always as identity primary key,
  credit_id bigint not null references public.credits (id) on delete cascade,
  line_no integer not null,
  sku_id bigint references public.skus (id) on delete set null,
  title text not null,
  quantity integer not null constraint credit_line_quantity_is_positive check (quantity > 0),
  unit_price numeric(14,4) not null constraint credit_line_price_is_not_negative check (unit_price >= 0),
  amount numeric(14,2) not null,
  order_line_id bigint references public.order_lines (id) on delete set null,
  refund_id bigint references public.refunds (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (credit_id, line_no)
);
create index credit_lines_sku_id_idx on public.credit_lines (sku_id);
create index credit_lines_order_line_id_idx on public.credit_lines (order_line_id);
create index credit_lines_refund_id_idx on public.credit_lines (refund_id);
comment on table public.credit_lines is 'Credit line | 冲销明细';
comment on column public.credit_lines.id is 'No. | 编号';
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
comment on column public.credit_lines.created_at is 'Created | 创建时间';

create table public.adjustments (
  id bigint generated always as identity primary key,
  channel_id bigint not null references public.channels (id) on delete restrict,
  external_no text not null,
  line_no integer not null,
  kind text not null
    constraint adjustment_kind_is_known check (kind in ('price', 'stock')),
  adjusted_at timestamptz not null,
  customer_id bigint references public.customers (id) on delete set null,
  sku_id bigint references public.skus (id) on delete set null,
  title text not null,
  quantity integer not null,
  unit_price numeric(14,4) not null,
  currency text not null,
  amount numeric(14,2) not null,
  import_batch_id bigint references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (channel_id, external_no, line_no)
);
create index adjustments_customer_id_idx on public.adjustments (customer_id);
create index adjustments_sku_id_idx on public.adjustments (sku_id);
create index adjustments_import_batch_id_idx on public.adjustments (import_batch_id);
comment on table public.adjustments is 'Adjustment | 调整
Rows of a channel that are neither a sale nor a credit | 渠道数据中既非销售也非冲销的行';
comment on column public.adjustments.id is 'No. | 编号';
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
comment on column public.adjustments.created_at is 'Created | 创建时间';
comment on column public.adjustments.updated_at is 'Changed | 修改时间';

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
  'A date with optional time, in the zone unless the text names its own offset; null when it is none. date_order: ymd, mdy, dmy
(a leading year of four digits always means ymd).';

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
    regexp_replace(code.buyer_id, '^(\d+)\.0+$', '\1'), -- a whole number that a spreadsheet took for a decimal
    nullif(btrim(r.raw[at.buyer_name]), ''), nullif(btrim(r.raw[at.phone], E' ="\'\t'), ''),
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
        nullif(btrim(r.raw[at.buyer_id], E' ="\'\t'), '') as buyer_id
    ) as code
  where r.batch_id = batch.id and r.chunk = import_cells.chunk and r.state = 'new';
$$;
comment on function order_management.import_cells is 'Cells of the open rows of a chunk by field, cleaned, still as text.';

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
  analyze pg_temp.import_lines;
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
end;
$$;
comment on function order_management.judge_import_lines is
  'Credit: the number starts with the profile''s credit prefix, or a negative quantity has a price. Adjustment: a negative
price, a negative quantity without a price, or an order for nobody in which everything is free (a count of stock).
Sale: everything else; a free line beside paid ones, or for a known buyer, is a gift.
Reasons of rejection: wrong_cell_count, missing_order_no, missing_sku, bad_quantity, zero_quantity, bad_price, bad_date,
bad_paid_date, code_too_long, credit_with_positive_quantity, several_buyers, incomplete_order.';
