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
