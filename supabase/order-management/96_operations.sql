-- Who may run which operation, as shipped.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{submit_order,approve_order,hold_order,release_hold,complete_order,cancel_order,call_back}'::text[]),
  ('manager', '{submit_order,approve_order,hold_order,release_hold,complete_order,cancel_order,call_back}'),
  ('customer_service', '{submit_order,approve_order,hold_order,release_hold,cancel_order}'),
  ('admin', '{change_quantity,change_recipient,change_for_customer,collect_difference,refund_difference,waive_difference}'),
  ('manager', '{change_quantity,change_recipient,change_for_customer,collect_difference,refund_difference,waive_difference}'),
  ('customer_service', '{change_recipient,change_for_customer}'),
  ('finance', '{hold_order,collect_difference,refund_difference,waive_difference}'),
  ('warehouse', '{call_back}'),
  ('admin', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'),
  ('manager', '{plan_split,apply_split,undo_split,receive_stock,count_stock,transfer_stock,damage_stock,correct_stock,
    receive_goods}'),
  ('customer_service', '{plan_split}'),
  ('warehouse', '{receive_stock,count_stock,transfer_stock,damage_stock,receive_goods}')
) as t (role_key, names);
