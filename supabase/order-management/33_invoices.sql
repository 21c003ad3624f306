-- Invoices with gap-free numbers. An issued invoice is never changed: a credit note takes it back.

create table public.invoice_series (
  id bigint generated always as identity primary key,
  kind text not null constraint kind_is_known check (kind in ('normal', 'vat', 'credit_note')),
  prefix text not null,
  next_number bigint not null default 1 constraint next_number_is_positive check (next_number > 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint prefix_is_unique unique (prefix)
);
create unique index kind_has_one_active_series on public.invoice_series (kind) where is_active;
insert into public.invoice_series (kind, prefix)
values ('normal', 'INV-'), ('vat', 'VAT-'), ('credit_note', 'CN-');

comment on table public.invoice_series is 'Invoice series | 发票号段';
comment on column public.invoice_series.kind is 'Kind | 类型';
comment on column public.invoice_series.prefix is 'Prefix | 前缀';
comment on column public.invoice_series.next_number is 'Next number | 下一号码';
comment on column public.invoice_series.is_active is 'Active | 启用';

create table public.invoices (
  id bigint generated always as identity primary key,
  number text not null default '' constraint invoice_number_is_unique unique,
  order_id bigint not null
    constraint invoice_is_for_an_order references public.orders (id) on delete restrict,
  kind text not null default 'normal' constraint kind_is_known check (kind in ('normal', 'vat', 'credit_note')),
  title text not null constraint title_is_not_blank check (btrim(title) <> ''),
  tax_no text,
  email text,
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  amount numeric(14,2) not null constraint amount_is_positive check (amount > 0),
  issued_at timestamptz not null default now(),
  issued_by_id uuid
    constraint invoice_was_issued_by_a_member references config.members (id) on delete set null,
  voids_id bigint
    constraint credit_note_takes_back_an_invoice references public.invoices (id) on delete restrict,
  credited_total numeric(14,2) not null default 0 constraint credit_notes_never_exceed_their_invoice check (
    credited_total between 0 and amount
  ),
  state text not null generated always as (
    case when credited_total = amount then 'credited' when credited_total > 0 then 'partly_credited' else 'issued' end
  ) stored constraint state_is_known check (state in ('issued', 'partly_credited', 'credited')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint amount_fits_its_currency check (amount = trunc(amount, public.currency_decimals(currency))),
  constraint only_a_credit_note_takes_back check ((kind = 'credit_note') = (voids_id is not null)),
  constraint vat_invoice_names_a_tax_number check (kind <> 'vat' or tax_no is not null)
);
create index invoices_order_id_idx on public.invoices (order_id);
create index invoices_voids_id_idx on public.invoices (voids_id) where voids_id is not null;
create index invoices_issued_by_id_idx on public.invoices (issued_by_id) where issued_by_id is not null;
create index invoices_issued_at_idx on public.invoices (issued_at desc, id desc);
select order_management.keep_parent('invoices', 'order_id');

comment on table public.invoices is 'Invoices | 发票';
comment on column public.invoices.number is 'Number | 发票号
Given when the invoice is issued, without gaps | 开具时连续编号';
comment on column public.invoices.order_id is 'Order | 订单';
comment on column public.invoices.kind is 'Kind | 类型';
comment on column public.invoices.title is 'Title | 抬头';
comment on column public.invoices.tax_no is 'Tax number | 税号';
comment on column public.invoices.email is 'Send to | 接收邮箱';
comment on column public.invoices.currency is 'Currency | 币种
That of the order | 与订单一致';
comment on column public.invoices.amount is 'Amount | 金额';
comment on column public.invoices.issued_at is 'Issued | 开票时间';
comment on column public.invoices.issued_by_id is 'Issued by | 开票人';
comment on column public.invoices.voids_id is 'Takes back | 冲红发票';
comment on column public.invoices.credited_total is 'Credited | 已冲红金额
Taken back by credit notes | 已由红字发票冲回';
comment on column public.invoices.state is 'State | 状态';
comment on column public.invoices.note is 'Note | 备注';
