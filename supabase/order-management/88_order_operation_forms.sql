-- When the operations of an order are offered, and what they ask for.

create function order_management.asked_recipient()
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('name', f.name, 'type', 'text', 'from', f.name, 'label', jsonb_build_object(
    'en', f.en, 'zh-CN', f.zh
  )) order by f.position)
  from (values
    (1, 'ship_name', 'Recipient', '收货人'), (2, 'ship_phone', 'Phone', '收货电话'), (3, 'ship_province', 'Province', '省份'),
    (4, 'ship_city', 'City', '城市'), (5, 'ship_district', 'District', '区县'), (6, 'ship_street', 'Street address', '详细地址'),
    (7, 'ship_zip', 'Postal code', '邮编')
  ) as f (position, name, en, zh);
$$;
comment on function order_management.asked_recipient is 'Recipient and address as arguments of a form, beginning with what is there.';

create function order_management.asked_choice(argument text, label jsonb, entity_name text, field_name text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object(
    'name', argument, 'type', 'choice', 'isRequired', true, 'label', asked_choice.label,
    'options', jsonb_build_object('choices', f.options -> 'choices')
  ))
  from config.fields as f where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
$$;
comment on function order_management.asked_choice is 'An argument of a form that takes one of the choices of a field.';

select engine.show_operation(t.name, jsonb_build_object('key', t.key, 'fields', case
  when t.asked is null then order_management.asked(t.fields)
  else t.asked || order_management.asked(t.fields)
end) || t.screen::jsonb)
from (values
  ('submit_order', 'order_id', null::jsonb, '{note}'::text[], '{"isPrimary": true,
    "when": {"field": "lifecycle", "op": "eq", "value": "draft"}}'),
  ('approve_order', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "lifecycle", "op": "eq", "value": "pending_review"}, {"field": "hold_reasons", "op": "is_empty"},
    {"field": "attention_reasons", "op": "is_empty"}]}}'),
  ('release_hold', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "hold_reasons", "op": "is_not_empty"}, {"field": "lifecycle", "op": "nin", "value": ["completed", "cancelled"]}]}}'),
  ('complete_order', 'order_id', null, '{note}', '{"isPrimary": true, "when": {"all": [
    {"field": "lifecycle", "op": "eq", "value": "processing"}, {"field": "fulfillment_status", "op": "eq", "value": "delivered"},
    {"field": "aftersale_status", "op": "neq", "value": "open"}]}}'),
  ('hold_order', 'order_id', order_management.asked_choice('hold_reason', '{"en": "Because of", "zh-CN": "原因"}', 'orders', 'hold_reasons'), '{note}', '{"when": {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    "text": {"en": "Nothing of this order is confirmed, split or shipped until the hold is released.",
      "zh-CN": "解除挂起前，此订单不会审核、拆单或发货。"}}'),
  ('cancel_order', 'order_id', order_management.asked_choice('cancelled_by', '{"en": "Cancelled by", "zh-CN": "取消方"}', 'orders', 'cancelled_by'), '{note!}', '{"isDanger": true, "when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]},
    "text": {"en": "Reserved stock becomes free, and a refund is requested for what was paid.",
      "zh-CN": "占用的库存将释放，已付金额将申请退款。"}}'),
  ('change_recipient', 'order_id', order_management.asked_recipient(), '{note!}', '{"when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]}}'),
  ('change_for_customer', 'order_id', order_management.asked_recipient(), '{note}', '{"when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]},
    "text": {"en": "Only what the shop lets customers change, within its time after confirming.",
      "zh-CN": "仅限店铺允许客户修改的内容，且在审核后的可修改时间内。"}}'),
  ('change_quantity', 'line_id', '[{"name": "qty", "type": "integer", "isRequired": true, "from": "qty",
      "label": {"en": "Quantity", "zh-CN": "数量"}, "help": {"en": "0 cancels the line", "zh-CN": "填 0 取消此行"}}]',
    '{note!}', '{"isPrimary": true, "when": {"field": "qty_shipped", "op": "eq", "value": 0}, "text": {
    "en": "Stock is reserved anew. What is paid too much or too little waits on the order to be settled.",
    "zh-CN": "库存将重新占用，多付或少付的金额记为待结差额。"}}'),
  ('collect_difference', 'order_id', order_management.asked_choice(
      'method', '{"en": "Paid by", "zh-CN": "支付方式"}', 'payments', 'method'
    ), '{note}', '{"isPrimary": true, "when": {"field": "pending_difference", "op": "gt", "value": 0}}'),
  ('refund_difference', 'order_id', null, '{note!}', '{
    "isPrimary": true, "when": {"field": "pending_difference", "op": "lt", "value": 0}}'),
  ('waive_difference', 'order_id', null, '{note!}', '{"when": {"field": "pending_difference", "op": "neq", "value": 0}, "text": {
    "en": "What the customer owes becomes a discount; what he is owed stays with us.",
    "zh-CN": "客户应补的金额记为优惠；应退的金额不再退还。"}}'),
  ('call_back', 'sub_order_id', null, '{note!}', '{
    "when": {"field": "status", "op": "in", "value": ["released", "picking", "packed"]},
    "text": {"en": "The sub-order goes back to reserved, so that its order can be changed or cancelled.",
      "zh-CN": "子订单退回已占用状态，以便修改或取消订单。"}}')
) as t (name, key, asked, fields, screen);
