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
