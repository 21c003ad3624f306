-- What people do with orders: every operation that a role may be allowed to run.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.plan_split(bigint)', '{"en": "Preview a split", "zh-CN": "预览拆单"}', 'orders'),
  ('order_management.apply_split(bigint, integer)', '{"en": "Split into sub-orders", "zh-CN": "拆分子订单"}', 'orders'),
  ('order_management.undo_split(bigint, integer)', '{"en": "Take a split back", "zh-CN": "撤销拆单"}', 'orders')
) as t (routine, label, entity);
