-- The words and colours of every state and kind of an order, its money and its parcels.

create function order_management.choices(variadic choices text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('choices', jsonb_agg(jsonb_build_object(
    'value', split_part(choice, '|', 1),
    'label', jsonb_build_object('en', split_part(choice, '|', 2), 'zh-CN', split_part(choice, '|', 3)),
    'color', split_part(choice, '|', 4)
  ) order by position))
  from unnest(choices) with ordinality as t (choice, position);
$$;
comment on function order_management.choices is 'Choices of a field, each as value|English|中文|colour.';

create function order_management.describe_choices(entity_name text, field_name text, variadic choices text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.describe_field(
    entity_name, field_name, '{"type": "choice"}'::jsonb || order_management.choices(variadic choices)
  );
$$;
comment on function order_management.describe_choices is 'Makes a field a choice of these, each as value|English|中文|colour.';

create function order_management.describe_many_choices(entity_name text, field_name text, variadic choices text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.describe_field(
    entity_name, field_name, '{"type": "multi_choice"}'::jsonb || order_management.choices(variadic choices)
  );
$$;
comment on function order_management.describe_many_choices is
  'Makes a field take any of these, each as value|English|中文|colour.';

select order_management.describe_choices('orders', 'status',
  'draft|Draft|草稿|default', 'to_pay|To pay|待支付|orange', 'paid|Paid|已付款|gold', 'to_ship|To ship|待发货|blue',
  'partially_shipped|Partially shipped|部分发货|geekblue', 'shipped|Shipped|已发货|cyan',
  'delivered|Delivered|已签收|lime', 'completed|Completed|已完成|green', 'cancelled|Cancelled|已取消|default');
select order_management.describe_choices('orders', 'lifecycle',
  'draft|Draft|草稿|default', 'pending_review|To review|待审核|orange', 'confirmed|Confirmed|已审核|blue',
  'processing|In process|处理中|geekblue', 'completed|Completed|已完成|green', 'cancelled|Cancelled|已取消|default');
select order_management.describe_many_choices('orders', 'hold_reasons',
  'address|Address|地址|orange', 'payment|Payment|付款|gold', 'fraud|Suspected fraud|疑似欺诈|red',
  'shortage|Out of stock|缺货|volcano', 'customer_request|The customer''s wish|客户要求|blue', 'other|Something else|其他|default');
select order_management.describe_many_choices('orders', 'attention_reasons',
  'no_lines|No lines|无商品|red', 'recipient_missing|No recipient|缺收货人|orange',
  'address_incomplete|Address incomplete|地址不完整|orange', 'unknown_sku|Unknown SKU|未匹配 SKU|magenta');
select order_management.describe_choices('orders', 'payment_status',
  'unpaid|Unpaid|未付款|orange', 'partial|Partly paid|部分付款|gold', 'paid|Paid|已付款|green',
  'overpaid|Overpaid|多付|purple', 'partially_refunded|Partly refunded|部分退款|magenta', 'refunded|Refunded|已退款|red');
select order_management.describe_choices('orders', 'fulfillment_status',
  'unfulfilled|Not shipped|未发货|default', 'partial|Partly shipped|部分发货|gold', 'shipped|Shipped|已发货|cyan',
  'partially_delivered|Partly delivered|部分签收|lime', 'delivered|Delivered|已签收|green');
select order_management.describe_choices('orders', 'aftersale_status',
  'none|None|无|default', 'open|Open|处理中|orange', 'partially_returned|Partly returned|部分退货|magenta',
  'returned|Returned|已退货|red');
select order_management.describe_choices('orders', 'payment_terms',
  'prepaid|Prepaid|款到发货|blue', 'cash_on_delivery|Cash on delivery|货到付款|orange', 'on_account|On account|账期|purple');
select order_management.describe_choices('orders', 'cancelled_by',
  'buyer|Buyer|买家|default', 'seller|Seller|卖家|orange', 'platform|Platform|平台|purple');

select order_management.describe_choices('order_events', 'type',
  'created|Order placed|下单|blue', 'status_changed|Status changed|状态变更|geekblue',
  'recipient_changed|Recipient changed|收货人变更|gold', 'address_changed|Address changed|地址变更|gold',
  'note_changed|Note changed|备注变更|default', 'promise_changed|Promise changed|承诺时间变更|gold',
  'hold_changed|Hold changed|挂起变更|orange', 'amount_changed|Amount changed|金额变更|orange',
  'line_added|Line added|新增明细|gold', 'line_changed|Line changed|明细变更|gold', 'line_removed|Line removed|删除明细|red',
  'payment_added|Payment|收款|green', 'payment_changed|Payment changed|收款变更|green',
  'refund_added|Refund|退款|magenta', 'refund_changed|Refund changed|退款变更|magenta',
  'invoice_added|Invoice|开票|purple', 'invoice_changed|Invoice changed|发票变更|purple',
  'sub_order_added|Sub-order|拆分子订单|geekblue', 'sub_order_changed|Sub-order changed|子订单变更|geekblue',
  'parcel_added|Packed|打包|cyan', 'parcel_shipped|Shipped|发货|cyan', 'parcel_delivered|Delivered|签收|lime',
  'parcel_changed|Parcel changed|包裹变更|cyan', 'return_added|Return requested|申请退换货|red',
  'return_changed|Return changed|退换货变更|red', 'complaint_added|Complaint|投诉|volcano',
  'complaint_changed|Complaint changed|投诉变更|volcano');
select order_management.describe_choices('order_links', 'kind',
  'exchange|Exchange|换货|blue', 'replacement|Replacement|补发|cyan', 'merged|Merged|合并|purple',
  'related|Related|关联|default');

select order_management.describe_choices('fulfillment_orders', 'status',
  'planned|Planned|已计划|default', 'reserved|Reserved|已占库存|blue', 'released|Released|已下发|geekblue',
  'picking|Picking|拣货中|gold', 'packed|Packed|已打包|orange', 'shipped|Shipped|已发货|cyan',
  'delivered|Delivered|已签收|green', 'backorder|Backorder|缺货|red', 'cancelled|Cancelled|已取消|default');
select order_management.describe_choices('shipments', 'status',
  'packed|Packed|已打包|orange', 'shipped|Shipped|已发货|cyan', 'delivered|Delivered|已签收|green', 'void|Void|已作废|default');
select order_management.describe_choices('tracking_events', 'code',
  'picked_up|Picked up|已揽收|blue', 'in_transit|In transit|运输中|cyan', 'out_for_delivery|Out for delivery|派送中|lime',
  'delivered|Delivered|已签收|green', 'delayed|Delayed|延误|orange', 'damaged|Damaged|破损|red',
  'returned|Returned|退回|magenta', 'other|Other|其他|default');

select order_management.describe_choices('payments', 'method',
  'alipay|Alipay|支付宝|blue', 'wechat|WeChat Pay|微信支付|green', 'card|Card|银行卡|geekblue',
  'bank_transfer|Bank transfer|银行转账|purple', 'paypal|PayPal|PayPal|cyan', 'cash|Cash|现金|gold',
  'cash_on_delivery|Cash on delivery|货到付款|orange', 'balance|Balance|余额|lime', 'platform|Platform|平台代收|magenta',
  'other|Other|其他|default');
select order_management.describe_choices('payments', 'state',
  'pending|To confirm|待确认|orange', 'succeeded|Received|已到账|green', 'failed|Failed|失败|red');
select order_management.describe_choices('refunds', 'method',
  'alipay|Alipay|支付宝|blue', 'wechat|WeChat Pay|微信支付|green', 'card|Card|银行卡|geekblue',
  'bank_transfer|Bank transfer|银行转账|purple', 'paypal|PayPal|PayPal|cyan', 'cash|Cash|现金|gold',
  'balance|Balance|余额|lime', 'platform|Platform|平台|magenta', 'other|Other|其他|default');
select order_management.describe_choices('refunds', 'state',
  'requested|Requested|已申请|orange', 'approved|Approved|已批准|blue', 'processing|In process|处理中|geekblue',
  'done|Paid back|已退款|green', 'rejected|Rejected|已驳回|red');
select order_management.describe_choices(entity, 'kind',
  'normal|Invoice|普通发票|blue', 'vat|VAT invoice|增值税专用发票|purple', 'credit_note|Credit note|红字发票|red')
from unnest(array['invoices', 'invoice_series']) as entity;
select order_management.describe_choices('invoices', 'state',
  'issued|Issued|已开具|green', 'partly_credited|Partly credited|部分冲红|orange', 'credited|Credited|已冲红|default');
