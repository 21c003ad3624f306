-- The audit log: who changed what, in which role and transaction. Statement triggers with transition tables
-- keep writes quick; nobody may change an entry over the API.

create table engine.audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  transaction_id xid8 not null default pg_current_xact_id(),
  member_id uuid,
  member_name text,
  role_key text,
  request text,
  table_name text not null,
  record_id text not null,
  action text not null constraint action_is_known check (action in ('create', 'update', 'delete')),
  old_values jsonb,
  new_values jsonb,
  batch_id uuid,
  is_consequence boolean not null default false
);
comment on table engine.audit_entries is
  'A create keeps the key only (the row is its own value), an update the changed columns, a delete the whole row.';
comment on column engine.audit_entries.batch_id is
  'The batch of engine.batches in which it was written. No foreign key: the log stands alone, and each row would pay.';
comment on column engine.audit_entries.is_consequence is
  'Written by a trigger in the wake of another write, and so written anew when that one is taken back. What a foreign
key does (cascade, set null) is none: Postgres runs it as part of the statement.';
create index audit_entries_record_idx on engine.audit_entries (table_name, record_id, id);
create index audit_entries_transaction_idx on engine.audit_entries (transaction_id, id);
create index audit_entries_member_idx on engine.audit_entries (member_id, at);
create index audit_entries_batch_idx on engine.audit_entries (batch_id, id) where batch_id is not null;
create index audit_entries_at_idx on engine.audit_entries using brin (at) with (pages_per_range = 16);
alter table engine.audit_entries enable row level security;

create function engine.current_role_key()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return case when current_setting('role') like 'bo\_%' then substr(current_setting('role'), 4) end;
end;
$$;
comment on function engine.current_role_key is
  'Key of the app role of this request; null outside one. Inside definer functions current_user would be the owner.';

create function engine.request_line()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(concat_ws(' ', current_setting('request.method', true), current_setting('request.path', true)), '');
end;
$$;
comment on function engine.request_line is 'Method and path of the REST request; null in SQL sessions.';

create function engine.current_batch_id()
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(current_setting('kontor.batch', true), '')::uuid;
end;
$$;
comment on function engine.current_batch_id is 'The batch that this transaction writes in; null outside one.';

create function engine.audit_trigger_sql(full_name text, event text, key_columns text[])
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format(
    'create trigger %I after %s on %s referencing %s for each statement execute function engine.record_changes(%s)',
    'entity__audit_' || event, event, full_name,
    case event
      when 'insert' then 'new table as new_rows'
      when 'delete' then 'old table as old_rows'
      else 'old table as old_rows new table as new_rows'
    end,
    (select string_agg(format('%L', k), ', ') from unnest(key_columns) as k)
  );
$$;
comment on function engine.audit_trigger_sql is 'Statement that attaches the audit trigger for one event to a table.';

-- Compares whole rows as JSON; equal rows leave no entry.
create function engine.audit_query(event text, key_columns text[])
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case event
    when 'INSERT' then format('select concat_ws('':'', %s), null::jsonb, null::jsonb from new_rows as n', new_key)
    when 'DELETE' then format('select concat_ws('':'', %s), to_jsonb(o), null::jsonb from old_rows as o', old_key)
    else format(
      'select concat_ws('':'', %s), diff.old_values, diff.new_values
       from new_rows as n join old_rows as o on (%s) = (%s),
       lateral (
         select jsonb_object_agg(key, was.value) as old_values, jsonb_object_agg(key, is_now.value) as new_values
         from jsonb_each(to_jsonb(o)) as was join jsonb_each(to_jsonb(n)) as is_now using (key)
         where was.value is distinct from is_now.value and key not in (''updated_at'', ''version'') and key <> all ($9)
       ) as diff
       where diff.old_values is not null',
      new_key, new_key, old_key
    )
  end
  from (
    select string_agg(format('n.%I', k), ', '), string_agg(format('o.%I', k), ', ')
    from unnest(key_columns) as k
  ) as keys (new_key, old_key);
$$;
comment on function engine.audit_query is 'Query over the transition tables: record id, old values, new values.';

create function engine.rollup_columns(table_name text)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return array(
    select f.name from config.fields as f
    join config.entities as e on e.id = f.entity_id and e.name = rollup_columns.table_name
    where f.options ? 'rollup'
  );
end;
$$;
comment on function engine.rollup_columns is 'Columns that follow from other records; their changes are told there, so the log leaves them out.';

create function engine.record_changes()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else may write the log
as $$
declare
  acting_member_id uuid;
begin
  -- Most statements of other triggers change nothing.
  if tg_op = 'DELETE' then
    if not exists (select from old_rows) then
      return null;
    end if;
  elsif not exists (select from new_rows) then
    return null;
  end if;
  acting_member_id := engine.member_id();
  execute
    'insert into engine.audit_entries
       (member_id, member_name, role_key, request, table_name, record_id, action, old_values, new_values,
        batch_id, is_consequence)
     select $1, $2, $3, $4, $5, changed.record_id, $6, changed.old_values, changed.new_values, $7, $8
     from (' || engine.audit_query(tg_op, tg_argv) || ') as changed (record_id, old_values, new_values)'
  using
    acting_member_id,
    (select m.name from config.members as m where m.id = acting_member_id),
    engine.current_role_key(),
    engine.request_line(),
    case when tg_table_schema = 'public' then tg_table_name else tg_table_schema || '.' || tg_table_name end,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    engine.current_batch_id(),
    pg_trigger_depth() > 1,
    engine.rollup_columns(tg_table_name);
  return null;
end;
$$;
comment on function engine.record_changes is 'Audit trigger; its arguments are the key columns of the table.';
