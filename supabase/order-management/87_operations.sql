-- What people do with orders: every operation that a role may be allowed to run.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.plan_split(bigint)', '{"en": "Preview a split", "zh-CN": "预览拆单"}', 'orders'),
  ('order_management.apply_split(bigint, integer)', '{"en": "Split into sub-orders", "zh-CN": "拆分子订单"}', 'orders'),
  ('order_management.undo_split(bigint, integer)', '{"en": "Take a split back", "zh-CN": "撤销拆单"}', 'orders'),
  ('order_management.submit_order(bigint, text)', '{"en": "Hand in", "zh-CN": "提交"}', 'orders'),
  ('order_management.approve_order(bigint, text)', '{"en": "Approve", "zh-CN": "审核通过"}', 'orders'),
  ('order_management.hold_order(bigint, text, text)', '{"en": "Put on hold", "zh-CN": "挂起"}', 'orders'),
  ('order_management.release_hold(bigint, text)', '{"en": "Release the hold", "zh-CN": "解除挂起"}', 'orders'),
  ('order_management.complete_order(bigint, text)', '{"en": "Complete", "zh-CN": "完成订单"}', 'orders'),
  ('order_management.cancel_order(bigint, text, text)', '{"en": "Cancel the order", "zh-CN": "取消订单"}', 'orders'),
  ('order_management.change_quantity(bigint, bigint, text)', '{"en": "Change the quantity", "zh-CN": "修改数量"}', 'order_lines'),
  ('order_management.change_recipient(bigint, text, text, text, text, text, text, text, text)',
    '{"en": "Change the recipient", "zh-CN": "修改收货信息"}', 'orders'),
  ('order_management.change_for_customer(bigint, text, text, text, text, text, text, text, text)',
    '{"en": "Change for the customer", "zh-CN": "代客户修改"}', 'orders'),
  ('order_management.collect_difference(bigint, text, text)', '{"en": "Collect the difference", "zh-CN": "补收差额"}', 'orders'),
  ('order_management.refund_difference(bigint, text)', '{"en": "Refund the difference", "zh-CN": "退还差额"}', 'orders'),
  ('order_management.waive_difference(bigint, text)', '{"en": "Waive the difference", "zh-CN": "豁免差额"}', 'orders'),
  ('order_management.call_back(bigint, text)', '{"en": "Stop the work", "zh-CN": "停止作业"}', 'fulfillment_orders'),
  ('order_management.receive_stock(bigint, bigint, numeric, text, text)', '{"en": "Receive", "zh-CN": "入库"}', 'stock'),
  ('order_management.count_stock(bigint, bigint, text)', '{"en": "Count", "zh-CN": "盘点"}', 'stock'),
  ('order_management.transfer_stock(bigint, bigint, bigint, text)', '{"en": "Transfer", "zh-CN": "调拨"}', 'stock'),
  ('order_management.damage_stock(bigint, bigint, text)', '{"en": "Write off damage", "zh-CN": "报损"}', 'stock'),
  ('order_management.correct_stock(bigint, bigint, text)', '{"en": "Correct", "zh-CN": "库存更正"}', 'stock'),
  ('order_management.receive_goods(bigint, bigint, bigint, numeric, text, text)',
    '{"en": "Receive goods", "zh-CN": "收货入库"}', 'warehouses')
) as t (routine, label, entity);
