-- Reading the log. Whoever may not read a column does not find it in history either.

create function engine.readable_values(table_name text, changes jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
  select jsonb_object_agg(change.key, change.value)
  from jsonb_each(changes) as change
  join engine.columns as c on c.table_name = readable_values.table_name and c.column_name = change.key
  where has_column_privilege(current_setting('role'), c.table_oid, c.column_number, 'select');
$$;
comment on function engine.readable_values is 'The part of an entry''s values that the caller''s role may read.';

create function engine.entry_json(entry engine.audit_entries)
returns jsonb
language sql stable security definer set search_path = '' -- reads the log
as $$
  select jsonb_build_object(
    'id', entry.id, 'at', entry.at, 'transaction', entry.transaction_id::text, 'member', entry.member_id,
    'memberName', entry.member_name, 'role', entry.role_key,
    'roleLabel', (select r.label from config.roles as r where r.key = entry.role_key),
    'request', entry.request, 'batch', entry.batch_id, 'entity', entry.table_name, 'record', entry.record_id, 'action', entry.action,
    'old', case when entry.table_name like 'config.%' then entry.old_values
      else engine.readable_values(entry.table_name, entry.old_values) end,
    'new', case when entry.table_name like 'config.%' then entry.new_values
      else engine.readable_values(entry.table_name, entry.new_values) end
  );
$$;
comment on function engine.entry_json is 'An entry as the caller''s role may see it.';

create function engine.history_of(entity text, record_id text, before_id bigint, entry_limit integer)
returns jsonb
language sql stable security definer set search_path = '' -- reads the log
as $$
  select coalesce(jsonb_agg(engine.entry_json(e) order by e.id desc), '[]')
  from (
    select e.* from engine.audit_entries as e
    where e.table_name = entity and e.record_id = history_of.record_id and e.id < coalesce(before_id, e.id + 1)
    order by e.id desc
    limit least(entry_limit, 200)
  ) as e;
$$;
comment on function engine.history_of is 'Entries of one record, newest first.';

-- Invoker: only who sees the record sees its history.
create function config.record_history(entity text, record_id text, before_id bigint default null, entry_limit integer default 50)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  is_visible boolean;
begin
  execute format(
    'select exists (select from public.%I as t where t.%I::text = $1)', entity, engine.key_of_entity(entity)
  ) into is_visible using record_id;
  if not is_visible then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  end if;
  return engine.history_of(entity, record_id, before_id, entry_limit);
end;
$$;
comment on function config.record_history is 'History of a record that the caller sees, newest first, without fields that he may not read.';

create function engine.key_of_entity(entity text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return engine.primary_key((select e.name from config.entities as e where e.id = engine.entity_id(entity)));
end;
$$;
comment on function engine.key_of_entity is 'Key column of an entity. Reason unknown_entity.';

create function config.audit_log(
  entity text default null, member_id uuid default null, action text default null, since timestamptz default null,
  until timestamptz default null, before_id bigint default null, entry_limit integer default 100
)
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads the log
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(engine.entry_json(e) order by e.id desc), '[]')
    from (
      select e.* from engine.audit_entries as e
      where (audit_log.entity is null or e.table_name = audit_log.entity)
        and (audit_log.member_id is null or e.member_id = audit_log.member_id)
        and (audit_log.action is null or e.action = audit_log.action)
        and (since is null or e.at >= since) and (until is null or e.at < until)
        and (before_id is null or e.id < before_id)
      order by e.id desc
      limit least(entry_limit, 500)
    ) as e
  );
end;
$$;
comment on function config.audit_log is 'Entries by entity, member, action and time, newest first. Needs the right roles.';

create function config.verify_audit()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads the log
as $$
begin
  perform engine.require_right('roles');
  return jsonb_build_object(
    'sealed', (select count(*) from engine.audit_seals),
    'entries', (select count(*) from engine.audit_entries),
    'firstAltered', engine.first_altered_audit_entry()
  );
end;
$$;
comment on function config.verify_audit is 'Checks the hash chain: entries, sealed entries, first altered entry or null.';

-- Invoker: the caller's own rights decide whether he may write the old value back.
create function config.revert_change(entry_id bigint, fields text[] default null)
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  change record;
  reverted integer;
begin
  select * into change from engine.revertible(entry_id, fields);
  if change.assignments is null then
    perform engine.refuse('nothing_to_revert', 'There is no earlier value that you may see', errcode => 'PT404');
  end if;
  execute format(
    'update public.%I as t set %s from jsonb_populate_record(null::public.%I, $1) as was where t.%I::text = $2',
    change.entity, change.assignments, change.entity, change.key_column
  ) using change.old_values, change.record_id;
  get diagnostics reverted = row_count;
  if reverted = 0 then
    perform engine.refuse('not_allowed_or_gone', 'This record is gone, or you may not change it', errcode => '42501');
  end if;
  return reverted;
end;
$$;
comment on function config.revert_change is 'Writes the old values of one change (or some fields of it) back, with the caller''s rights.';

create function engine.revertible(entry_id bigint, fields text[])
returns table (entity text, record_id text, key_column text, old_values jsonb, assignments text)
language sql stable security definer set search_path = '' -- reads the log
as $$
  select e.table_name, e.record_id, engine.primary_key(e.table_name), e.old_values, (
    select string_agg(format('%I = was.%I', key, key), ', ')
    from jsonb_object_keys(engine.readable_values(e.table_name, e.old_values)) as key
    where fields is null or key = any (fields)
  )
  from engine.audit_entries as e
  where e.id = entry_id and e.action = 'update' and e.table_name not like 'config.%';
$$;
comment on function engine.revertible is 'What it takes to undo an update: table, key, old values and assignments of readable fields.';
