-- The public door of an operation: made from the private function that does the work, so that every operation asks
-- first whether the caller sees the record, and answers a retried call with what it answered before.

create table engine.answered_calls (
  member_id uuid not null,
  key text not null constraint key_is_short check (length(key) between 1 and 200),
  operation text not null,
  arguments jsonb not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (member_id, key)
);
comment on table engine.answered_calls is
  'Calls with the header Idempotency-Key and what they answered, kept for two days. The member is a copy.';
create index answered_calls_at_idx on engine.answered_calls (at);
alter table engine.answered_calls enable row level security;

-- Two calls with one key at the same time: the second waits at the key until the first has ended.
create function engine.earlier_answer(operation text, arguments jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read other people's calls
as $$
declare
  call_key constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'idempotency-key';
  caller_id constant uuid := engine.member_id();
  earlier engine.answered_calls;
begin
  if call_key is null or caller_id is null then
    return null;
  end if;
  insert into engine.answered_calls (member_id, key, operation, arguments)
  values (caller_id, call_key, earlier_answer.operation, earlier_answer.arguments)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select c.* into earlier from engine.answered_calls as c where c.member_id = caller_id and c.key = call_key;
  if (earlier.operation, earlier.arguments) is distinct from (operation, arguments) then
    perform engine.refuse(
      'key_used_otherwise', 'This Idempotency-Key belongs to another call', jsonb_build_object('operation', earlier.operation), 'PT409'
    );
  end if;
  return earlier.answer;
end;
$$;
comment on function engine.earlier_answer is
  'What the call with this Idempotency-Key answered before; null when it is new or has no key. Reason key_used_otherwise (409).';

create function engine.keep_answer(answer jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write answers
as $$
declare
  call_key constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'idempotency-key';
begin
  if call_key is not null then
    update engine.answered_calls as c set answer = coalesce(keep_answer.answer, 'null')
    where c.member_id = engine.member_id() and c.key = call_key;
  end if;
  return answer;
end;
$$;
comment on function engine.keep_answer is 'Remembers the answer for a retry, and hands it back.';

create function engine.forget_answers()
returns void
language sql volatile security definer set search_path = '' -- a job
as $$
  delete from engine.answered_calls as c where c.at < now() - interval '2 days';
$$;
comment on function engine.forget_answers is 'Forgets answers that nobody will ask for any more, as a job.';
insert into engine.jobs (key, routine, every) values ('forget_answers', 'engine.forget_answers()', '1 hour');

create function engine.require_visible(entity text, keys text[])
returns void
language plpgsql stable security invoker set search_path = ''
as $$
declare
  address record;
  seen integer;
begin
  select * into address from engine.row_address(entity);
  execute format(
    'select count(*) from public.%I as t where t.%I = any ($1::%s[])', entity, address.key_column, address.key_type
  ) into seen using keys;
  if seen < (select count(distinct k) from unnest(keys) as k) then
    perform engine.refuse('unknown_record', 'There is no such record, or you may not see it', jsonb_build_object('entity', entity), 'PT404');
  end if;
end;
$$;
comment on function engine.require_visible is 'Refuses records that the caller does not see (reason unknown_record, 404).';

create function engine.try_again(tries integer)
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tries >= 3 then
    perform engine.refuse('busy', 'Others work on the same records right now; try again', errcode => 'PT409');
  end if;
  return tries + 1;
end;
$$;
comment on function engine.try_again is
  'Counts how often an operation was begun again after a deadlock. Reason busy (409) when that does not help, or when others
have kept its records too long.';

create function engine.offer_operation(routine regprocedure, label jsonb, entity text default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  work record;
  passed text;
  bridge regprocedure;
begin
  select p.proname::text as name, p.proargnames as names, p.provolatile <> 'v' as is_reading,
    n.nspname::text as schema, pg_get_function_arguments(p.oid) as signature, oidvectortypes(p.proargtypes) as types,
    obj_description(p.oid) as comment, p.proargtypes[0] = any (array['bigint[]', 'uuid[]', 'text[]']::regtype[]) as is_list
  into work
  from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace where p.oid = routine;
  passed := (select string_agg('$' || n, ', ' order by n) from generate_subscripts(work.names, 1) as n);
  -- Roles reach no schema but their own, so the way into the private one leads over a bridge.
  execute format(
    'create function engine.%1$I(%2$s) returns jsonb language sql %3$s security definer set search_path = '''' as %4$L',
    'run_' || work.name, work.signature, case when work.is_reading then 'stable' else 'volatile' end,
    format('select %I.%I(%s)', work.schema, work.name, passed)
  );
  bridge := format('engine.%I(%s)', 'run_' || work.name, work.types)::regprocedure;
  execute format('comment on function %s is %L', bridge, 'Lets public.' || work.name || ' do its work.');
  execute format(
    'create function public.%1$I(%2$s) returns jsonb language plpgsql %3$s security invoker set search_path = '''' %5$s as %4$L',
    work.name, work.signature, case when work.is_reading then 'stable' else 'volatile' end, concat(
      'declare answer jsonb; tries integer := 0; begin ',
      case when entity is not null then format(
        'perform engine.require_visible(%L, %s); ', entity, case when work.is_list then '$1::text[]' else 'array[$1::text]' end
      ) end,
      case
        when work.is_reading then format('return engine.%I(%s); end', 'run_' || work.name, passed)
        else format(
          -- Whom Postgres picks to end a deadlock has changed nothing: the work is simply begun again.
          'loop begin answer := engine.earlier_answer(%L, jsonb_build_array(%s)); '
            'if answer is not null then return answer; end if; answer := engine.%I(%s); exit; '
            'exception when deadlock_detected or serialization_failure then tries := engine.try_again(tries); '
            'when lock_not_available or query_canceled then perform engine.try_again(3); '
            'end; end loop; return engine.keep_answer(answer); end',
          work.name, passed, 'run_' || work.name, passed
        )
      end
    ),
    -- Nobody waits so long for others that Postgres or the gateway gives up before there is an answer.
    case when not work.is_reading then 'set lock_timeout = ''4s''' end
  );
  execute format('comment on function public.%I is %L', work.name, work.comment);
  perform engine.add_helper(bridge::text);
  perform engine.define_operation(work.name, label, entity);
end;
$$;
comment on function engine.offer_operation is
  'Makes a private function, which answers jsonb, an operation: public.<name> with the same arguments. When it belongs to
an entity, its first argument is the key of a record, or a list of keys, that the caller must see.';

create function engine.show_operation(name text, screen jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update config.operations as o set screen = show_operation.screen where o.name = show_operation.name;
  if not found then
    perform engine.refuse('unknown_operation', format('There is no operation %s', left(name, 100)));
  end if;
end;
$$;
comment on function engine.show_operation is
  'Offers an operation on the records of its entity, with a form for its arguments (config.operations.screen).
Reason unknown_operation.';

select engine.add_helper(signature)
from unnest(array[
  'engine.earlier_answer(text, jsonb)', 'engine.keep_answer(jsonb)', 'engine.require_visible(text, text[])',
  'engine.try_again(integer)'
]) as signature;
