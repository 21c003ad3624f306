-- What a channel took back or corrected: credits (cancellations, linked to the sale they undo) and adjustments.
-- Neither is ever a sale. Signed total of a channel = order lines - credit lines + adjustments.

create table public.credits (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint credit_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text not null,
  customer_id bigint
    constraint credit_is_for_a_customer references public.customers (id) on delete restrict,
  issued_at timestamptz not null,
  currency text not null,
  amount numeric(14,2) not null constraint amount_is_not_negative check (amount >= 0),
  linked_amount numeric(14,2) not null default 0,
  import_batch_id bigint
    constraint credit_came_with_an_import references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_sends_a_credit_once unique (channel_id, external_no),
  constraint linked_amount_is_part_of_amount check (linked_amount between 0 and amount)
);
create index credits_customer_id_idx on public.credits (customer_id);
create index credits_issued_at_idx on public.credits (issued_at desc, id);
create index credits_import_batch_id_idx on public.credits (import_batch_id);
comment on table public.credits is 'Credits | 冲销单
A sale taken back by the channel; refunds the orders it is linked to | 渠道冲销的销售；对关联订单形成退款';
comment on column public.credits.channel_id is 'Channel | 渠道';
comment on column public.credits.external_no is 'Channel number | 渠道单号';
comment on column public.credits.customer_id is 'Customer | 客户';
comment on column public.credits.issued_at is 'Issued | 冲销时间';
comment on column public.credits.currency is 'Currency | 币种';
comment on column public.credits.amount is 'Amount | 金额';
comment on column public.credits.linked_amount is 'Linked amount | 已关联金额
The part whose order was found | 已找到原订单的部分';
comment on column public.credits.import_batch_id is 'Import | 导入批次';

create table public.credit_lines (
  id bigint generated always as identity primary key,
  credit_id bigint not null
    constraint line_belongs_to_a_credit references public.credits (id) on delete cascade,
  line_no integer not null,
  sku_id bigint
    constraint credit_takes_back_a_sku references public.skus (id) on delete restrict,
  title text not null,
  quantity integer not null constraint quantity_is_positive check (quantity > 0),
  unit_price numeric(16,6) not null constraint price_is_not_negative check (unit_price >= 0),
  amount numeric(14,2) not null,
  order_line_id bigint
    constraint credit_takes_back_an_order_line references public.order_lines (id) on delete set null,
  refund_id bigint
    constraint credit_was_paid_back_by_a_refund references public.refunds (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint line_number_is_unique_in_its_credit unique (credit_id, line_no)
);
create index credit_lines_sku_id_idx on public.credit_lines (sku_id);
create index credit_lines_order_line_id_idx on public.credit_lines (order_line_id);
create index credit_lines_refund_id_idx on public.credit_lines (refund_id);
comment on table public.credit_lines is 'Credit lines | 冲销明细';
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

create table public.adjustments (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint adjustment_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text not null,
  line_no integer not null,
  kind text not null
    constraint kind_is_known check (kind in ('price', 'stock')),
  adjusted_at timestamptz not null,
  customer_id bigint
    constraint adjustment_concerns_a_customer references public.customers (id) on delete restrict,
  sku_id bigint
    constraint adjustment_concerns_a_sku references public.skus (id) on delete restrict,
  title text not null,
  quantity integer not null,
  unit_price numeric(16,6) not null,
  currency text not null,
  amount numeric(14,2) not null,
  import_batch_id bigint
    constraint adjustment_came_with_an_import references public.import_batches (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_sends_an_adjustment_once unique (channel_id, external_no, line_no)
);
create index adjustments_customer_id_idx on public.adjustments (customer_id);
create index adjustments_sku_id_idx on public.adjustments (sku_id);
create index adjustments_import_batch_id_idx on public.adjustments (import_batch_id);
comment on table public.adjustments is 'Adjustments | 调整
Rows of a channel that are neither a sale nor a credit | 渠道数据中既非销售也非冲销的行';
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
