-- What people do with complaints. The trigger of the steps decides what fits the present state.

create function order_management.locked_complaint(complaint_id bigint, to_state text default null)
returns public.complaints
language plpgsql volatile security definer set search_path = '' -- the row is locked
as $$
declare
  here public.complaints;
begin
  select c.* into here from public.complaints as c where c.id = complaint_id for no key update;
  if not found then
    perform engine.refuse('unknown_record', 'There is no such record', '{"entity": "complaints"}', 'PT404');
  elsif here.state = 'closed' then
    perform order_management.refuse_final(here.state);
  elsif to_state is not null then
    perform order_management.expect_step(here.state, to_state);
  end if;
  return here;
end;
$$;
comment on function order_management.locked_complaint is
  'A complaint that is not closed and may go to a state, locked.
Reasons unknown_record (404), state_is_final, not_the_next_step (409).';

create function order_management.complaint_json(complaint_id bigint)
returns jsonb
language sql stable security definer set search_path = '' -- answers operations, which saw the record
as $$
  select jsonb_build_object('complaint', c.id, 'state', c.state, 'assignee_id', c.assignee_id, 'version', c.version)
  from public.complaints as c where c.id = complaint_id;
$$;
comment on function order_management.complaint_json is 'What operations of complaints answer: {complaint, state, assignee_id, version}.';

-- The key makes a message go out once, however often it is asked for.
create function order_management.write_to_customer(topic text, here public.complaints, body text)
returns void
language sql volatile security definer set search_path = '' -- the outbox is granted to nobody
as $$
  insert into public.outbox (topic, order_id, dedupe_key, payload)
  values (topic, here.order_id, topic || '/' || here.id, jsonb_build_object(
    'complaint', here.id, 'complaint_no', here.complaint_no, 'customer', here.customer_id,
    'subject', here.subject, 'text', body
  ))
  on conflict on constraint message_is_sent_once do nothing;
$$;
comment on function order_management.write_to_customer is 'Puts a message about a complaint into the outbox, once per topic.';

create function order_management.assign_complaint(complaint_id bigint, assignee_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- decided by the right to run it
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id);
begin
  update public.complaints as c set assignee_id = assign_complaint.assignee_id where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.assign_complaint is
  'Gives a complaint to a member; answers {complaint, state, assignee_id, version}. Reasons unknown_record (404), state_is_final.';

create function order_management.investigate_complaint(complaint_id bigint, assignee_id uuid default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'investigating');
begin
  update public.complaints as c
  set state = 'investigating',
    assignee_id = coalesce(investigate_complaint.assignee_id, c.assignee_id, engine.member_id())
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.investigate_complaint is
  'Begins with an open complaint: given to a member, else to whom it was given, else to the caller.
Reasons unknown_record (404), not_the_next_step (409), state_is_final.';

create function order_management.note_finding(complaint_id bigint, finding text, measure text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- these columns are granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id);
begin
  if here.state not in ('investigating', 'waiting_customer') then
    perform order_management.refuse_step(here.state, 'investigating');
  end if;
  update public.complaints as c
  set finding = order_management.require_note(note_finding.finding), measure = nullif(btrim(note_finding.measure), '')
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.note_finding is
  'What was found out and what is done about it, while a complaint is investigated.
Reasons unknown_record (404), not_the_next_step (409), note_missing, state_is_final.';

create function order_management.ask_customer(complaint_id bigint, question text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'waiting_customer');
begin
  update public.complaints as c
  set state = 'waiting_customer', first_response_at = coalesce(c.first_response_at, now())
  where c.id = here.id;
  perform order_management.write_to_customer('complaint_question', here, order_management.require_note(question));
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.ask_customer is
  'Asks the customer something, which is sent once, and waits for his answer.
Reasons unknown_record (404), not_the_next_step (409), note_missing, state_is_final.';

create function order_management.resolve_complaint(
  complaint_id bigint, reply text, finding text default null, measure text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'resolved');
begin
  if coalesce(btrim(reply), '') = '' then
    perform engine.refuse('reply_missing', 'Write what the customer is told', '{"field": "reply"}', '22023');
  end if;
  update public.complaints as c
  set state = 'resolved', reply = btrim(resolve_complaint.reply),
    finding = coalesce(nullif(btrim(resolve_complaint.finding), ''), c.finding),
    measure = coalesce(nullif(btrim(resolve_complaint.measure), ''), c.measure)
  where c.id = here.id;
  perform order_management.write_to_customer('complaint_reply', here, btrim(reply));
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.resolve_complaint is
  'Tells the customer the result, which is sent once, and resolves the complaint.
Reasons unknown_record (404), not_the_next_step (409), reply_missing, state_is_final.';

create function order_management.close_complaint(complaint_id bigint, csat integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- the state is granted to nobody
as $$
declare
  here constant public.complaints := order_management.locked_complaint(complaint_id, 'closed');
begin
  update public.complaints as c set state = 'closed', csat = coalesce(close_complaint.csat, c.csat)
  where c.id = here.id;
  return order_management.complaint_json(here.id);
end;
$$;
comment on function order_management.close_complaint is
  'Closes a resolved complaint, with the customer''s satisfaction from 1 to 5 when he said so.
Reasons unknown_record (404), not_the_next_step (409), state_is_final.';
