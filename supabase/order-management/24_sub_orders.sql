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
