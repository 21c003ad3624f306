-- Who decided something, and when, is written by the database and cannot be sent.

create function order_management.refuse_final(state text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'state_is_final', 'This is settled and can no longer change',
    jsonb_build_object('field', 'state', 'state', state), '23514'
  );
$$;
comment on function order_management.refuse_final is 'Raises reason state_is_final.';

create function order_management.actor_id()
returns uuid
language plpgsql stable security definer set search_path = '' -- private functions are called
as $$
begin
  -- Imports write row after row, and nobody is signed in then.
  return case when engine.uid() is not null then engine.member_id() end;
end;
$$;
comment on function order_management.actor_id is
  'The acting member, found quickly when there is none.';

create function order_management.returns__sign()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  if new.state not in ('requested', 'rejected') and old.state = 'rejected' then
    perform order_management.refuse_final(old.state);
  elsif new.state in ('approved', 'rejected') and new.state <> old.state then
    new.decided_at := now();
    new.decided_by_id := order_management.actor_id();
  elsif new.state in ('received', 'inspected') then
    new.received_at := coalesce(new.received_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.returns__sign is
  'Notes who decided on a return, and when the goods arrived.';
create trigger returns__sign before update of state on public.returns
  for each row execute function order_management.returns__sign();

create function order_management.complaints__sign()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if new.reply is not null then
    new.first_response_at := coalesce(new.first_response_at, now());
  end if;
  if new.state in ('resolved', 'closed') then
    new.resolved_at := coalesce(new.resolved_at, now());
  end if;
  if new.state = 'closed' then
    new.closed_at := coalesce(new.closed_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.complaints__sign is
  'Notes the first response, the solution and the end of a complaint.';
create trigger complaints__sign before insert or update of state, reply on public.complaints
  for each row execute function order_management.complaints__sign();

create function order_management.tasks__sign()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if new.state = 'done' and old.state <> 'done' then
    new.done_at := now();
    new.done_by_id := engine.member_id();
  end if;
  return new;
end;
$$;
comment on function order_management.tasks__sign is 'Notes who finished a task.';
create trigger tasks__sign before update of state on public.tasks
  for each row execute function order_management.tasks__sign();
