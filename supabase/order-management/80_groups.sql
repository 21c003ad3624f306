-- Order management as people find it: headings of the navigation, ordered by job.

select engine.define_group(t.key, t.label::jsonb, t.position, t.icon)
from (values
  ('orders', '{"en": "Orders", "zh-CN": "订单"}', 10, 'ShoppingCartOutlined'),
  ('fulfilment', '{"en": "Fulfilment", "zh-CN": "发货"}', 20, 'SendOutlined'),
  ('finance', '{"en": "Finance", "zh-CN": "财务"}', 30, 'PayCircleOutlined'),
  ('after_sales', '{"en": "After-sales", "zh-CN": "售后"}', 40, 'CustomerServiceOutlined'),
  ('customers', '{"en": "Customers", "zh-CN": "客户"}', 50, 'TeamOutlined'),
  ('stock', '{"en": "Goods and stock", "zh-CN": "商品与库存"}', 60, 'AppstoreOutlined'),
  ('reports', '{"en": "Reports", "zh-CN": "报表"}', 70, 'BarChartOutlined'),
  ('settings', '{"en": "Settings", "zh-CN": "设置"}', 80, 'SettingOutlined')
) as t (key, label, position, icon);

-- Columns that have no word of their own in their table.
do $$
declare
  missing record;
begin
  for missing in
    select c.table_name, c.column_name, t.label
    from engine.columns as c
    join (values
      ('id', 'No. | 编号'), ('created_at', 'Created | 创建时间'), ('updated_at', 'Changed | 更新时间'),
      ('version', 'Version | 版本'), ('name_grams', 'Search index of the name | 名称检索'),
      ('ship_name_grams', 'Search index of the recipient | 收货人检索')
    ) as t (column_name, label) using (column_name)
    where col_description(c.table_oid, c.column_number) is null
  loop
    execute format('comment on column public.%I.%I is %L', missing.table_name, missing.column_name, missing.label);
  end loop;
end;
$$;
