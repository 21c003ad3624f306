-- The life of an order goes from state to state only as the table of transitions allows, whoever moves it: a trigger asks
-- that table for every client, imports and SQL included. Roles come in by operations, which ask in the name of one role.

create function order_management.needs_approval(whole public.orders)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not read shops or customers
as $$
  select exists (
    select from public.channels as c
    where c.id = whole.channel_id and (
      c.review_above < whole.grand_total
      or c.reviews_blocked_customers and exists (
        select from public.customers as b where b.id = whole.customer_id and b.is_blocked
      )
    )
  );
$$;
comment on function order_management.needs_approval is
  'Whether the shop wants somebody else to look at an order first: above its amount, or of a blocked customer.';

create function order_management.has_begun(order_id bigint)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not see all parts
as $$
  select exists (
    select from public.fulfillment_orders as f
    where f.order_id = has_begun.order_id and not f.is_superseded and f.status in ('released', 'picking', 'packed')
  );
$$;
comment on function order_management.has_begun is 'Whether a warehouse works on an order now.';

create function order_management.has_left(order_id bigint)
returns boolean
language sql stable security definer set search_path = '' -- the caller may not see all lines
as $$
  select exists (
    select from public.order_lines as l where l.order_id = has_left.order_id and l.qty_shipped > 0
  );
$$;
comment on function order_management.has_left is 'Whether anything of an order has been shipped.';

create function order_management.unmet_guard(whole public.orders, guards text[])
returns text
language sql stable security definer set search_path = '' -- see above
as $$
  select g.name
  from unnest(guards) with ordinality as g (name, position)
  where case g.name
    when 'complete' then order_management.gaps_of(whole) <> '{}'
    when 'not_on_hold' then whole.hold_reasons <> '{}'
    when 'within_limit' then order_management.needs_approval(whole)
    when 'four_eyes' then order_management.needs_approval(whole) and order_management.actor_id() = (
      select e.actor_id from public.order_events as e
      where e.order_id = whole.id and e.type = 'created' order by e.id limit 1
    )
    when 'not_released' then order_management.has_begun(whole.id)
    when 'not_shipped' then order_management.has_left(whole.id)
    when 'delivered' then whole.fulfillment_status <> 'delivered'
    when 'no_open_return' then whole.aftersale_status = 'open'
  end
  order by g.position limit 1;
$$;
comment on function order_management.unmet_guard is 'The first condition that an order does not meet; null when it meets all.';

create function order_management.refuse_guard(whole public.orders, guard text)
returns void
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  said record;
begin
  select * into said from (values
    ('complete', 'order_incomplete', 'Something is missing on this order'),
    ('not_on_hold', 'order_on_hold', 'This order is on hold'),
    ('within_limit', 'needs_approval', 'This order has to be approved by somebody who may'),
    ('four_eyes', 'needs_second_person', 'Somebody else than the one who entered this order has to approve it'),
    ('not_released', 'already_released', 'A warehouse has begun with this order; call it back there first'),
    ('not_shipped', 'already_shipped', 'Part of this order has been shipped; take it back as a return'),
    ('delivered', 'not_delivered', 'This order has not been delivered yet'),
    ('no_open_return', 'return_is_open', 'A return of this order is still open')
  ) as t (guard, reason, message) where t.guard = refuse_guard.guard;
  perform engine.refuse(said.reason, said.message, jsonb_build_object('order_no', whole.order_no) || case guard
    when 'complete' then jsonb_build_object('gaps', order_management.gaps_of(whole)) else '{}'
  end, 'PT409');
end;
$$;
comment on function order_management.refuse_guard is
  'Refuses (409) what a condition forbids. Reasons order_incomplete, order_on_hold, needs_approval, needs_second_person,
already_released, already_shipped, not_delivered, return_is_open.';

create function order_management.check_transition(whole public.orders, from_state text, to_state text, role_keys text[])
returns void
language plpgsql volatile security definer set search_path = '' -- the table of transitions is granted to admins
as $$
declare
  rule record;
  unmet text;
  is_known boolean := false;
begin
  for rule in
    select s.guards from public.status_rules as s
    where s.axis = 'lifecycle' and s.is_active and s.role_key = any (role_keys || '*'::text)
      and s.from_state = check_transition.from_state and s.to_state = check_transition.to_state
    order by cardinality(s.guards), s.id
  loop
    is_known := true;
    unmet := order_management.unmet_guard(whole, rule.guards);
    if unmet is null then
      return;
    end if;
  end loop;
  if is_known then
    perform order_management.refuse_guard(whole, unmet);
  end if;
  perform engine.refuse(
    'illegal_transition', format('An order cannot go from %s to %s', from_state, to_state),
    jsonb_build_object('field', 'lifecycle', 'from', from_state, 'to', to_state), 'PT409'
  );
end;
$$;
comment on function order_management.check_transition is
  'Refuses a transition that no active rule for one of these roles allows. Reasons illegal_transition and those of refuse_guard (409).';

-- What is asked here, no role is asked: amounts arrive at the same state by different roads, each checked on its own.
create function order_management.orders__move()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  whole public.orders := new;
begin
  -- A hold that comes with the move, as when a split finds a shortage, is no bar to it.
  whole.hold_reasons := old.hold_reasons;
  perform order_management.check_transition(
    whole, old.lifecycle, new.lifecycle, array['system', engine.current_role_key()]
  );
  if new.lifecycle = 'confirmed' and old.lifecycle = 'pending_review' then
    new.confirmed_at := coalesce(new.confirmed_at, now());
    new.confirmed_by_id := order_management.actor_id();
  elsif new.lifecycle = 'completed' then
    new.completed_at := coalesce(new.completed_at, now());
  elsif new.lifecycle = 'cancelled' then
    new.cancelled_at := coalesce(new.cancelled_at, now());
  end if;
  return new;
end;
$$;
comment on function order_management.orders__move is
  'Refuses illegal transitions of orders for every client, and notes when each state was reached.';
create trigger orders__move before update of lifecycle on public.orders
  for each row when (old.lifecycle is distinct from new.lifecycle)
  execute function order_management.orders__move();

create function order_management.check_entries()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
declare
  entered text;
begin
  for entered in select distinct t.lifecycle from touched as t loop
    perform order_management.check_transition(null, 'new', entered, array['system', engine.current_role_key()]);
  end loop;
  return null;
end;
$$;
comment on function order_management.check_entries is
  'Orders come in only in the states that have a transition from `new`; rules for that have no conditions.';
select order_management.watch('orders', 'check_entries', '{insert}');

create function order_management.transition(order_id bigint, to_state text, acting text default null)
returns void
language plpgsql volatile security definer set search_path = '' -- the lifecycle is granted to nobody
as $$
declare
  whole public.orders;
begin
  select o.* into whole from public.orders as o where o.id = transition.order_id for no key update;
  perform order_management.check_transition(
    whole, whole.lifecycle, to_state, array[coalesce(acting, engine.current_role_key(), 'system')]
  );
  update public.orders as o set lifecycle = to_state where o.id = transition.order_id;
end;
$$;
comment on function order_management.transition is
  'Moves an order to a state in the name of a role: the given one (`system` for what happens by itself), else that of the
caller. Reasons illegal_transition and those of refuse_guard (409).';
