-- Who may move money, as shipped: finance and those above; nobody else, and nobody without an operation.

select engine.allow_operations(role_key, variadic '{receive_payment,expect_payment,confirm_payment,fail_payment,plan_refund,
  request_refund,approve_refund,send_refund,pay_out_refund,reject_refund,issue_invoice,credit_invoice}'::text[])
from unnest(array['admin', 'manager', 'finance']) as role_key;
