-- What people do with money, each with a right of its own.

select engine.offer_operation(t.routine::regprocedure, t.label::jsonb, t.entity)
from (values
  ('order_management.receive_payment(bigint, text, numeric, text, timestamptz, numeric, text, text)',
    '{"en": "Record payment", "zh-CN": "登记收款"}', 'orders'),
  ('order_management.expect_payment(bigint, text, numeric, text, text, text)',
    '{"en": "Expect payment", "zh-CN": "登记待收款"}', 'orders'),
  ('order_management.confirm_payment(bigint, timestamptz, text)', '{"en": "Confirm receipt", "zh-CN": "确认到账"}', 'payments'),
  ('order_management.fail_payment(bigint, text)', '{"en": "Mark as failed", "zh-CN": "标记失败"}', 'payments'),
  ('order_management.plan_refund(bigint, jsonb, numeric)', '{"en": "Preview a refund", "zh-CN": "预览退款"}', 'orders'),
  ('order_management.request_refund(bigint, text, jsonb, numeric, numeric, bigint)',
    '{"en": "Request refund", "zh-CN": "申请退款"}', 'orders'),
  ('order_management.approve_refund(bigint, text)', '{"en": "Approve", "zh-CN": "批准"}', 'refunds'),
  ('order_management.send_refund(bigint, text, text, text)', '{"en": "Mark as under way", "zh-CN": "标记打款中"}', 'refunds'),
  ('order_management.pay_out_refund(bigint, text, text, text, text)', '{"en": "Mark as paid out", "zh-CN": "确认已打款"}', 'refunds'),
  ('order_management.reject_refund(bigint, text)', '{"en": "Reject", "zh-CN": "驳回"}', 'refunds'),
  ('order_management.issue_invoice(bigint, text, text, numeric, text, text, text)',
    '{"en": "Issue invoice", "zh-CN": "开具发票"}', 'orders'),
  ('order_management.credit_invoice(bigint, text, numeric)', '{"en": "Issue credit note", "zh-CN": "开具红字发票"}', 'invoices')
) as t (routine, label, entity);
