-- What people do with complaints, and what the app asks for it.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, 'complaints')
from (values
  ('order_management.assign_complaint(bigint, uuid)', '{"en": "Assign", "zh-CN": "指派"}'),
  ('order_management.investigate_complaint(bigint, uuid)', '{"en": "Investigate", "zh-CN": "开始调查"}'),
  ('order_management.note_finding(bigint, text, text)', '{"en": "Note the finding", "zh-CN": "记录调查结果"}'),
  ('order_management.ask_customer(bigint, text)', '{"en": "Ask the customer", "zh-CN": "询问客户"}'),
  ('order_management.resolve_complaint(bigint, text, text, text)', '{"en": "Resolve", "zh-CN": "解决"}'),
  ('order_management.close_complaint(bigint, integer)', '{"en": "Close", "zh-CN": "结案"}')
) as t (routine, label);

select engine.show_operation(t.name, jsonb_build_object(
  'key', 'complaint_id', 'when', jsonb_build_object('field', 'state', 'op', 'in', 'value', to_jsonb(t.states)),
  'fields', (
    select jsonb_agg(f.field || jsonb_build_object('name', rtrim(a.name, '!'), 'isRequired', a.name like '%!') order by a.position)
    from unnest(t.fields) with ordinality as a (name, position)
    join (values
      ('assignee_id', '{"type": "person", "from": "assignee_id", "label": {"en": "Handled by", "zh-CN": "处理人"}}'::jsonb),
      ('finding', '{"type": "long_text", "from": "finding", "label": {"en": "Finding", "zh-CN": "调查结果"}}'),
      ('measure', '{"type": "long_text", "from": "measure", "label": {"en": "Measure", "zh-CN": "处理措施"}}'),
      ('question', '{"type": "long_text", "label": {"en": "Question to the customer", "zh-CN": "询问内容"}}'),
      ('reply', '{"type": "long_text", "from": "reply", "label": {"en": "Reply to the customer", "zh-CN": "回复客户"},
        "help": {"en": "It is sent as it stands here.", "zh-CN": "将按此内容发送给客户。"}}'),
      ('csat', '{"type": "rating", "from": "csat", "label": {"en": "Satisfaction", "zh-CN": "满意度"},
        "help": {"en": "What the customer said, if anything.", "zh-CN": "客户的评价，可不填。"}}')
    ) as f (name, field) on f.name = rtrim(a.name, '!')
  )
) || t.screen::jsonb)
from (values
  ('investigate_complaint', '{open}'::text[], '{assignee_id}'::text[], '{"isPrimary": true, "text": {
    "en": "Without a name it is yours.", "zh-CN": "不填则由您处理。"}}'),
  ('assign_complaint', '{open,investigating,waiting_customer,resolved}', '{assignee_id!}', '{}'),
  ('ask_customer', '{investigating}', '{question!}', '{}'),
  ('note_finding', '{investigating,waiting_customer}', '{finding!,measure}', '{}'),
  ('resolve_complaint', '{investigating,waiting_customer}', '{finding,measure,reply!}', '{"isPrimary": true}'),
  ('close_complaint', '{resolved}', '{csat}', '{"isPrimary": true}')
) as t (name, states, fields, screen);
