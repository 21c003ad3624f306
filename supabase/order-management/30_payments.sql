-- Money that came in. What an order has received is kept on the order by trigger.

create table public.payments (
  id bigint generated always as identity primary key,
  payment_no text not null generated always as (public.document_number('PM-', id)) stored
    constraint payment_number_is_unique unique,
  order_id bigint not null
    constraint payment_is_for_an_order references public.orders (id) on delete restrict,
  method text not null constraint method_is_known check (
    method in (
      'alipay', 'wechat', 'card', 'bank_transfer', 'paypal', 'cash', 'cash_on_delivery', 'balance', 'platform', 'other'
    )
  ),
  provider text,
  provider_ref text,
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  amount numeric(14,2) not null constraint amount_is_positive check (amount > 0),
  fee numeric(14,2) not null default 0 constraint fee_is_not_negative check (fee >= 0),
  state text not null default 'pending' constraint state_is_known check (
    state in ('pending', 'succeeded', 'failed')
  ),
  paid_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by_id uuid
    constraint payment_was_confirmed_by_a_member references config.members (id) on delete set null,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint provider_reports_a_payment_once unique (provider, provider_ref),
  constraint amount_fits_its_currency check (amount = trunc(amount, public.currency_decimals(currency))),
  constraint received_payment_has_a_time check (state <> 'succeeded' or paid_at is not null)
);
create index payments_order_id_idx on public.payments (order_id);
create index payments_confirmed_by_id_idx on public.payments (confirmed_by_id) where confirmed_by_id is not null;
create index payments_state_idx on public.payments (state, created_at desc);
create index payments_paid_at_idx on public.payments (paid_at desc, id desc);
select order_management.keep_parent('payments', 'order_id');

comment on table public.payments is 'Payments | 收款';
comment on column public.payments.payment_no is 'Payment number | 收款单号';
comment on column public.payments.order_id is 'Order | 订单';
comment on column public.payments.method is 'Method | 支付方式';
comment on column public.payments.provider is 'Provider | 支付机构';
comment on column public.payments.provider_ref is 'Provider''s reference | 支付流水号';
comment on column public.payments.currency is 'Currency | 币种
That of the order | 与订单一致';
comment on column public.payments.amount is 'Amount | 金额';
comment on column public.payments.fee is 'Fee | 手续费';
comment on column public.payments.state is 'State | 状态';
comment on column public.payments.paid_at is 'Paid | 付款时间';
comment on column public.payments.confirmed_at is 'Confirmed | 确认时间';
comment on column public.payments.confirmed_by_id is 'Confirmed by | 确认人';
comment on column public.payments.note is 'Note | 备注';
