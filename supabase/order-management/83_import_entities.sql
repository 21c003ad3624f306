-- Imports as people find them.

select order_management.adopt(
  t."group", t."position", t.table_name, t.icon, t.title_field, t.list_fields, t.search_fields, t.default_sort
)
from (values
  ('finance', 240, 'credits', 'MinusCircleOutlined', 'external_no',
    '{external_no,channel_id,customer_id,amount,linked_amount,issued_at}'::text[], '{external_no}'::text[],
    '-issued_at,-id'),
  ('finance', 250, 'adjustments', 'DiffOutlined', 'external_no',
    '{external_no,kind,channel_id,title,quantity,unit_price,amount,adjusted_at}', '{external_no,title}',
    '-adjusted_at,-id'),
  ('settings', 796, 'import_batches', 'ImportOutlined', 'file_name',
    '{file_name,profile_id,channel_id,state,row_count,created_count,updated_count,rejected_count,finished_at}',
    '{file_name}', '-id'),
  ('settings', 797, 'import_profiles', 'ProfileOutlined', 'name',
    '{name,platform,shop_name,time_zone,currency,is_active}', '{name}', 'name')
) as t ("group", "position", table_name, icon, title_field, list_fields, search_fields, default_sort);

select engine.adopt_table(t.table_name, jsonb_build_object(
  'is_hidden', true, 'audit', false, 'title_field', t.title_field, 'list_fields', t.list_fields,
  'default_sort', t.default_sort, 'position', t.position
))
from (values
  (920, 'credit_lines', 'title', '{line_no,sku_id,title,quantity,unit_price,amount,refund_id}'::text[], 'line_no'),
  (930, 'import_rows', 'row_no', '{row_no,state,reason,raw,detail,order_id}', 'row_no')
) as t (position, table_name, title_field, list_fields, default_sort);
