-- What the app asks for before it runs an operation of fulfilment, and in which state it offers it.

create function order_management.while_in(field text, variadic states text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('field', field, 'op', 'in', 'value', to_jsonb(states));
$$;
comment on function order_management.while_in is 'Condition that a field is one of these.';

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'sub_order_id', 'when', t.condition, 'fields', coalesce(t.fields, '[]'::jsonb)
) || t.screen::jsonb)
from (values
  ('release_sub_order', order_management.while_in('status', 'planned', 'reserved'), null::jsonb,
    '{"isPrimary": true, "isBatch": true}'),
  ('start_picking', order_management.while_in('status', 'released'), null, '{"isPrimary": true, "isBatch": true}'),
  ('confirm_pick', jsonb_build_object('all', jsonb_build_array(
    order_management.while_in('status', 'picking'), '{"field": "picked_at", "op": "is_empty"}'::jsonb
  )), null, '{"isPrimary": true, "isBatch": true, "text": {
    "en": "All pieces were found. Where some are missing, pick on the page “Pick and ship”.",
    "zh-CN": "全部拣齐。如有缺货，请在“拣货发货”页面操作。"}}'),
  ('pack_parcel', jsonb_build_object('all', jsonb_build_array(
    order_management.while_in('status', 'picking'), '{"field": "picked_at", "op": "is_not_empty"}'::jsonb
  )), '[{"name": "weight_g", "type": "integer", "label": {"en": "Weight (g)", "zh-CN": "重量（克）"},
    "help": {"en": "Empty: as the SKUs say", "zh-CN": "留空则按 SKU 重量计算"}}]',
    '{"isPrimary": true, "isBatch": true}'),
  ('assign_backorder', order_management.while_in('status', 'backorder'),
    '[{"name": "warehouse_id", "type": "relation", "target": "warehouses", "label": {"en": "Warehouse", "zh-CN": "仓库"},
    "help": {"en": "Empty: the best one that has it all", "zh-CN": "留空则自动选择有货的最优仓库"}}]',
    '{"isPrimary": true, "isBatch": true}'),
  ('separate_sub_order', '{"field": "parcel_group_id", "op": "is_not_empty"}', null, '{}')
) as t (name, condition, fields, screen);

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'shipment_id', 'when', t.condition, 'fields', t.fields
) || t.screen::jsonb)
from (values
  ('ship_parcel', order_management.while_in('status', 'packed'), '[
    {"name": "tracking_no", "type": "text", "isRequired": true, "from": "tracking_no",
      "label": {"en": "Tracking number", "zh-CN": "运单号"}},
    {"name": "carrier_id", "type": "relation", "target": "carriers", "isRequired": true, "from": "carrier_id",
      "label": {"en": "Carrier", "zh-CN": "物流公司"}},
    {"name": "expected_at", "type": "datetime", "label": {"en": "Expected", "zh-CN": "预计送达"}}
  ]'::jsonb, '{"isPrimary": true}'),
  ('record_tracking', order_management.while_in('status', 'shipped'), jsonb_build_array(
    jsonb_build_object('name', 'code', 'type', 'choice', 'isRequired', true, 'label', '{"en": "State", "zh-CN": "状态"}'::jsonb,
      'options', (
        select f.options from config.fields as f join config.entities as e on e.id = f.entity_id
        where (e.name, f.name) = ('tracking_events', 'code')
      )),
    '{"name": "at", "type": "datetime", "label": {"en": "When", "zh-CN": "时间"},
      "help": {"en": "Empty: now", "zh-CN": "留空则为当前时间"}}'::jsonb,
    '{"name": "location", "type": "text", "label": {"en": "Place", "zh-CN": "地点"}}'::jsonb,
    '{"name": "description", "type": "text", "label": {"en": "Description", "zh-CN": "描述"}}'::jsonb
  ), '{"isPrimary": true}'),
  ('correct_parcel', order_management.while_in('status', 'packed', 'shipped'), '[
    {"name": "carrier_id", "type": "relation", "target": "carriers", "isRequired": true, "from": "carrier_id",
      "label": {"en": "Carrier", "zh-CN": "物流公司"}},
    {"name": "tracking_no", "type": "text", "from": "tracking_no", "label": {"en": "Tracking number", "zh-CN": "运单号"}}
  ]'::jsonb || order_management.asked('{note!}'), '{}'),
  ('unpack_parcel', order_management.while_in('status', 'packed'), order_management.asked('{note!}'), '{"isDanger": true}')
) as t (name, condition, fields, screen);
