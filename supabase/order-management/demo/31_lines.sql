-- The lines of the planned orders and what they add up to, with discounts, fees and taxes to be shared out.

create temporary table demo_lines on commit drop as
select d.order_id, d.line_no, s.sku_id, s.sku_code, s.name, s.spec, s.home, s.weight_g,
  (array[1, 1, 1, 1, 1, 2, 2, 3])[1 + floor(d.qty_chance * 8)::integer] as qty,
  case when d.is_chinese then s.price else round(s.price / 6.5, 2) end as unit_price
from (
  select p.order_id, p.is_chinese, n.line_no, pg_temp.chance('qty' || n.line_no, p.i) as qty_chance,
    power(pg_temp.chance('sku' || n.line_no, p.i), 1.6) as sku_chance,
    case when p.stage in ('partly_shipped', 'partly_delivered') and n.line_no <= 2
      then (array['DEMO-HZ', 'DEMO-GZ'])[n.line_no] end as home
  from demo_plan as p
  cross join lateral generate_series(1, greatest(
    case when p.stage in ('partly_shipped', 'partly_delivered', 'partly_returned') then 2 else 1 end,
    (array[1, 1, 1, 1, 2, 2, 2, 3, 3, 4])[1 + floor(pg_temp.chance('lines', p.i) * 10)::integer]
  )) as n (line_no)
) as d
join (
  select k.*, k.popularity::text as key from demo_stock_keeping as k
  union all
  select k.*, k.home || k.popularity_at_home from demo_stock_keeping as k
) as s on s.key = case
  when d.home is null then floor(d.sku_chance * 40)::text else d.home || floor(d.sku_chance * 12)
end;
analyze demo_lines;

create temporary table demo_sums on commit drop as
select t.order_id, t.goods, t.weights, t.discount, t.shipping, tax.amount as tax,
  t.goods - t.discount + t.shipping + tax.amount as total
from (
  select p.order_id, p.is_chinese, l.goods, l.weights,
    round(l.goods * case when pg_temp.chance('discount', p.i) < 0.7 then 0 else 0.1 end, 2) as discount,
    case when pg_temp.chance('shipping', p.i) < 0.6 then 0 when p.is_chinese then 10.00 else 6.99 end as shipping
  from demo_plan as p
  join (
    select order_id, sum(qty * unit_price) as goods, array_agg(qty * unit_price order by line_no) as weights
    from demo_lines group by order_id
  ) as l using (order_id)
) as t
cross join lateral (
  select case when t.is_chinese then 0 else round((t.goods - t.discount) * 0.08, 2) end
) as tax (amount);
analyze demo_sums;

create temporary table demo_paid on commit drop as
select p.order_id, p.i, p.channel, p.is_chinese, s.total, case
    when p.stage in ('draft', 'to_pay', 'cancelled_unpaid') then 0
    when p.stage = 'partly_paid' then round(s.total / 2, 2)
    when p.stage = 'overpaid' then s.total + 5
    else s.total
  end as amount,
  least(p.placed_at + (5 + floor(pg_temp.chance('pay', p.i) * 25)) * interval '1 minute', now()) as last_at
from demo_plan as p
join demo_sums as s using (order_id);
analyze demo_paid;
