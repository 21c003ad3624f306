/** What must be true of a shop whatever happened in it, each as a query for what is not. */
import { sql } from "../support/sql";
import type { Ground } from "./ground";

/** Names of the checks; $1 are the orders, $2 the warehouses. */
const wrongs: Record<string, string> = {
  "stock below zero, or not what ledger and reservations say": `
    select s.id from public.stock as s where s.warehouse_id = any ($2) and (
      s.available < 0 or s.on_hand < 0 or s.reserved < 0
      or s.on_hand <> (select coalesce(sum(m.qty), 0) from public.stock_movements as m
        where (m.warehouse_id, m.sku_id) = (s.warehouse_id, s.sku_id))
      or s.reserved <> (select coalesce(sum(r.qty), 0) from public.reservations as r
        where (r.warehouse_id, r.sku_id) = (s.warehouse_id, s.sku_id) and r.state = 'active'))`,
  "a sub-order that has not reserved what it needs, or has reserved what it does not": `
    select f.id from public.fulfillment_orders as f
    cross join lateral (
      select coalesce(sum((l.qty - l.qty_shipped)), 0) as pieces,
        coalesce(sum((select coalesce(sum(r.qty), 0) from public.reservations as r
          where r.fulfillment_line_id = l.id and r.state = 'active')), 0) as promised
      from public.fulfillment_lines as l where l.fulfillment_order_id = f.id
    ) as c
    where f.order_id = any ($1) and c.promised <> case
      when f.is_superseded or f.status not in ('reserved', 'released', 'picking', 'packed') then 0 else c.pieces end`,
  "totals of an order that are not those of its lines": `
    select o.id from public.orders as o where o.id = any ($1) and
      (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.grand_total) is distinct from (
        select row(sum(l.goods), sum(l.line_discount + l.discount_share), sum(l.shipping_share), sum(l.tax), sum(l.total))
        from public.order_lines as l where l.order_id = o.id)`,
  "parts that are not the whole": `
    select o.id from public.orders as o join public.fulfillment_orders as f on f.order_id = o.id and not f.is_superseded
    where o.id = any ($1) group by o.id
    having (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.grand_total)
      <> (sum(f.goods), sum(f.discount), sum(f.shipping), sum(f.tax), sum(f.total))`,
  "lines that are not their sub-order": `
    select f.id from public.fulfillment_orders as f join public.fulfillment_lines as l on l.fulfillment_order_id = f.id
    where f.order_id = any ($1) group by f.id
    having (f.goods, f.discount, f.shipping, f.tax) <> (sum(l.goods), sum(l.discount), sum(l.shipping), sum(l.tax))`,
  "more pieces planned or shipped than ordered": `
    select l.id from public.order_lines as l
    left join public.fulfillment_lines as part on part.order_line_id = l.id
      and exists (select from public.fulfillment_orders as f where f.id = part.fulfillment_order_id and not f.is_superseded)
    where l.order_id = any ($1) group by l.id
    having coalesce(sum(part.qty), 0) > l.qty or l.qty_shipped <> coalesce(sum(part.qty_shipped), 0)`,
  "money that is not what payments, refunds and invoices say": `
    select o.id from public.orders as o where o.id = any ($1) and (
      o.paid_total <> (select coalesce(sum(amount), 0) from public.payments where order_id = o.id and state = 'succeeded')
      or o.refunded_total <> (select coalesce(sum(amount), 0) from public.refunds where order_id = o.id and state = 'done')
      or o.paid_total < (select coalesce(sum(amount), 0) from public.refunds where order_id = o.id and state <> 'rejected')
      or o.invoiced_total <> (select coalesce(sum(case kind when 'credit_note' then -amount else amount end), 0)
        from public.invoices where order_id = o.id))`,
  "a payment that was booked twice": `
    select provider_ref from public.payments where order_id = any ($1) and provider_ref is not null
    group by provider, provider_ref having count(*) > 1`,
  "a gap in the numbers of invoices": `
    select s.id from public.invoice_series as s left join public.invoices as i on starts_with(i.number, s.prefix)
    group by s.id
    having count(i.id) <> s.next_number - 1
      or count(distinct i.number) <> count(i.id)
      or coalesce(max(substr(i.number, length(s.prefix) + 1)::bigint), 0) <> s.next_number - 1`,
  "an order that jumped to a state": `
    select e.id from public.order_events as e
    where e.order_id = any ($1) and e.type = 'status_changed'
      and e.old_values ->> 'lifecycle' <> e.new_values ->> 'lifecycle'
      and not exists (
        select from public.status_rules as r
        where r.axis = 'lifecycle' and (r.from_state, r.to_state) = (e.old_values ->> 'lifecycle', e.new_values ->> 'lifecycle'))`,
  "a timeline with something missing": `
    select t.id from (
      select e.id, e.old_values ->> 'lifecycle' as was,
        lag(e.new_values ->> 'lifecycle') over (partition by e.order_id order by e.id) as before
      from public.order_events as e where e.order_id = any ($1) and e.type = 'status_changed'
    ) as t where t.was <> t.before`,
  "a sub-order that jumped to a status": `
    select e.id, e.old_values ->> 'status' as was, e.new_values ->> 'status' as is_now from public.order_events as e
    where e.order_id = any ($1) and e.type = 'sub_order_changed'
      and e.old_values ->> 'status' <> e.new_values ->> 'status'
      and (e.old_values ->> 'status', e.new_values ->> 'status') not in (
        ('planned', 'released'), ('reserved', 'released'), ('released', 'picking'), ('picking', 'packed'),
        ('packed', 'shipped'), ('shipped', 'delivered'), ('packed', 'picking'), ('backorder', 'reserved'),
        ('released', 'backorder'), ('picking', 'backorder'),
        ('released', 'reserved'), ('picking', 'reserved'), ('packed', 'reserved'),
        ('planned', 'cancelled'), ('reserved', 'cancelled'), ('backorder', 'cancelled'))`,
  "a cancelled order that still leaves or still waits for money": `
    select o.id from public.orders as o where o.id = any ($1) and o.lifecycle = 'cancelled' and (
      exists (select from public.fulfillment_orders as f
        where f.order_id = o.id and not f.is_superseded and f.status <> 'cancelled')
      or exists (select from public.order_lines as l where l.order_id = o.id and l.qty_shipped > 0))`,
};

/** Everything that is wrong, with the first few records; an empty object when all is right. */
export async function whatIsWrong({ orders, warehouses }: Ground): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(wrongs)) {
    const { rows } = await sql.query<Record<string, unknown>>(
      `with given as (select $1::bigint[] as orders, $2::bigint[] as warehouses) select * from (${query}) as w limit 5`,
      [orders, warehouses],
    );
    if (rows.length > 0) found[name] = rows;
  }
  return found;
}
