-- The hash chain over the audit log, sealed in the background: a link taken inside every write would make writers queue.

create table engine.audit_seals (
  position bigint primary key,
  entry_id bigint not null unique,
  transaction_id xid8 not null,
  hash bytea not null
);
comment on table engine.audit_seals is
  'One link per entry: hash = sha256(previous hash || entry). An altered, removed or inserted entry breaks the chain.';
alter table engine.audit_seals enable row level security;

create function engine.audit_hash(previous bytea, entry engine.audit_entries)
returns bytea
language sql immutable security invoker set search_path = ''
as $$
  select sha256(previous || convert_to(
    jsonb_build_array(
      entry.id, extract(epoch from entry.at), entry.transaction_id::text, entry.member_id, entry.member_name,
      entry.role_key, entry.request, entry.table_name, entry.record_id, entry.action, entry.old_values,
      entry.new_values, entry.batch_id, entry.is_consequence
    )::text, 'UTF8'
  ));
$$;
comment on function engine.audit_hash is 'Link of the chain for one entry after the previous link.';

-- Everything below the snapshot's xmin is finished, so a closed range can never gain an entry later.
create function engine.seal_audit(entry_limit integer default 20000)
returns bigint
language plpgsql volatile security definer set search_path = '' -- nobody else may write the chain
as $$
declare
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  last_position bigint := 0;
  last_hash bytea := '';
  sealed_up_to xid8 := '0';
  entry engine.audit_entries;
  sealed bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtext('engine.seal_audit'));
  select s.position, s.hash, s.transaction_id into last_position, last_hash, sealed_up_to
  from engine.audit_seals as s order by s.position desc limit 1;
  if not found then
    last_position := 0;
    last_hash := '';
  end if;
  if sealed_up_to is null or sealed_up_to >= horizon then
    sealed_up_to := '0'; -- nothing sealed yet, or restored into a younger cluster that counts from the start
  end if;

  for entry in
    select e.* from engine.audit_entries as e
    where e.transaction_id >= sealed_up_to and e.transaction_id < horizon
      and not exists (select from engine.audit_seals as s where s.entry_id = e.id)
    order by e.transaction_id, e.id
    limit entry_limit
  loop
    last_position := last_position + 1;
    last_hash := engine.audit_hash(last_hash, entry);
    insert into engine.audit_seals (position, entry_id, transaction_id, hash)
    values (last_position, entry.id, entry.transaction_id, last_hash);
    sealed := sealed + 1;
  end loop;
  return sealed;
end;
$$;
comment on function engine.seal_audit is 'Seals finished entries, oldest first; returns how many.';

create function engine.first_altered_audit_entry()
returns bigint
language plpgsql stable security definer set search_path = '' -- reads the whole log
as $$
declare
  link record;
  previous bytea := '';
  expected_position bigint := 1;
begin
  for link in
    select s.position, s.entry_id, s.hash, e as entry
    from engine.audit_seals as s
    left join engine.audit_entries as e on e.id = s.entry_id
    order by s.position
  loop
    if link.position <> expected_position or link.entry is null
      or link.hash <> engine.audit_hash(previous, link.entry)
    then
      return link.entry_id;
    end if;
    previous := link.hash;
    expected_position := expected_position + 1;
  end loop;
  return null;
end;
$$;
comment on function engine.first_altered_audit_entry is
  'Checks the chain; id of the first entry that was altered or removed, null when all is well.';
