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
