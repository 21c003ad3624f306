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
