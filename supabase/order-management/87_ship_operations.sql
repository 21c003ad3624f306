-- What people do in fulfilment, as operations that a role may be allowed to run.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.release_sub_order(bigint)', '{"en": "Release to warehouse", "zh-CN": "下发仓库"}', 'fulfillment_orders'),
  ('order_management.pick_list(bigint[])', '{"en": "Read pick lists", "zh-CN": "查看拣货单"}', 'fulfillment_orders'),
  ('order_management.start_picking(bigint)', '{"en": "Start picking", "zh-CN": "开始拣货"}', 'fulfillment_orders'),
  ('order_management.confirm_pick(bigint, jsonb, text)', '{"en": "Confirm pick", "zh-CN": "确认拣货"}', 'fulfillment_orders'),
  ('order_management.pack_parcel(bigint, jsonb, integer)', '{"en": "Pack", "zh-CN": "打包"}', 'fulfillment_orders'),
  ('order_management.assign_backorder(bigint, bigint)', '{"en": "Assign stock", "zh-CN": "分配库存"}', 'fulfillment_orders'),
  ('order_management.merge_options(bigint)', '{"en": "See what can ship together", "zh-CN": "查看可合并发货"}', 'orders'),
  ('order_management.merge_sub_orders(bigint[])', '{"en": "Ship together", "zh-CN": "合并发货"}', 'fulfillment_orders'),
  ('order_management.separate_sub_order(bigint)', '{"en": "Ship apart", "zh-CN": "取消合并"}', 'fulfillment_orders'),
  ('order_management.ship_parcel(bigint, text, bigint, timestamptz)', '{"en": "Ship", "zh-CN": "发货"}', 'shipments'),
  ('order_management.unpack_parcel(bigint, text)', '{"en": "Unpack", "zh-CN": "拆包"}', 'shipments'),
  ('order_management.record_tracking(bigint, text, timestamptz, text, text)',
    '{"en": "Record tracking", "zh-CN": "登记物流"}', 'shipments'),
  ('order_management.correct_parcel(bigint, bigint, text, text)', '{"en": "Change carrier", "zh-CN": "更改物流"}', 'shipments')
) as t (routine, label, entity);
