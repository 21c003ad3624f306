-- Who may run which operation, as shipped.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{plan_split,apply_split,undo_split}'::text[]),
  ('manager', '{plan_split,apply_split,undo_split}'),
  ('customer_service', '{plan_split}')
) as t (role_key, names);
