-- Where a day of work begins: the views that everybody finds. Each shows its first page from an index.

create function order_management.view(entity text, type text, en text, zh text, settings jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.define_view(entity, jsonb_build_object('en', en, 'zh-CN', zh), type, settings);
$$;
comment on function order_management.view is 'A shared view, in one line.';

select order_management.view(t.entity, t.type, t.en, t.zh, t.settings::jsonb)
from (values
  ('orders', 'table', 'To review', '待审核', '{
    "filter": {"field": "lifecycle", "op": "eq", "value": "pending_review"},
    "sort": [{"field": "placed_at", "descending": false}],
    "queue": {"position": 10, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'Needs attention', '需处理', '{
    "filter": {"all": [
      {"field": "lifecycle", "op": "in", "value": ["pending_review", "confirmed", "processing"]},
      {"any": [
        {"field": "attention_reasons", "op": "is_not_empty"}, {"field": "hold_reasons", "op": "is_not_empty"}]}]},
    "sort": [{"field": "placed_at", "descending": false}],
    "columns": [{"field": "order_no"}, {"field": "attention_reasons"}, {"field": "hold_reasons"}, {"field": "channel_id"},
      {"field": "ship_name"}, {"field": "grand_total"}, {"field": "placed_at"}, {"field": "ship_due_at"}],
    "queue": {"position": 20, "due": "promised_ship_at", "since": "placed_at", "operations": ["change_recipient", "release_hold"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'To ship', '待发货', '{
    "filter": {"field": "status", "op": "eq", "value": "to_ship"},
    "sort": [{"field": "placed_at", "descending": false}],
    "queue": {"position": 60, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order"]},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'Overdue', '已超时', '{
    "filter": {"all": [
      {"field": "fulfillment_status", "op": "in", "value": ["unfulfilled", "partial"]},
      {"field": "lifecycle", "op": "in", "value": ["confirmed", "processing"]},
      {"field": "promised_ship_at", "op": "lt", "variable": "now"}]},
    "queue": {"position": 5, "due": "promised_ship_at", "since": "placed_at", "operations": ["approve_order", "start_picking"]},
    "sort": [{"field": "promised_ship_at", "descending": false}]}'),
  ('orders', 'table', 'To pay', '待支付', '{"filter": {"field": "status", "op": "eq", "value": "to_pay"}}'),
  ('orders', 'kanban', 'By stage', '按进度', '{
    "lane": "status",
    "filter": {"field": "status", "op": "in", "value": ["to_pay", "paid", "to_ship", "partially_shipped", "shipped"]},
    "sort": [{"field": "placed_at", "descending": false}],
    "aggregates": [{"field": "grand_total", "op": "sum"}],
    "colours": [{"color": "red", "condition": {"field": "ship_due_at", "op": "lt", "variable": "now"}}],
    "columns": [{"field": "order_no"}, {"field": "ship_name"}, {"field": "grand_total"}, {"field": "placed_at"},
      {"field": "ship_due_at"}]}'),
  ('tasks', 'kanban', 'By state', '按状态', '{"lane": "state"}'),
  ('tasks', 'table', 'Mine', '我的任务', '{
    "queue": {"position": 100, "due": "due_at"},
    "filter": {"all": [
      {"field": "assignee_id", "op": "eq", "variable": "me"}, {"field": "state", "op": "neq", "value": "done"}]}}'),
  ('tasks', 'calendar', 'By due date', '按截止时间', '{"date": "due_at"}'),

  ('fulfillment_orders', 'table', 'To release', '待下发', '{
    "filter": {"field": "status", "op": "in", "value": ["planned", "reserved"]},
    "sort": [{"field": "created_at", "descending": false}],
    "queue": {"position": 40, "due": "ship_by", "since": "created_at", "operations": ["release_sub_order"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'To pick', '待拣货', '{
    "filter": {"field": "status", "op": "in", "value": ["released", "picking"]},
    "sort": [{"field": "ship_by", "descending": false}],
    "queue": {"position": 45, "due": "ship_by", "since": "created_at", "operations": ["start_picking"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'Packed, to ship', '已打包待发', '{
    "filter": {"field": "status", "op": "eq", "value": "packed"},
    "sort": [{"field": "ship_by", "descending": false}],
    "queue": {"position": 50, "due": "ship_by", "since": "created_at", "operations": ["ship_parcel"]},
    "colours": [{"color": "red", "condition": {"field": "ship_by", "op": "lt", "variable": "now"}}]}'),
  ('fulfillment_orders', 'table', 'Out of stock', '缺货', '{
    "queue": {"position": 55, "due": "ship_by", "since": "created_at", "operations": ["assign_backorder"]},
    "sort": [{"field": "created_at", "descending": false}],
    "filter": {"field": "status", "op": "eq", "value": "backorder"}}'),
  ('fulfillment_orders', 'kanban', 'In the warehouse', '仓库作业', '{
    "lane": "status",
    "filter": {"field": "status", "op": "in", "value": ["planned", "reserved", "released", "picking", "packed"]}}'),
  ('shipments', 'table', 'On the way', '运输中', '{"filter": {"field": "status", "op": "eq", "value": "shipped"}}'),

  ('payments', 'table', 'To confirm', '待确认', '{
    "filter": {"field": "state", "op": "eq", "value": "pending"},
    "sort": [{"field": "created_at", "descending": false}],
    "queue": {"position": 30, "since": "created_at", "operations": ["confirm_payment"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),
  ('refunds', 'table', 'To approve', '待批准', '{
    "filter": {"field": "state", "op": "eq", "value": "requested"},
    "sort": [{"field": "requested_at", "descending": false}],
    "queue": {"position": 70, "since": "requested_at", "operations": ["approve_refund"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('refunds', 'table', 'To pay out', '待打款', '{
    "filter": {"field": "state", "op": "in", "value": ["approved", "processing"]},
    "sort": [{"field": "requested_at", "descending": false}],
    "queue": {"position": 75, "since": "requested_at", "operations": ["pay_out_refund"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('returns', 'table', 'Open, by deadline', '处理中，按期限', '{
    "filter": {"field": "state", "op": "in", "value": ["requested", "approved", "in_transit", "received", "inspected"]},
    "queue": {"position": 85, "due": "deadline", "since": "requested_at", "operations": ["hold_order", "start_picking"]},
    "sort": [{"field": "deadline", "descending": false}]}'),
  ('complaints', 'table', 'Queue', '待处理', '{
    "filter": {"field": "state", "op": "in", "value": ["open", "investigating", "waiting_customer"]},
    "queue": {"position": 80, "due": "due_at", "since": "created_at", "operations": ["investigate_complaint"]},
    "sort": [{"field": "due_at", "descending": false}],
    "colours": [{"color": "red", "condition": {"field": "due_at", "op": "lt", "variable": "now"}}]}'),
  ('complaints', 'table', 'Mine', '我的投诉', '{
    "filter": {"all": [
      {"field": "assignee_id", "op": "eq", "variable": "me"}, {"field": "state", "op": "neq", "value": "closed"}]},
    "sort": [{"field": "due_at", "descending": false}],
    "colours": [{"color": "red", "condition": {"field": "due_at", "op": "lt", "variable": "now"}}]}'),
  ('complaints', 'calendar', 'By due date', '按截止时间', '{
    "date": "due_at",
    "filter": {"field": "state", "op": "in", "value": ["open", "investigating", "waiting_customer"]}}'),
  ('complaints', 'kanban', 'By state', '按状态', '{"lane": "state"}'),

  ('products', 'gallery', 'Gallery', '图库', '{"cover": "name"}'),
  ('stock', 'table', 'None left', '无可用库存', '{
    "filter": {"field": "available", "op": "lte", "value": 0},
    "colours": [{"color": "red", "condition": {"field": "available", "op": "lt", "value": 0}}]}'),
  ('stock_alerts', 'table', 'Open', '未处理', '{
    "queue": {"position": 95, "since": "raised_at", "operations": ["receive_stock"]},
    "sort": [{"field": "raised_at", "descending": false}],
    "filter": {"field": "cleared_at", "op": "is_empty"}}')
) as t (entity, type, en, zh, settings);
