-- When the operations of an order are offered, and what they ask for.

create function order_management.asked_choice(argument text, label jsonb, field_name text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'name', argument, 'type', 'choice', 'isRequired', true, 'label', label,
    'options', jsonb_build_object('choices', f.options -> 'choices')
  )
  from config.fields as f where f.entity_id = engine.entity_id('orders') and f.name = field_name;
$$;
comment on function order_management.asked_choice is 'An argument of a form that takes one of the choices of a field of orders.';

select engine.show_operation(t.name, jsonb_build_object('key', t.key, 'fields', case
  when t.asked is null then order_management.asked(t.fields)
  else jsonb_build_array(t.asked) || order_management.asked(t.fields)
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
  ('hold_order', 'order_id', order_management.asked_choice('hold_reason', '{"en": "Because of", "zh-CN": "原因"}', 'hold_reasons'), '{note}', '{"when": {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    "text": {"en": "Nothing of this order is confirmed, split or shipped until the hold is released.",
      "zh-CN": "解除挂起前，此订单不会审核、拆单或发货。"}}'),
  ('cancel_order', 'order_id', order_management.asked_choice('cancelled_by', '{"en": "Cancelled by", "zh-CN": "取消方"}', 'cancelled_by'), '{note!}', '{"isDanger": true, "when": {"all": [
    {"field": "lifecycle", "op": "in", "value": ["draft", "pending_review", "confirmed", "processing"]},
    {"field": "fulfillment_status", "op": "eq", "value": "unfulfilled"}]},
    "text": {"en": "Reserved stock becomes free, and a refund is requested for what was paid.",
      "zh-CN": "占用的库存将释放，已付金额将申请退款。"}}'),
  ('call_back', 'sub_order_id', null, '{note!}', '{
    "when": {"field": "status", "op": "in", "value": ["released", "picking", "packed"]},
    "text": {"en": "The sub-order goes back to reserved, so that its order can be changed or cancelled.",
      "zh-CN": "子订单退回已占用状态，以便修改或取消订单。"}}')
) as t (name, key, asked, fields, screen);
