-- Invoices, complaints and tasks.

insert into public.invoices (order_id, kind, title, tax_no, email, amount, issued_at)
select p.order_id, case when p.i % 30 = 0 then 'vat' else 'normal' end,
  case when p.i % 30 = 0 then '演示科技有限公司 Demo Technology Ltd' else p.name end,
  case when p.i % 30 = 0 then '9100000000000DEMO' end, p.email, s.total, p.placed_at + interval '3 days'
from demo_plan as p
join demo_sums as s using (order_id)
where p.stage = 'completed' and p.i % 10 = 0
order by p.i;

insert into public.invoices (order_id, kind, title, amount, issued_at, voids_id, note)
select i.order_id, 'credit_note', i.title, i.amount, i.issued_at + interval '1 day', i.id, '抬头有误 Wrong title'
from public.invoices as i
join demo_plan as p using (order_id)
where p.i % 70 = 0
order by i.id;

create temporary table demo_texts on commit drop as
select * from (values
  (0, 'quality', '商品有瑕疵', 'The seam came apart'), (1, 'delivery', '物流太慢', 'Delivery took too long'),
  (2, 'service', '客服回复慢', 'Nobody answered my message'), (3, 'wrong_item', '发错颜色', 'Wrong colour delivered'),
  (4, 'price', '买后降价', 'Price dropped the next day'), (5, 'invoice', '没有收到发票', 'No invoice received'),
  (6, 'other', '包装破损', 'The box was crushed')
) as t (number, type, chinese, english);

insert into public.complaints (
  order_id, customer_id, channel_id, type, severity, state, subject, description, finding, measure, reply, csat, due_at,
  first_response_at, resolved_at, closed_at, is_negative_feedback, is_az_claim, is_claim_denied, is_chargeback,
  created_at
)
select p.order_id, p.customer_id, p.channel_id, t.type,
  pg_temp.pick('{low,normal,normal,high,urgent}', 'severity', p.i), now_in.state,
  case when p.is_chinese then t.chinese else t.english end, '演示投诉 Demo complaint',
  case when is_at.work >= 2 then '已核实 Confirmed with the warehouse' end,
  case when is_at.work >= 4 then '补偿优惠券 Voucher given' end,
  case when is_at.work >= 3 then '非常抱歉，我们马上处理 We are sorry and take care of it' end,
  case when is_at.work >= 4 then 1 + p.i % 5 end, asked.at + interval '48 hours',
  case when is_at.work >= 3 then least(asked.at + (1 + p.i % 20) * interval '1 hour', now()) end,
  case when is_at.work >= 4 then least(asked.at + (24 + p.i % 40) * interval '1 hour', now()) end,
  case when is_at.work >= 5 then least(asked.at + interval '4 days', now()) end,
  p.i % 3 = 0, not p.is_chinese and p.i % 4 = 0, not p.is_chinese and p.i % 8 = 0, p.i % 25 = 0, asked.at
from demo_plan as p
cross join lateral (select p.placed_at + interval '6 days') as asked (at)
cross join lateral (
  select case when asked.at < now() - interval '20 days' then pg_temp.pick('{resolved,closed,closed}', 'solved', p.i)
    else (array['open', 'investigating', 'waiting_customer', 'resolved'])[1 + p.i / 23 % 4] end
) as now_in (state)
cross join lateral (
  select array_position('{open,investigating,waiting_customer,resolved,closed}', now_in.state)
) as is_at (work)
join demo_texts as t on t.number = floor(pg_temp.chance('complaint', p.i) * 7)
where asked.at < now() and p.i % 23 = 0 and p.stage not like 'cancelled%'
order by p.i;

insert into public.tasks (title, description, role_key, order_id, due_at)
select '核对收货地址 Check the delivery address', '演示任务 Demo task', 'customer_service', p.order_id,
  p.placed_at + interval '1 day'
from demo_plan as p
where p.stage = 'on_hold'
order by p.i;

insert into public.tasks (title, description, role_key, order_id, due_at)
select '补货后发货 Ship when stock arrives', '演示任务 Demo task', 'warehouse', p.order_id, p.placed_at + interval '7 days'
from demo_plan as p
where p.stage = 'backorder'
order by p.i;
