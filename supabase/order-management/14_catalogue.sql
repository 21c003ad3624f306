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
