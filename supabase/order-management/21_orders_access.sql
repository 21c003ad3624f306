-- How orders are found, and what their columns are called.

create index orders_placed_at_idx on public.orders (placed_at desc, id desc);
create index orders_status_idx on public.orders (status, placed_at desc, id desc);
create index orders_lifecycle_idx on public.orders (lifecycle, placed_at desc, id desc);
create index orders_channel_id_idx on public.orders (channel_id, placed_at desc);
create index orders_customer_id_idx on public.orders (customer_id, placed_at desc);
create index orders_assignee_id_idx on public.orders (assignee_id) where assignee_id is not null;
create index orders_confirmed_by_id_idx on public.orders (confirmed_by_id) where confirmed_by_id is not null;
create index orders_import_batch_id_idx on public.orders (import_batch_id) where import_batch_id is not null;
-- Of a million orders few are under way; what was cancelled before it was shipped stays out.
create index orders_waiting_idx on public.orders (promised_ship_at)
  where lifecycle in ('confirmed', 'processing') and fulfillment_status in ('unfulfilled', 'partial');
create index orders_attention_idx on public.orders (placed_at, id)
  where attention_reasons <> '{}' or hold_reasons <> '{}';
create index orders_merge_hash_idx on public.orders (merge_hash) where lifecycle in ('confirmed', 'processing');
create index orders_order_no_idx on public.orders using gin (order_no extensions.gin_trgm_ops);
create index orders_external_no_idx on public.orders using gin (external_no extensions.gin_trgm_ops);
create index orders_ship_phone_idx on public.orders using gin (ship_phone extensions.gin_trgm_ops);
create index orders_ship_name_grams_idx on public.orders using gin (ship_name_grams);
create index orders_warehouse_ids_idx on public.orders using gin (warehouse_ids);

comment on table public.orders is 'Orders | 订单';
comment on column public.orders.order_no is 'Order number | 订单号';
comment on column public.orders.channel_id is 'Channel | 渠道';
comment on column public.orders.external_no is 'Number on the channel | 平台订单号';
comment on column public.orders.customer_id is 'Customer | 客户';
comment on column public.orders.assignee_id is 'Looked after by | 跟单人';
comment on column public.orders.placed_at is 'Placed | 下单时间';
comment on column public.orders.received_at is 'Received | 接收时间
When the order reached us | 订单进入系统的时间';
comment on column public.orders.paid_at is 'Paid in full | 付清时间';
comment on column public.orders.confirmed_at is 'Confirmed | 审核时间';
comment on column public.orders.confirmed_by_id is 'Confirmed by | 审核人';
comment on column public.orders.completed_at is 'Completed | 完成时间';
comment on column public.orders.cancelled_at is 'Cancelled | 取消时间';
comment on column public.orders.promised_ship_at is 'Ship by | 承诺发货时间';
comment on column public.orders.ship_due_at is 'Time to ship | 发货倒计时
Until it has left; empty before a promise and after shipping | 发货前有效；无承诺或已发货则为空';
comment on column public.orders.promised_deliver_at is 'Deliver by | 承诺送达时间';
comment on column public.orders.lifecycle is 'Processing state | 处理状态
Changed only by operations | 仅可通过操作变更';
comment on column public.orders.fulfillment_status is 'Fulfilment | 发货状态';
comment on column public.orders.aftersale_status is 'After-sales | 售后状态';
comment on column public.orders.payment_terms is 'Payment terms | 付款方式';
comment on column public.orders.hold_reasons is 'On hold because | 挂起原因';
comment on column public.orders.attention_reasons is 'Needs attention because | 待处理原因';
comment on column public.orders.is_sealed is 'Sealed | 锁定
May be neither split nor merged | 不可拆分或合并';
comment on column public.orders.cancelled_by is 'Cancelled by | 取消方';
comment on column public.orders.cancel_reason is 'Cancel reason | 取消原因';
comment on column public.orders.currency is 'Currency | 币种';
comment on column public.orders.goods_total is 'Goods | 商品金额';
comment on column public.orders.discount_total is 'Discount | 优惠金额';
comment on column public.orders.shipping_total is 'Shipping fee | 运费';
comment on column public.orders.tax_total is 'Tax | 税额';
comment on column public.orders.grand_total is 'Total | 订单金额
Goods - discount + shipping fee + tax | 商品 - 优惠 + 运费 + 税';
comment on column public.orders.paid_total is 'Paid | 已付金额';
comment on column public.orders.refunded_total is 'Refunded | 已退金额';
comment on column public.orders.kept_total is 'Kept | 实收净额
Paid - refunded | 已付 - 已退';
comment on column public.orders.balance_due is 'Still due | 未付余额
Total - paid; negative when too much was paid | 订单金额 - 已付，多付时为负';
comment on column public.orders.invoiced_total is 'Invoiced | 已开票金额
Less credit notes | 已扣除红字发票';
comment on column public.orders.invoiceable_total is 'To invoice | 可开票金额
Paid - refunded - invoiced | 已付 - 已退 - 已开票';
comment on column public.orders.pending_difference is 'Open difference | 待结差额
Caused by an edit; to be collected, refunded or waived | 订单修改产生，需补收、退还或豁免';
comment on column public.orders.platform_discount is 'Discount borne by the platform | 平台承担优惠';
comment on column public.orders.platform_fee is 'Platform fee | 平台服务费';
comment on column public.orders.payment_status is 'Payment | 付款状态';
comment on column public.orders.status is 'Status | 订单状态';
comment on column public.orders.ship_name is 'Recipient | 收货人';
comment on column public.orders.ship_phone is 'Phone | 收货电话';
comment on column public.orders.ship_phone_masked is 'Phone (masked) | 收货电话（脱敏）';
comment on column public.orders.ship_country is 'Country | 国家/地区';
comment on column public.orders.ship_province is 'Province | 省份';
comment on column public.orders.ship_city is 'City | 城市';
comment on column public.orders.ship_district is 'District | 区县';
comment on column public.orders.ship_street is 'Street address | 详细地址';
comment on column public.orders.ship_zip is 'Postal code | 邮编';
comment on column public.orders.region_code is 'Region code | 区域编码';
comment on column public.orders.buyer_note is 'Buyer''s note | 买家留言';
comment on column public.orders.seller_note is 'Our note | 卖家备注';
comment on column public.orders.tags is 'Tags | 标签';
comment on column public.orders.merge_hash is 'Recipient hash | 收货信息指纹
Equal for orders of one buyer to one address | 同一买家同一地址的订单相同';
comment on column public.orders.locked_fields is 'Fields kept on import | 导入时保留的字段
Edited here, so the channel does not overwrite them | 本地已修改，渠道数据不再覆盖';
comment on column public.orders.source_updated_at is 'Changed on the channel | 平台更新时间';
comment on column public.orders.import_batch_id is 'Import batch | 导入批次';
comment on column public.orders.warehouse_ids is 'Warehouses | 发货仓库';
