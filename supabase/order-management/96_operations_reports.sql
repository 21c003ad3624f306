-- Who reads which report, as shipped. Costs are behind the slow sellers, money that came in behind the sales.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat,
    report_hours,report_regions,report_stages,report_on_time,report_carriers,report_complaints}'::text[]),
  ('manager', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat,
    report_hours,report_regions,report_stages,report_on_time,report_carriers,report_complaints}'),
  ('customer_service', '{report_units,report_hours,report_regions,report_on_time,report_carriers,report_complaints}'),
  ('finance', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_slow_stock,report_repeat}'),
  ('warehouse', '{report_on_time,report_carriers}'),
  ('viewer', '{report_sales,report_order_values,report_order_amounts,report_units,report_revenue,report_repeat,report_hours,
    report_regions,report_stages,report_on_time,report_carriers,report_complaints}')
) as t (role_key, names);
