-- Returns in every state, and the refunds that follow from them or stand alone.

create temporary table demo_returns on commit drop as
select nextval(pg_get_serial_sequence('public.returns', 'id')) as return_id, p.order_id, p.i, p.stage, p.is_chinese,
  least(p.placed_at + interval '8 days', now() - interval '6 hours') as asked_at, case p.stage
    when 'return_requested' then 'requested' when 'return_approved' then 'approved'
    when 'return_in_transit' then 'in_transit' when 'return_received' then 'received'
    when 'return_inspected' then 'inspected' when 'return_rejected' then 'rejected' else 'closed'
  end as state,
  (select warehouse_id from demo_progress as d where d.order_id = p.order_id order by line_no limit 1) as warehouse_id
from demo_plan as p
where p.stage like 'return%' or p.stage in ('partly_returned', 'refund_only')
order by p.i;

insert into public.returns (
  id, order_id, kind, state, reason_code, description, requested_at, deadline, decided_at, decision_note, warehouse_id,
  tracking_no, received_at
)
overriding system value
select r.return_id, r.order_id, case when r.stage = 'refund_only' then 'refund_only' when r.i % 6 = 0 then 'exchange'
    else 'return' end,
  r.state, pg_temp.pick('{quality,wrong_item,damaged,not_as_described,no_longer_wanted,late}', 'reason', r.i),
  case when r.is_chinese then '买家申请售后（演示）' else 'The customer asks to return it (demo)' end, r.asked_at,
  r.asked_at + interval '7 days', case when r.state <> 'requested' then least(r.asked_at + interval '1 day', now()) end,
  case when r.state = 'rejected' then '超过退货期限 Outside the return window' end, r.warehouse_id,
  case when r.state in ('in_transit', 'received', 'inspected', 'closed') and r.stage <> 'refund_only'
    then 'DEMO-RT-' || r.i end,
  case when r.state in ('received', 'inspected', 'closed') and r.stage <> 'refund_only'
    then least(r.asked_at + interval '4 days', now()) end
from demo_returns as r
order by r.return_id;

insert into public.return_lines (return_id, order_line_id, qty, condition)
select r.return_id, l.id, l.qty,
  case when r.state in ('inspected', 'closed') then case when r.i % 5 = 0 then 'damaged' else 'sellable' end end
from demo_returns as r
join public.order_lines as l on l.order_id = r.order_id
-- Only `returned` orders come back whole.
where r.stage = 'returned' or l.line_no = 1
order by r.return_id, l.line_no;

create temporary table demo_refunds on commit drop as
select nextval(pg_get_serial_sequence('public.refunds', 'id')) as refund_id, t.*
from (
  select p.order_id, r.return_id, p.i, p.stage, p.channel, p.is_chinese, case p.stage
      when 'return_received' then 'approved' when 'return_inspected' then 'processing'
      when 'return_approved' then 'requested' when 'return_rejected' then 'rejected' else 'done'
    end as state,
    case when p.stage in ('returned', 'cancelled_refunded') then s.total
      when p.stage = 'refund_only' then round(l.net * 0.3, 2) else l.net end as amount,
    p.placed_at + case when p.stage = 'cancelled_refunded' then interval '20 hours' else interval '13 days' end as at
  from demo_plan as p
  join demo_sums as s using (order_id)
  join public.order_lines as l on l.order_id = p.order_id and l.line_no = 1
  left join demo_returns as r on r.order_id = p.order_id
  where p.stage in (
    'returned', 'partly_returned', 'refund_only', 'return_approved', 'return_received', 'return_inspected',
    'return_rejected', 'cancelled_refunded'
  )
  order by p.i
) as t;

insert into public.refunds (
  id, order_id, return_id, amount, reason, method, state, requested_at, approved_at, done_at, provider, provider_ref
)
overriding system value
select d.refund_id, d.order_id, d.return_id, d.amount,
  case when d.stage = 'cancelled_refunded' then '缺货取消 Cancelled, out of stock' else '售后退款 After-sales refund' end,
  case when d.is_chinese then 'alipay' else 'card' end, d.state, least(d.at, now()),
  case when d.state in ('approved', 'processing', 'done') then least(d.at + interval '2 hours', now()) end,
  case when d.state = 'done' then least(d.at + interval '1 day', now()) end, d.channel, 'DEMO-R-' || d.i
from demo_refunds as d
order by d.refund_id;

insert into public.refund_lines (refund_id, order_line_id, qty, amount)
select d.refund_id, l.id, case when d.stage = 'refund_only' then 0 else l.qty end,
  case when d.amount = s.total then l.total else d.amount end
from demo_refunds as d
join demo_sums as s using (order_id)
join public.order_lines as l on l.order_id = d.order_id and (d.amount = s.total or l.line_no = 1)
order by d.refund_id, l.line_no;
