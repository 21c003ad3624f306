-- What counts as a sale, said once: every report, list and drill-down asks this column.

alter table public.orders add column is_sale boolean generated always as (
  lifecycle in ('confirmed', 'processing', 'completed') and goods_total > 0
) stored;
comment on column public.orders.is_sale is 'Counts as a sale | 计入销售
Confirmed and not free; drafts, orders under review and cancelled ones do not count | 已审核且金额大于零；草稿、待审核和已取消的订单不计入';
-- Carries what reports add up, which need not read the rows then.
create index orders_sales_idx on public.orders (placed_at)
include (channel_id, customer_id, currency, goods_total, grand_total) where is_sale;
create index orders_promised_ship_at_idx on public.orders (promised_ship_at);
