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
