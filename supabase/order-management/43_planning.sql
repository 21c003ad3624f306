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
