-- The six roles, what is "mine", and the named row conditions. All of it can be changed in the app.

select engine.define_role(t.key, t.label::jsonb, t.options::jsonb)
from (values
  ('admin', '{"en": "Admin", "zh-CN": "管理员"}',
    '{"rank": 0, "can_view_as": true, "may_configure": ["members", "roles", "entities", "views", "settings"]}'),
  ('manager', '{"en": "Manager", "zh-CN": "经理"}', '{"rank": 20, "can_view_as": true, "may_configure": ["views"]}'),
  ('customer_service', '{"en": "Customer service", "zh-CN": "客服"}', '{"rank": 40}'),
  ('finance', '{"en": "Finance", "zh-CN": "财务"}', '{"rank": 40}'),
  ('warehouse', '{"en": "Warehouse", "zh-CN": "仓库"}', '{"rank": 40}'),
  ('viewer', '{"en": "Viewer", "zh-CN": "只读"}', '{"rank": 60}')
) as t (key, label, options);

select engine.define_variable('my_warehouses', 'warehouses', '{"en": "My warehouses", "zh-CN": "我的仓库"}');
select engine.define_variable('my_channels', 'channels', '{"en": "My channels", "zh-CN": "我的渠道"}');

select engine.define_scope(t.key, t.label::jsonb, t.condition::jsonb)
from (values
  ('own_warehouses', '{"en": "Of my warehouses", "zh-CN": "我的仓库的记录"}',
    '{"field": "warehouse_id", "op": "in", "variable": "my_warehouses"}'),
  ('shipped_by_own_warehouses', '{"en": "Shipped by my warehouses", "zh-CN": "由我的仓库发货"}',
    '{"field": "warehouse_ids", "op": "overlaps", "variable": "my_warehouses"}'),
  ('order_is_visible', '{"en": "Of orders that I see", "zh-CN": "我能看到的订单的记录"}',
    '{"field": "order_id", "op": "visible"}'),
  ('own_warehouse_records', '{"en": "My warehouses themselves", "zh-CN": "我的仓库本身"}',
    '{"field": "id", "op": "in", "variable": "my_warehouses"}'),
  ('own_channels', '{"en": "Of my channels", "zh-CN": "我的渠道的记录"}',
    '{"field": "channel_id", "op": "in", "variable": "my_channels"}'),
  ('tasks_of_warehouse_staff', '{"en": "For me or for the warehouse", "zh-CN": "分配给我或仓库的任务"}',
    '{"any": [
      {"field": "assignee_id", "op": "eq", "variable": "me"},
      {"all": [
        {"field": "assignee_id", "op": "is_empty"}, {"field": "role_key", "op": "eq", "value": "warehouse"}
      ]}
    ]}')
) as t (key, label, condition);
