-- Reports as operations: the right to run one is given per role, and what it shows is what the role may read.

select engine.define_operation(t.name, t.label::jsonb, t.entity)
from (values
  ('report_sales', '{"en": "Report: sales", "zh-CN": "报表：销售趋势"}', 'orders'),
  ('report_order_values', '{"en": "Report: order values", "zh-CN": "报表：客单价"}', 'orders'),
  ('report_order_amounts', '{"en": "Report: order amounts", "zh-CN": "报表：订单金额分布"}', 'orders'),
  ('report_units', '{"en": "Report: top products by pieces", "zh-CN": "报表：热销商品（件数）"}', 'orders'),
  ('report_revenue', '{"en": "Report: top products by revenue", "zh-CN": "报表：热销商品（净收入）"}', 'orders'),
  ('report_slow_stock', '{"en": "Report: slow sellers", "zh-CN": "报表：滞销商品"}', 'stock'),
  ('report_repeat', '{"en": "Report: returning customers", "zh-CN": "报表：复购率"}', 'orders'),
  ('report_hours', '{"en": "Report: peak hours", "zh-CN": "报表：下单高峰"}', 'orders'),
  ('report_regions', '{"en": "Report: regions", "zh-CN": "报表：区域偏好"}', 'orders'),
  ('report_stages', '{"en": "Report: time per stage", "zh-CN": "报表：各环节用时"}', 'orders'),
  ('report_on_time', '{"en": "Report: shipped on time", "zh-CN": "报表：准时发货率"}', 'orders'),
  ('report_carriers', '{"en": "Report: carriers", "zh-CN": "报表：物流时效"}', 'shipments'),
  ('report_complaints', '{"en": "Report: complaints", "zh-CN": "报表：投诉分析"}', 'complaints')
) as t (name, label, entity);
