-- Invoices and credit notes: numbered without gaps, never above what was paid and kept, never changed afterwards.

create function order_management.invoice_answer(invoice_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers an operation
as $$
  select jsonb_build_object(
    'invoice', i.id, 'number', i.number, 'kind', i.kind, 'amount', i.amount, 'order', i.order_id,
    'invoiced_total', o.invoiced_total, 'invoiceable_total', o.invoiceable_total
  )
  from public.invoices as i join public.orders as o on o.id = i.order_id
  where i.id = invoice_answer.invoice_id;
$$;
comment on function order_management.invoice_answer is 'What an operation on an invoice answers.';

create function order_management.issue_invoice(
  order_id bigint, title text, kind text default 'normal', amount numeric default null, tax_no text default null,
  email text default null, note text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- invoices are granted to nobody
as $$
declare
  whole constant public.orders := order_management.lock_order(order_id);
  made_id bigint;
begin
  if coalesce(btrim(title), '') = '' or coalesce(kind, 'normal') not in ('normal', 'vat')
    or kind = 'vat' and coalesce(btrim(tax_no), '') = '' then
    perform engine.refuse('invoice_incomplete', 'An invoice has a title, and a VAT invoice a tax number', jsonb_build_object(
      'field', case when coalesce(btrim(title), '') = '' then 'title' else 'tax_no' end
    ), '22023');
  end if;
  if amount is null and whole.invoiceable_total = 0 then
    perform engine.refuse('nothing_to_invoice', 'What was paid is invoiced already, or nothing was paid', '{}', 'PT409');
  end if;
  insert into public.invoices (order_id, kind, title, tax_no, email, amount, note)
  values (
    whole.id, coalesce(issue_invoice.kind, 'normal'), btrim(title), nullif(btrim(tax_no), ''), nullif(btrim(email), ''),
    order_management.require_amount(coalesce(amount, whole.invoiceable_total), whole.currency), nullif(btrim(note), '')
  )
  returning id into made_id;
  return order_management.invoice_answer(made_id);
end;
$$;
comment on function order_management.issue_invoice is
  'Issues an invoice; without an amount, for all that was paid, kept and not invoiced yet. Answers {invoice, number, kind, amount,
order, invoiced_total, invoiceable_total}. Reasons unknown_order (404), invoice_incomplete, invalid_amount,
nothing_to_invoice, invoice_exceeds_payments (409).';

create function order_management.credit_invoice(invoice_id bigint, note text, amount numeric default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- invoices are granted to nobody
as $$
declare
  why constant text := order_management.require_note(note);
  original public.invoices;
  made_id bigint;
begin
  perform order_management.lock_order(i.order_id) from public.invoices as i where i.id = invoice_id;
  select i.* into original from public.invoices as i where i.id = invoice_id for update;
  if original.kind = 'credit_note' then
    perform engine.refuse('credits_no_credit_note', 'A credit note is not taken back', '{}', 'PT409');
  elsif coalesce(amount, 0) > original.amount - original.credited_total or original.state = 'credited' then
    perform engine.refuse('more_than_invoiced', 'Less than that is left of this invoice', jsonb_build_object(
      'left', original.amount - original.credited_total, 'field', 'amount'
    ), 'PT409');
  end if;
  insert into public.invoices (order_id, kind, title, tax_no, email, amount, voids_id, note)
  values (
    original.order_id, 'credit_note', original.title, original.tax_no, original.email,
    order_management.require_amount(coalesce(amount, original.amount - original.credited_total), original.currency),
    original.id, why
  )
  returning id into made_id;
  return order_management.invoice_answer(made_id);
end;
$$;
comment on function order_management.credit_invoice is
  'Takes back an invoice, or a part of it, by a credit note, and says why: without an amount all that is left, which voids it.
Answers as issue_invoice. Reasons note_missing, invalid_amount, credits_no_credit_note, more_than_invoiced (409).';
