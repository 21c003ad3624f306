-- What Storage asks before it hands out or takes an object of the bucket `files`. It runs as `authenticated` and knows
-- nothing of the app's roles, so the role is found here as pre_request finds it.

create function engine.storage_role(is_writing boolean)
returns text
language plpgsql stable security definer set search_path = '' -- reads auth and config
as $$
declare
  detail text;
begin
  return substr(engine.role_of(engine.uid()), 4);
exception when others then
  get stacked diagnostics detail = pg_exception_detail;
  -- The last thing that is asked of somebody who looks through other eyes; Storage reads in a transaction that could write.
  if not is_writing and coalesce(detail, '') like '{"reason": "view_as_read_only"%' then
    return (select r.key from config.roles as r where r.id = engine.viewed_role_id());
  end if;
  return null;
end;
$$;
comment on function engine.storage_role is 'Key of the role in which the caller of Storage acts, or looks; null when he may not act at all.';

create function engine.file_of_object(object_name text)
returns config.files
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.* from config.files as f
  where f.id = case when pg_input_is_valid(split_part(object_name, '/', 1), 'uuid') then split_part(object_name, '/', 1)::uuid end
    and object_name in (engine.object_folder(f) || '/original', engine.object_folder(f) || '/small');
$$;
comment on function engine.file_of_object is 'The file that an object of the bucket belongs to.';

create function engine.may_read_file(object_name text, role_key text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  file constant config.files := engine.file_of_object(object_name);
  entity config.entities;
begin
  if role_key is null or file.id is null then
    return false;
  elsif file.record_id is null then
    return file.member_id = engine.member_id();
  end if;
  entity := engine.entity_of(file.entity_id);
  return engine.reaches(role_key, 'read', entity, file.record_id) and case
    when file.field_id is null then file.removed_at is null
    else exists (
      select from config.fields as f
      where f.id = file.field_id
        and has_column_privilege(engine.role_name(role_key), to_regclass(format('public.%I', entity.name)), f.name, 'select')
    )
  end;
end;
$$;
comment on function engine.may_read_file is
  'Whether a role may read an object: it reads the field of the record that has it, or the record; before that only its uploader.';

create function engine.may_write_file(object_name text, role_key text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  file constant config.files := engine.file_of_object(object_name);
begin
  return coalesce(
    role_key is not null and file.member_id = engine.member_id() and file.created_at > now() - interval '1 day'
    and (file.record_id is null or file.field_id is null) and file.removed_at is null, false
  );
end;
$$;
comment on function engine.may_write_file is 'Whether an object is one that the caller has announced and that no record has yet.';

create policy "Members read the files of records that they read" on storage.objects for select to authenticated
  using (bucket_id = 'files' and engine.may_read_file(name, (select engine.storage_role(false))));
create policy "Members upload the files that they announced" on storage.objects for insert to authenticated
  with check (bucket_id = 'files' and engine.may_write_file(name, (select engine.storage_role(true))));
create policy "Members take back what no record has yet" on storage.objects for delete to authenticated
  using (bucket_id = 'files' and engine.may_write_file(name, (select engine.storage_role(true))));

grant execute on function
  engine.storage_role(boolean), engine.may_read_file(text, text), engine.may_write_file(text, text)
to authenticated;

-- Nobody but the service removes bytes: what has no record for 30 days, and uploads that were never saved.
create function engine.mark_unused_files()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, looks at all records
as $$
declare
  field record;
begin
  for field in
    select f.id, f.name, e.id as entity_id, e.name as table_name, engine.primary_key(e.name) as key_column
    from config.fields as f join config.entities as e on e.id = f.entity_id
    where engine.is_file_type(f.type)
  loop
    execute format(
      'update config.files as f set removed_at = case when is_used then null else now() end
       from (
         select c.id, exists (
           select from public.%1$I as t
           where t.%2$I::text = c.record_id and c.id || ''/'' || c.name = any (t.%3$I)
         ) as is_used
         from config.files as c where c.field_id = $1 and c.record_id is not null
       ) as found
       where f.id = found.id and is_used = (f.removed_at is not null)',
      field.table_name, field.key_column, field.name
    ) using field.id;
  end loop;
  update config.files as f set removed_at = now()
  where f.record_id is null and f.removed_at is null and f.created_at < now() - interval '1 day';
end;
$$;
comment on function engine.mark_unused_files is 'Notes which files no record has any more, and which were never saved; a job.';
insert into engine.jobs (key, routine, every) values ('mark_unused_files', 'engine.mark_unused_files()', '1 day');

create function config.unused_files(is_removed boolean default false)
returns text[]
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  folders text[];
begin
  if current_setting('role') not in ('none', 'postgres', 'service_role') then
    perform engine.refuse('right_missing', 'Only the service removes files for good', errcode => '42501');
  end if;
  if is_removed then
    delete from config.files as f
    where f.removed_at < now() - interval '30 days' and not exists (
      select from storage.objects as o where o.bucket_id = 'files' and o.name like engine.object_folder(f) || '/%'
    );
  end if;
  select coalesce(array_agg(engine.object_folder(f)), '{}') into folders
  from (
    select * from config.files as f where f.removed_at < now() - interval '30 days' order by f.removed_at limit 200
  ) as f;
  return folders;
end;
$$;
comment on function config.unused_files is
  'Folders of the bucket whose files no record has had for 30 days, at most 200; with is_removed those that are empty by now
are forgotten first. For the service only.';
