-- Forms of what people fill in most.

select engine.define_form('orders', engine.layout(
  engine.layout_tab('{"en": "Order", "zh-CN": "订单"}',
    engine.layout_section('{"en": "Origin", "zh-CN": "来源"}', 2, 'channel_id', 'external_no', 'customer_id', 'placed_at',
      'assignee_id', 'payment_terms'),
    engine.layout_section('{"en": "Status", "zh-CN": "状态"}', 3, 'status', 'payment_status', 'fulfillment_status',
      'lifecycle', 'aftersale_status', 'promised_ship_at', 'cancelled_by', 'cancel_reason*'),
    engine.layout_section('{"en": "Amounts", "zh-CN": "金额"}', 3, 'currency', 'goods_total', 'discount_total',
      'shipping_total', 'tax_total', 'grand_total', 'paid_total', 'refunded_total', 'platform_fee')
  )
), '[{
  "key": "cancelled", "label": {"en": "Only cancelled orders have a reason", "zh-CN": "仅取消的订单有原因"},
  "kind": "show", "fields": ["cancelled_by", "cancel_reason"],
  "condition": {"field": "lifecycle", "op": "eq", "value": "cancelled"},
  "value": null, "message": null, "is_enforced": false, "is_enabled": true
}]');

select engine.define_form('customers', engine.layout(
  engine.layout_tab('{"en": "Customer", "zh-CN": "客户"}',
    engine.layout_section(null, 2, 'name', 'level', 'phone', 'email', 'country', 'points', 'tags*'),
    engine.layout_section('{"en": "Notes", "zh-CN": "备注"}', 1, 'note', 'is_blocked')
  )
));

select engine.define_form('products', engine.layout(
  engine.layout_tab('{"en": "Product", "zh-CN": "产品"}',
    engine.layout_section(null, 2, 'product_code', 'name', 'category', 'brand', 'is_active'),
    engine.layout_section('{"en": "Description", "zh-CN": "描述"}', 1, 'description')
  )
));

select engine.define_form('complaints', engine.layout(
  engine.layout_tab('{"en": "Complaint", "zh-CN": "投诉"}',
    engine.layout_section(null, 2, 'subject*', 'type', 'severity', 'order_id', 'customer_id', 'channel_id', 'due_at',
      'description*')
  ),
  engine.layout_tab('{"en": "Handling", "zh-CN": "处理"}',
    engine.layout_section(null, 2, 'state', 'assignee_id'),
    engine.layout_section('{"en": "Outcome", "zh-CN": "结果"}', 1, 'finding', 'measure', 'reply', 'csat'),
    engine.layout_section('{"en": "Platform", "zh-CN": "平台"}', 3, 'is_negative_feedback', 'is_az_claim', 'is_claim_denied',
      'is_chargeback')
  )
), '[
  {
    "key": "csat", "label": {"en": "Satisfaction is asked at the end", "zh-CN": "结束后才评价满意度"},
    "kind": "show", "fields": ["csat"],
    "condition": {"field": "state", "op": "in", "value": ["resolved", "closed"]},
    "value": null, "message": null, "is_enforced": false, "is_enabled": true
  },
  {
    "key": "closed", "label": {"en": "A closed complaint stays as it was", "zh-CN": "已结案的投诉保持原样"},
    "kind": "lock", "fields": ["type", "subject", "description", "finding"],
    "condition": {"field": "state", "op": "eq", "value": "closed"},
    "value": null, "message": null, "is_enforced": true, "is_enabled": true
  }
]');
