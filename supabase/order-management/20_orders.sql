-- The order: four status axes, of which only the lifecycle is set by an operation; the others follow their rows.

create sequence public.order_numbers;
comment on sequence public.order_numbers is 'Our own order numbers; gaps are possible.';

create table public.orders (
  id bigint generated always as identity primary key,
  order_no text not null default public.document_number('SO-', nextval('public.order_numbers'))
    constraint order_number_is_unique unique,
  channel_id bigint not null
    constraint order_comes_from_a_channel references public.channels (id) on delete restrict,
  external_no text,
  customer_id bigint
    constraint order_belongs_to_a_customer references public.customers (id) on delete restrict,
  assignee_id uuid
    constraint order_is_looked_after_by_a_member references config.members (id) on delete set null,

  placed_at timestamptz not null default now(),
  received_at timestamptz not null default now(),
  paid_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by_id uuid
    constraint order_was_confirmed_by_a_member references config.members (id) on delete set null,
  completed_at timestamptz,
  cancelled_at timestamptz,
  promised_ship_at timestamptz,
  promised_deliver_at timestamptz,

  lifecycle text not null default 'draft' constraint lifecycle_is_known check (
    lifecycle in ('draft', 'pending_review', 'confirmed', 'processing', 'completed', 'cancelled')
  ),
  fulfillment_status text not null default 'unfulfilled' constraint fulfillment_status_is_known check (
    fulfillment_status in ('unfulfilled', 'partial', 'shipped', 'partially_delivered', 'delivered')
  ),
  aftersale_status text not null default 'none' constraint aftersale_status_is_known check (
    aftersale_status in ('none', 'open', 'partially_returned', 'returned')
  ),
  payment_terms text not null default 'prepaid' constraint payment_terms_are_known check (
    payment_terms in ('prepaid', 'cash_on_delivery', 'on_account')
  ),
  hold_reasons text[] not null default '{}',
  attention_reasons text[] not null default '{}',
  is_sealed boolean not null default false,
  cancelled_by text constraint canceller_is_known check (cancelled_by in ('buyer', 'seller', 'platform')),
  cancel_reason text,

  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  goods_total numeric(14,2) not null default 0 constraint goods_total_is_not_negative check (goods_total >= 0),
  discount_total numeric(14,2) not null default 0 constraint discount_is_not_negative check (discount_total >= 0),
  shipping_total numeric(14,2) not null default 0 constraint shipping_is_not_negative check (shipping_total >= 0),
  tax_total numeric(14,2) not null default 0 constraint tax_is_not_negative check (tax_total >= 0),
  grand_total numeric(14,2) not null default 0
    constraint grand_total_adds_up check (
      grand_total = goods_total - discount_total + shipping_total + tax_total
    )
    constraint grand_total_is_not_negative check (grand_total >= 0),
  paid_total numeric(14,2) not null default 0 constraint paid_total_is_not_negative check (paid_total >= 0),
  refunded_total numeric(14,2) not null default 0
    constraint refunds_never_exceed_payments check (refunded_total between 0 and paid_total),
  invoiced_total numeric(14,2) not null default 0
    constraint credit_notes_never_exceed_invoices check (invoiced_total >= 0),
  kept_total numeric(14,2) not null generated always as (paid_total - refunded_total) stored,
  balance_due numeric(14,2) not null generated always as (grand_total - paid_total) stored,
  invoiceable_total numeric(14,2) not null generated always as (
    greatest(paid_total - refunded_total - invoiced_total, 0)
  ) stored,
  pending_difference numeric(14,2) not null default 0,
  platform_discount numeric(14,2) not null default 0,
  platform_fee numeric(14,2) not null default 0,

  payment_status text not null generated always as (
    case
      when refunded_total > 0 and refunded_total = paid_total then 'refunded'
      when refunded_total > 0 then 'partially_refunded'
      when paid_total = 0 and (grand_total > 0 or lifecycle = 'draft') then 'unpaid'
      when paid_total < grand_total then 'partial'
      when paid_total > grand_total then 'overpaid'
      else 'paid'
    end
  ) stored constraint payment_status_is_known check (
    payment_status in ('unpaid', 'partial', 'paid', 'overpaid', 'partially_refunded', 'refunded')
  ),
  status text not null generated always as (
    case
      when lifecycle in ('cancelled', 'completed', 'draft') then lifecycle
      when fulfillment_status = 'delivered' then 'delivered'
      when fulfillment_status in ('shipped', 'partially_delivered') then 'shipped'
      when fulfillment_status = 'partial' then 'partially_shipped'
      when lifecycle in ('confirmed', 'processing') then 'to_ship'
      when paid_total < grand_total then 'to_pay'
      else 'paid'
    end
  ) stored constraint status_is_known check (
    status in (
      'draft', 'to_pay', 'paid', 'to_ship', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'
    )
  ),

  ship_due_at timestamptz generated always as (
    case
      when lifecycle in ('pending_review', 'confirmed', 'processing') and fulfillment_status in ('unfulfilled', 'partial')
        then promised_ship_at
    end
  ) stored,

  ship_name text,
  ship_name_grams text[] generated always as (engine.grams(ship_name)) stored,
  ship_phone text,
  ship_phone_masked text generated always as (
    case
      when length(ship_phone) >= 11 then left(ship_phone, 3) || '****' || right(ship_phone, 4)
      when length(ship_phone) >= 7 then left(ship_phone, 2) || '****' || right(ship_phone, 2)
      when ship_phone <> '' then '****'
    end
  ) stored,
  ship_country text,
  ship_province text,
  ship_city text,
  ship_district text,
  ship_street text,
  ship_zip text,
  region_code text,
  buyer_note text,
  seller_note text,
  tags text[] not null default '{}',

  merge_hash text generated always as (
    md5(
      coalesce(customer_id::text, '') || '|' || regexp_replace(coalesce(ship_phone, ''), '\D', '', 'g') || '|'
      || lower(regexp_replace(
        coalesce(ship_country, '') || coalesce(ship_province, '') || coalesce(ship_city, '')
        || coalesce(ship_district, '') || coalesce(ship_street, ''), '\s', '', 'g'
      ))
    )
  ) stored,
  locked_fields text[] not null default '{}',
  source_updated_at timestamptz,
  import_batch_id bigint,
  warehouse_ids bigint[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint amounts_fit_their_currency check (
    public.currency_decimals(currency) = 2
    or (goods_total, discount_total, shipping_total, tax_total)
      = (trunc(goods_total), trunc(discount_total), trunc(shipping_total), trunc(tax_total))
  ),
  constraint channel_sends_an_order_once unique (channel_id, external_no)
);
alter sequence public.order_numbers owned by public.orders.order_no;
