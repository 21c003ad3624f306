-- A complaint goes forward only, step by step, whoever moves it; its deadline follows the time limits of its shop.

create function order_management.complaint_may_go(from_state text, to_state text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select (from_state, to_state) in (
    ('open', 'investigating'), ('investigating', 'waiting_customer'), ('investigating', 'resolved'),
    ('waiting_customer', 'resolved'), ('resolved', 'closed')
  );
$$;
comment on function order_management.complaint_may_go is
  'The steps of a complaint: open, investigating, waiting_customer where his answer is needed, resolved, closed.';

create function order_management.refuse_step(from_state text, to_state text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'not_the_next_step', format('A complaint does not go from %s to %s', from_state, to_state),
    jsonb_build_object('field', 'state', 'from', from_state, 'to', to_state), 'PT409'
  );
$$;
comment on function order_management.refuse_step is 'Raises reason not_the_next_step (409).';

create function order_management.expect_step(from_state text, to_state text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not order_management.complaint_may_go(from_state, to_state) then
    perform order_management.refuse_step(from_state, to_state);
  end if;
end;
$$;
comment on function order_management.expect_step is 'Refuses every step but the next one (reason not_the_next_step, 409).';

create function order_management.complaints__keep_order()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform order_management.expect_step(old.state, new.state);
  return new;
end;
$$;
comment on function order_management.complaints__keep_order is
  'A complaint goes step by step, whoever moves it (reason not_the_next_step, 409).';
create trigger complaints__keep_order before update of state on public.complaints
  for each row when (new.state <> old.state)
  execute function order_management.complaints__keep_order();

insert into public.sla_policies (stage, hours) values ('first_reply', 24), ('resolve', 48)
on conflict on constraint stage_has_one_promise_per_channel do nothing;

create function order_management.time_limit(stage text, channel_id bigint)
returns interval
language sql stable security definer set search_path = '' -- time limits count for those too who may not read them
as $$
  select p.hours * interval '1 hour' from public.sla_policies as p
  where p.stage = time_limit.stage and p.is_active
    and (p.channel_id = time_limit.channel_id or p.channel_id is null)
  order by p.channel_id nulls last
  limit 1;
$$;
comment on function order_management.time_limit is
  'How long a stage may take: as its shop says, else as all shops do; null when nobody said.';

-- The order knows who complains and where; what was sent wins, because a friend of the buyer may write.
create function order_management.complaints__receive()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the writer may not read the order's columns
as $$
begin
  if new.order_id is not null and (new.customer_id is null or new.channel_id is null) then
    select coalesce(new.customer_id, o.customer_id), coalesce(new.channel_id, o.channel_id)
    into new.customer_id, new.channel_id
    from public.orders as o where o.id = new.order_id;
  end if;
  new.due_at := coalesce(new.due_at, new.created_at + order_management.time_limit('resolve', new.channel_id));
  return new;
end;
$$;
comment on function order_management.complaints__receive is
  'A new complaint takes customer and channel from its order, and gets the time limit of its channel.';
create trigger complaints__receive before insert on public.complaints
  for each row execute function order_management.complaints__receive();
