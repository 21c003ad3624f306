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
