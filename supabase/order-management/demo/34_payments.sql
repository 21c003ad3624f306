-- Money that came in: in one piece, in two, too much, not yet, or not at all.

insert into public.payments (order_id, method, provider, provider_ref, amount, fee, state, paid_at, created_at)
select d.order_id, case
    when not d.is_chinese then pg_temp.pick('{card,card,paypal}', 'method', d.i)
    else pg_temp.pick('{alipay,alipay,wechat}', 'method', d.i)
  end,
  d.channel, format('DEMO-%s-%s', d.i, part.number), part.amount, round(part.amount * 0.006, 2), 'succeeded',
  part.at, part.at
from demo_paid as d
-- Every fifteenth order is paid in two parts.
cross join lateral (select case when d.i % 15 = 0 then round(d.amount / 3, 2) else 0 end) as first (amount)
cross join lateral (values
  (1, first.amount, d.last_at - interval '3 minutes'), (2, d.amount - first.amount, d.last_at)
) as part (number, amount, at)
where part.amount > 0
order by d.i, part.number;

insert into public.payments (order_id, method, provider, provider_ref, amount, state, created_at)
select p.order_id, case when p.is_chinese then 'bank_transfer' else 'card' end, p.channel, 'DEMO-' || p.i || '-open',
  s.total, case when p.stage = 'to_pay' then 'pending' else 'failed' end, p.placed_at + interval '5 minutes'
from demo_plan as p
join demo_sums as s using (order_id)
where (p.stage = 'to_pay' and p.i % 2 = 0) or (p.stage = 'cancelled_unpaid' and p.i % 2 = 0)
order by p.i;
