-- What the app asks for before it runs an operation.

create function order_management.asked(names text[])
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(
    f.field || jsonb_build_object('name', f.name) || case
      when a.name = 'note!' then '{"isRequired": true, "label": {"en": "Reason", "zh-CN": "原因"}}'
      when a.name like '%!' then '{"isRequired": true}'
      else '{}'
    end::jsonb
    order by a.position
  )
  from unnest(names) with ordinality as a (name, position)
  join (values
    ('qty', '{"type": "integer", "isRequired": true, "label": {"en": "Quantity", "zh-CN": "数量"}}'::jsonb),
    ('counted', '{"type": "integer", "isRequired": true, "from": "on_hand", "label": {"en": "Counted", "zh-CN": "实盘数量"},
      "help": {"en": "What lies there, reserved pieces included", "zh-CN": "实际在库数量，含已占用"}}'),
    ('unit_cost', '{"type": "decimal", "options": {"scale": 4}, "label": {"en": "Cost per piece", "zh-CN": "单件成本"}}'),
    ('bin', '{"type": "text", "label": {"en": "Bin", "zh-CN": "库位"}}'),
    ('sku_id', '{"type": "relation", "target": "skus", "isRequired": true, "label": {"en": "SKU", "zh-CN": "SKU"}}'),
    ('to_warehouse_id', '{"type": "relation", "target": "warehouses", "isRequired": true,
      "label": {"en": "To warehouse", "zh-CN": "调入仓库"}}'),
    ('note', '{"type": "text", "label": {"en": "Note", "zh-CN": "备注"}}')
  ) as f (name, field) on f.name = rtrim(a.name, '!');
$$;
comment on function order_management.asked is 'Fields of operation forms that several operations share, by name and in this order; `!` makes one required.';

select engine.show_operation(t.name, jsonb_build_object('key', t.key, 'fields', order_management.asked(t.fields)) || t.screen::jsonb)
from (values
  ('receive_stock', 'stock_id', '{qty,unit_cost,bin,note}'::text[], '{"isPrimary": true}'),
  ('count_stock', 'stock_id', '{counted,note}', '{"text": {
    "en": "A difference is booked as a loss or a find.", "zh-CN": "差异将记为盘亏或盘盈。"}}'),
  ('transfer_stock', 'stock_id', '{to_warehouse_id,qty,note}', '{}'),
  ('damage_stock', 'stock_id', '{qty,note!}', '{"isDanger": true}'),
  ('correct_stock', 'stock_id', '{qty,note!}', '{"text": {
    "en": "Adds pieces; a negative number takes them away.", "zh-CN": "填正数增加，填负数减少。"}}'),
  ('receive_goods', 'warehouse_id', '{sku_id,qty,unit_cost,bin,note}', '{"isPrimary": true, "when": {
    "field": "is_active", "op": "eq", "value": true}}')
) as t (name, key, fields, screen);
