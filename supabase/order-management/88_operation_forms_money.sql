-- What the app asks for before money moves. Ways to pay are those of the payments themselves.

create function order_management.ways_to_pay(entity text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('choices', f.options -> 'choices')
  from config.fields as f join config.entities as e on e.id = f.entity_id
  where e.name = entity and f.name = 'method';
$$;
comment on function order_management.ways_to_pay is 'The choices of the method of payments or refunds.';

create function order_management.asked_about_money(entity text, names text[])
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(
    f.field || jsonb_build_object('name', f.name) || case when a.name like '%!' then '{"isRequired": true}' else '{}' end::jsonb
      || case f.name when 'method' then jsonb_build_object('options', order_management.ways_to_pay(entity)) else '{}' end
      || case when a.name like '%=%' then jsonb_build_object('from', rtrim(split_part(a.name, '=', 2), '!')) else '{}' end
    order by a.position
  )
  from unnest(names) with ordinality as a (name, position)
  join (values
    ('method', '{"type": "choice", "label": {"en": "Method", "zh-CN": "方式"}}'::jsonb),
    ('amount', '{"type": "money", "label": {"en": "Amount", "zh-CN": "金额"}}'),
    ('fee', '{"type": "money", "label": {"en": "Fee", "zh-CN": "手续费"}}'),
    ('provider_ref', '{"type": "text", "label": {"en": "Provider''s reference", "zh-CN": "流水号"},
      "help": {"en": "The same reference is never booked twice", "zh-CN": "同一流水号不会重复入账"}}'),
    ('paid_at', '{"type": "datetime", "label": {"en": "Paid", "zh-CN": "付款时间"},
      "help": {"en": "Empty: now", "zh-CN": "留空为现在"}}'),
    ('title', '{"type": "text", "label": {"en": "Title", "zh-CN": "抬头"}}'),
    ('kind', '{"type": "choice", "label": {"en": "Kind", "zh-CN": "类型"}, "options": {"choices": [
      {"value": "normal", "label": {"en": "Invoice", "zh-CN": "普通发票"}, "color": "blue"},
      {"value": "vat", "label": {"en": "VAT invoice", "zh-CN": "增值税专用发票"}, "color": "purple"}]}}'),
    ('tax_no', '{"type": "text", "label": {"en": "Tax number", "zh-CN": "税号"},
      "help": {"en": "A VAT invoice needs one", "zh-CN": "专用发票必填"}}'),
    ('email', '{"type": "email", "label": {"en": "Send to", "zh-CN": "接收邮箱"}}'),
    ('note', '{"type": "text", "label": {"en": "Note", "zh-CN": "备注"}}'),
    ('reason', '{"type": "text", "label": {"en": "Reason", "zh-CN": "原因"}}')
  ) as f (name, field) on f.name = substring(a.name from '^\w+');
$$;
comment on function order_management.asked_about_money is
  'Fields of operation forms about money, by name and in this order; `=field` takes the first value from the record, `!` makes
one required.';

select engine.show_operation(t.name, jsonb_build_object(
  'key', t.key, 'fields', order_management.asked_about_money(t.entity, t.fields)
) || t.screen::jsonb)
from (values
  ('receive_payment', 'payments', 'order_id', '{method!,amount=balance_due!,provider_ref,paid_at,note}'::text[],
    '{"when": {"field": "balance_due", "op": "gt", "value": 0}}'),
  ('expect_payment', 'payments', 'order_id', '{method!,amount=balance_due!,provider_ref,note}', '{
    "when": {"field": "balance_due", "op": "gt", "value": 0}, "text": {
      "en": "It counts as soon as somebody confirms that it has arrived.", "zh-CN": "确认到账后才计入已付金额。"}}'),
  ('confirm_payment', 'payments', 'payment_id', '{paid_at,note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "method", "provider_ref"], "when": {"field": "state", "op": "eq", "value": "pending"}}'),
  ('fail_payment', 'payments', 'payment_id', '{note!}', '{
    "isDanger": true, "shows": ["order_id", "amount", "method", "provider_ref"], "when": {"field": "state", "op": "eq", "value": "pending"}}'),
  ('approve_refund', 'refunds', 'refund_id', '{note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "reason", "requested_by_id"], "when": {"field": "state", "op": "eq", "value": "requested"}}'),
  ('send_refund', 'refunds', 'refund_id', '{method!,provider_ref,note}', '{
    "shows": ["order_id", "amount", "reason", "approved_by_id"], "when": {"field": "state", "op": "eq", "value": "approved"}}'),
  ('pay_out_refund', 'refunds', 'refund_id', '{method=method!,provider_ref=provider_ref,note}', '{
    "isPrimary": true, "shows": ["order_id", "amount", "reason", "approved_by_id"], "when": {"field": "state", "op": "in", "value": ["approved", "processing"]}}'),
  ('reject_refund', 'refunds', 'refund_id', '{note!}', '{
    "isDanger": true, "shows": ["order_id", "amount", "reason", "requested_by_id"], "when": {"field": "state", "op": "in", "value": ["requested", "approved", "processing"]}}'),
  ('issue_invoice', 'invoices', 'order_id', '{title=ship_name!,amount=invoiceable_total!,kind,tax_no,email,note}', '{
    "when": {"field": "invoiceable_total", "op": "gt", "value": 0}, "text": {
      "en": "It gets the next number and is never changed; a credit note takes it back.",
      "zh-CN": "将取得下一个连续号码，开具后不可更改，只能以红字发票冲回。"}}'),
  ('credit_invoice', 'invoices', 'invoice_id', '{amount,note!}', '{
    "isDanger": true, "shows": ["order_id", "title", "amount"], "when": {"all": [
      {"field": "kind", "op": "neq", "value": "credit_note"}, {"field": "state", "op": "neq", "value": "credited"}]},
    "text": {"en": "Takes the invoice back: without an amount all that is left of it.", "zh-CN": "冲回该发票；不填金额则冲回全部余额。"}}')
) as t (name, entity, key, fields, screen);
