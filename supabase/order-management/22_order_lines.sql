-- What was ordered. Discounts and fees are shared out to the lines once, at intake.

create table public.order_lines (
  id bigint generated always as identity primary key,
  order_id bigint not null
    constraint line_belongs_to_an_order references public.orders (id) on delete cascade,
  line_no integer not null constraint line_number_is_positive check (line_no > 0),
  external_line_no text,
  sku_id bigint
    constraint line_orders_a_sku references public.skus (id) on delete restrict,
  external_sku text,
  title text not null,
  spec text,

  qty integer not null constraint quantity_is_positive check (qty > 0),
  unit_price numeric(16,6) not null default 0 constraint price_is_not_negative check (unit_price >= 0),
  goods numeric(14,2) not null generated always as (round(qty * unit_price, 2)) stored,
  line_discount numeric(14,2) not null default 0 constraint line_discount_is_not_negative check (
    line_discount >= 0
  ),
  discount_share numeric(14,2) not null default 0 constraint discount_share_is_not_negative check (
    discount_share >= 0
  ),
  shipping_share numeric(14,2) not null default 0 constraint shipping_share_is_not_negative check (
    shipping_share >= 0
  ),
  tax numeric(14,2) not null default 0 constraint tax_is_not_negative check (tax >= 0),
  net numeric(14,2) not null
    generated always as (round(qty * unit_price, 2) - line_discount - discount_share) stored
    constraint whole_discount_is_within_goods check (net >= 0),
  total numeric(14,2) not null generated always as (
    round(qty * unit_price, 2) - line_discount - discount_share + shipping_share + tax
  ) stored,
  unit_cost numeric(14,4) constraint unit_cost_is_not_negative check (unit_cost >= 0),

  qty_cancelled integer not null default 0,
  qty_shipped integer not null default 0,
  qty_delivered integer not null default 0,
  qty_returned integer not null default 0,
  requires_shipping boolean not null default true,
  supplier_id bigint
    constraint line_may_be_shipped_by_a_supplier references public.suppliers (id) on delete restrict,
  ships_apart boolean not null default false,
  available_on date,
  is_gift boolean not null default false,
  warehouse_ids bigint[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint line_number_is_unique_in_its_order unique (order_id, line_no),
  constraint channel_sends_a_line_once unique (order_id, external_line_no),
  constraint shipped_is_within_ordered check (
    qty_cancelled >= 0 and qty_shipped >= 0 and qty_cancelled + qty_shipped <= qty
  ),
  constraint delivered_and_returned_are_within_shipped check (
    qty_delivered between 0 and qty_shipped and qty_returned between 0 and qty_shipped
  )
);
create index order_lines_sku_id_idx on public.order_lines (sku_id);
create index order_lines_supplier_id_idx on public.order_lines (supplier_id) where supplier_id is not null;

comment on table public.order_lines is 'Order lines | 订单明细';
comment on column public.order_lines.order_id is 'Order | 订单';
comment on column public.order_lines.line_no is 'Line | 行号';
comment on column public.order_lines.external_line_no is 'Line on the channel | 平台子订单号';
comment on column public.order_lines.sku_id is 'SKU | SKU
Empty: not mapped yet | 为空表示尚未匹配';
comment on column public.order_lines.external_sku is 'SKU on the channel | 渠道 SKU';
comment on column public.order_lines.title is 'Title | 商品标题
As it was when ordered | 下单时的标题';
comment on column public.order_lines.spec is 'Variant | 规格';
comment on column public.order_lines.qty is 'Quantity | 数量';
comment on column public.order_lines.unit_price is 'Unit price | 单价';
comment on column public.order_lines.goods is 'Goods | 商品金额';
comment on column public.order_lines.line_discount is 'Line discount | 行优惠';
comment on column public.order_lines.discount_share is 'Share of order discount | 分摊优惠';
comment on column public.order_lines.shipping_share is 'Share of shipping fee | 分摊运费';
comment on column public.order_lines.tax is 'Tax | 税额';
comment on column public.order_lines.net is 'Net | 净额
Goods less all discounts | 商品金额减全部优惠';
comment on column public.order_lines.total is 'Total | 合计';
comment on column public.order_lines.unit_cost is 'Unit cost | 单位成本
Cost of one piece when it was shipped | 发货时的单件成本';
comment on column public.order_lines.qty_cancelled is 'Cancelled | 已取消数量';
comment on column public.order_lines.qty_shipped is 'Shipped | 已发数量';
comment on column public.order_lines.qty_delivered is 'Delivered | 已签收数量';
comment on column public.order_lines.qty_returned is 'Returned | 已退数量';
comment on column public.order_lines.requires_shipping is 'Needs shipping | 需要发货';
comment on column public.order_lines.supplier_id is 'Shipped by supplier | 代发供应商';
comment on column public.order_lines.ships_apart is 'Ship apart | 单独发货';
comment on column public.order_lines.available_on is 'Available from | 预售发货日';
comment on column public.order_lines.is_gift is 'Gift | 赠品';
comment on column public.order_lines.warehouse_ids is 'Warehouses | 发货仓库';
