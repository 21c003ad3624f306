-- Tells open pages that records have changed: keys and nothing else, over Supabase Realtime. A page then reads anew
-- with its own rights, so a right that was taken away acts at once, and no value ever travels here.

create function engine.live_trigger_sql(table_name text, event text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(
    'create trigger %I after %s on public.%I referencing %s table as changed
     for each statement execute function engine.announce_change(%L)',
    'entity__live_' || event, event, live_trigger_sql.table_name,
    case event when 'delete' then 'old' else 'new' end, engine.primary_key(live_trigger_sql.table_name)
  );
$$;
comment on function engine.live_trigger_sql is 'Statement that attaches the trigger telling of one kind of change to a table of public.';

-- A key that people choose, such as a code or an address, would be a value: only numbers and uuids are told.
create function engine.tellable_key(key text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select key ~ '^(-?[0-9]{1,19}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$';
$$;
comment on function engine.tellable_key is 'Whether a key says nothing but which record is meant.';

-- The setting keeps what this transaction has told: `1,2|3` are two messages. Taking back to a savepoint takes it back too.
create function engine.announce_change()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may neither send nor read the key
as $$
declare
  most_keys constant integer := 100;
  most_messages constant integer := 8;
  setting constant text := 'engine.told_' || tg_table_name;
  told text := coalesce(current_setting(setting, true), '');
  keys text[];
begin
  if not exists (select from changed) then
    return null;
  end if;
  if told = 'many' or to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  execute format('select array_agg(key) from (select %I::text as key from changed limit $1) as c', tg_argv[0])
    into keys using most_keys + 1;
  if told <> '' and cardinality(keys) <= most_keys then
    keys := array(select unnest(keys) except select unnest(string_to_array(translate(told, '|', ','), ',')));
  end if;
  if coalesce(cardinality(keys), 0) = 0 then
    return null;
  end if;
  if cardinality(keys) > most_keys or cardinality(string_to_array(told, '|')) >= most_messages
    or not (select bool_and(engine.tellable_key(k)) from unnest(keys) as k)
  then
    told := 'many';
  else
    told := concat_ws('|', nullif(told, ''), array_to_string(keys, ','));
  end if;
  perform set_config(setting, told, true);
  perform realtime.send(
    case told when 'many' then '{"many": true}' else jsonb_build_object('ids', keys) end
      || jsonb_build_object('op', lower(tg_op)),
    'change', 'entity:' || tg_table_name, true
  );
  return null;
end;
$$;
comment on function engine.announce_change is
  'Sends one message per statement to the topic of the entity: {"ids": [at most 100], "op"} or {"many": true, "op"}. What a
transaction has told it does not tell again, and after eight messages it says "many" and no more.';

create function engine.announce_notification()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may not send
as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send('{}', 'notification', 'member:' || n.member_id, true)
    from (select distinct member_id from added) as n;
  end if;
  return null;
end;
$$;
comment on function engine.announce_notification is 'Rings at members who were told something; what it was they read themselves.';

create trigger notifications__ring after insert on config.notifications
  referencing new table as added for each statement execute function engine.announce_notification();

-- Who listens to an entity need not read the record: only its key is told, as with changes.
create function engine.announce_comment()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may not send
as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send(
      case when bool_and(engine.tellable_key(c.record_id)) then jsonb_build_object('ids', jsonb_agg(distinct c.record_id))
        else '{"many": true}' end || '{"op": "comment"}', 'change', 'entity:' || e.name, true
    )
    from said as c join config.entities as e on e.id = c.entity_id
    group by e.name;
  end if;
  return null;
end;
$$;
comment on function engine.announce_comment is
  'Tells the topic of the entity on which records somebody commented: {"ids", "op": "comment"}. What was said is read with the
rights of each reader.';
create trigger comments__tell_of_new after insert on config.comments
  referencing new table as said for each statement execute function engine.announce_comment();
create trigger comments__tell_of_changed after update on config.comments
  referencing new table as said for each statement execute function engine.announce_comment();

create function engine.can_topic(topic text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_key constant text := engine.storage_role(true); -- null also for somebody who looks through other eyes
  subject constant text := substr(topic, position(':' in topic) + 1);
begin
  return role_key is not null and case split_part(topic, ':', 1)
    when 'entity' then exists (
      select from config.permissions as p
      join config.entities as e on e.id = p.entity_id and e.name = subject
      join config.roles as r on r.id = p.role_id and r.key = role_key
      where p.action = 'read'
    )
    when 'member' then subject = engine.signed_in_member_id()::text
    else false
  end;
end;
$$;
comment on function engine.can_topic is
  'Whether the caller may hear a topic: entity:<name> of an entity that his active role reads, member:<id> his own.';
grant execute on function engine.can_topic(text) to authenticated;

-- A project may have switched Realtime off; then pages read anew when somebody looks at them.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    create policy "Members hear of what they may read" on realtime.messages for select to authenticated
      using (extension = 'broadcast' and (select engine.can_topic((select realtime.topic()))));
  end if;
end;
$$;
