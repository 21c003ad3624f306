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
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'To ship', '待发货', '{
    "filter": {"field": "status", "op": "eq", "value": "to_ship"},
    "colours": [{"color": "red", "condition": {"field": "promised_ship_at", "op": "lt", "variable": "now"}}]}'),
  ('orders', 'table', 'Overdue', '已超时', '{
    "filter": {"all": [
      {"field": "fulfillment_status", "op": "in", "value": ["unfulfilled", "partial"]},
      {"field": "lifecycle", "op": "in", "value": ["confirmed", "processing"]},
      {"field": "promised_ship_at", "op": "lt", "variable": "now"}]},
    "sort": [{"field": "promised_ship_at", "descending": false}]}'),
  ('orders', 'table', 'To pay', '待支付', '{"filter": {"field": "status", "op": "eq", "value": "to_pay"}}'),
  ('orders', 'kanban', 'By stage', '按进度', '{
    "lane": "lifecycle",
    "filter": {"field": "lifecycle", "op": "in", "value": ["pending_review", "confirmed", "processing"]},
    "columns": [{"field": "order_no"}, {"field": "ship_name"}, {"field": "grand_total"}, {"field": "promised_ship_at"}]}'),
  ('tasks', 'kanban', 'By state', '按状态', '{"lane": "state"}'),
  ('tasks', 'table', 'Mine', '我的任务', '{
    "filter": {"all": [
      {"field": "assignee_id", "op": "eq", "variable": "me"}, {"field": "state", "op": "neq", "value": "done"}]}}'),
  ('tasks', 'calendar', 'By due date', '按截止时间', '{"date": "due_at"}'),

  ('fulfillment_orders', 'table', 'Out of stock', '缺货', '{
    "filter": {"field": "status", "op": "eq", "value": "backorder"}}'),
  ('fulfillment_orders', 'kanban', 'In the warehouse', '仓库作业', '{
    "lane": "status",
    "filter": {"field": "status", "op": "in", "value": ["planned", "reserved", "released", "picking", "packed"]}}'),
  ('shipments', 'table', 'On the way', '运输中', '{"filter": {"field": "status", "op": "eq", "value": "shipped"}}'),

  ('payments', 'table', 'To confirm', '待确认', '{
    "filter": {"field": "state", "op": "eq", "value": "pending"},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),
  ('refunds', 'table', 'To approve', '待批准', '{
    "filter": {"field": "state", "op": "eq", "value": "requested"},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('refunds', 'table', 'To pay out', '待打款', '{
    "filter": {"field": "state", "op": "in", "value": ["approved", "processing"]},
    "aggregates": [{"field": "amount", "op": "sum"}]}'),

  ('returns', 'table', 'Open, by deadline', '处理中，按期限', '{
    "filter": {"field": "state", "op": "nin", "value": ["rejected", "closed"]},
    "sort": [{"field": "deadline", "descending": false}]}'),
  ('complaints', 'table', 'Queue', '待处理', '{
    "filter": {"field": "state", "op": "in", "value": ["open", "investigating", "waiting_customer"]},
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
  ('stock_alerts', 'table', 'Open', '未处理', '{"filter": {"field": "cleared_at", "op": "is_empty"}}')
) as t (entity, type, en, zh, settings);
