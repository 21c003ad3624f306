-- Who may run which operation, as shipped.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'::text[]),
  ('manager', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'),
  ('customer_service', '{plan_split}'),
  ('warehouse', '{receive_stock,count_stock,transfer_stock,damage_stock,receive_goods}')
) as t (role_key, names);
