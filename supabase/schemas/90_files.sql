-- Files of records. The bytes are in Supabase Storage, in one private bucket; which file belongs to which record stands
-- here, and the policies of the bucket ask the same rights as the tables do. A field holds `<id>/<name>` per file.

create table config.files (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  field_id uuid,
  record_id text,
  name text not null constraint file_has_a_plain_name check (
    length(name) between 1 and 200 and name !~ '[/\\[:cntrl:]]'
  ),
  media_type text not null,
  size bigint not null,
  member_id uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
comment on table config.files is 'Every file that was announced for a field of an entity, or for a record as a whole (field_id null).';
comment on column config.files.field_id is 'No foreign key: a field in the trash keeps its files.';
comment on column config.files.record_id is 'Null until a record with the file is saved.';
comment on column config.files.removed_at is 'Since when no record has it any more; 30 days later it is gone.';
create index files_record_idx on config.files (entity_id, record_id);
create index files_member_id_idx on config.files (member_id);
create index files_field_id_idx on config.files (field_id);
alter table config.files enable row level security;

insert into storage.buckets (id, name, public, file_size_limit)
values ('files', 'files', false, 52428800)
on conflict (id) do nothing;

create function engine.object_folder(file config.files)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select file.id::text;
$$;
comment on function engine.object_folder is 'Where the objects of a file are in the bucket: `original`, and `small` for a picture.';

create function engine.is_file_type(type text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select type in ('file', 'image');
$$;
comment on function engine.is_file_type is 'Whether a field of this type holds files.';

-- Announcing: the caller says what he is going to upload, and learns where to.
create function config.add_file(entity text, name text, size bigint, media_type text, field text default null, record_id text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  found_entity config.entities;
  found_field config.fields;
  added config.files;
  clean_name constant text := left(btrim(regexp_replace(name, '[/\\[:cntrl:]]+', ' ', 'g')), 200);
begin
  if field is null then
    found_entity := engine.require_record(entity, record_id, 'update');
  else
    found_field := engine.require_field(entity, field);
    found_entity := engine.require_entity(entity);
    if not engine.is_file_type(found_field.type) or engine.current_role_key() is not null and not exists (
      select from unnest(array['insert', 'update']) as privilege
      where has_column_privilege(current_setting('role'), to_regclass(format('public.%I', entity)), field, privilege)
    ) then
      perform engine.refuse('file_not_allowed', 'Your role may not put files into this field',
        jsonb_build_object('field', field), '42501');
    end if;
    perform engine.check_file(found_field, size, media_type);
  end if;
  if clean_name = '' or size is null or size < 0 or size > 52428800 then
    perform engine.refuse('file_too_large', 'A file has a name and at most 50 MB', jsonb_build_object('limit', 50));
  end if;
  insert into config.files as f (entity_id, field_id, record_id, name, media_type, size, member_id)
  values (found_entity.id, found_field.id, case when field is null then record_id end, clean_name,
    left(coalesce(media_type, ''), 100), size, engine.member_id())
  returning f.* into added;
  return jsonb_build_object('id', added.id, 'value', added.id || '/' || added.name);
end;
$$;
comment on function config.add_file is
  'Announces a file for a field, or for a record as a whole: returns its id, which is its folder in the bucket `files`, and the
value that the field will hold. Reasons file_not_allowed, file_too_large, not_an_image, not_found, not_allowed_or_gone.';

create function engine.check_file(field config.fields, size bigint, media_type text)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
declare
  most constant integer := coalesce((field.options ->> 'max_size')::integer, 20);
begin
  if size > most * 1048576::bigint then
    perform engine.refuse('file_too_large', format('A file here has at most %s MB', most),
      jsonb_build_object('field', field.name, 'limit', most));
  elsif field.type = 'image' and coalesce(media_type, '') !~ '^image/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$' then
    perform engine.refuse('not_an_image', 'Only pictures fit here', jsonb_build_object('field', field.name));
  end if;
end;
$$;
comment on function engine.check_file is 'Refuses what a field does not take: file_too_large with the limit in MB, not_an_image.';

-- A record takes a file: only one that its writer has uploaded for this field, or that it had before.
create function engine.claim_file(field config.fields, record_id text, item text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config or storage
as $$
declare
  file config.files;
  stored jsonb;
begin
  if pg_input_is_valid(split_part(item, '/', 1), 'uuid') then
    select f.* into file from config.files as f where f.id = split_part(item, '/', 1)::uuid for update;
  end if;
  if file.id is null or file.field_id is distinct from field.id or item <> file.id || '/' || file.name
    or (file.record_id is null and engine.current_role_key() is not null and file.member_id is distinct from engine.member_id())
    or file.record_id <> claim_file.record_id
  then
    perform engine.refuse('unknown_file', 'This file was not uploaded for this record', jsonb_build_object('field', field.name), '42501');
  end if;
  select o.metadata into stored from storage.objects as o
  where o.bucket_id = 'files' and o.name = engine.object_folder(file) || '/original';
  if not found then
    perform engine.refuse('file_missing', 'The upload of this file did not finish, or it was removed for good',
      jsonb_build_object('field', field.name, 'file', file.name));
  end if;
  -- What was announced may differ from what was uploaded.
  perform engine.check_file(field, (stored ->> 'size')::bigint, stored ->> 'mimetype');
  update config.files as f
  set record_id = claim_file.record_id, size = (stored ->> 'size')::bigint, media_type = stored ->> 'mimetype', removed_at = null
  where f.id = file.id;
end;
$$;
comment on function engine.claim_file is
  'Makes a file belong to a record. Reasons unknown_file, file_missing, file_too_large, not_an_image.';

create function engine.claim_files()
returns trigger
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  field config.fields;
  items text[];
  before text[] := '{}';
  most integer;
begin
  select f.* into field from config.fields as f where f.id = tg_argv[0]::uuid;
  if not found then
    return null;
  end if;
  items := engine.text_array(nullif(to_jsonb(new) -> field.name, 'null'));
  if tg_op = 'UPDATE' then
    before := engine.text_array(nullif(to_jsonb(old) -> field.name, 'null'));
  end if;
  most := coalesce((field.options ->> 'max_files')::integer, 1);
  if cardinality(items) > most and items <> before then
    perform engine.refuse('too_many_files', format('At most %s files fit here', most),
      jsonb_build_object('field', field.name, 'limit', most));
  end if;
  perform engine.claim_file(field, to_jsonb(new) ->> engine.primary_key(tg_table_name), item)
  from unnest(items) as item where item <> all (before);
  return null;
end;
$$;
comment on function engine.claim_files is 'Trigger of a field of files; its argument is the id of the field. Reasons too_many_files and those of engine.claim_file.';

-- A field of files brings its trigger along, whichever way it comes and goes.
create function engine.watch_file_fields()
returns trigger
language plpgsql volatile security definer set search_path = '' -- makes triggers
as $$
declare
  field constant config.fields := case when tg_op = 'DELETE' then old else new end;
  its_table constant text := (engine.entity_of(field.entity_id)).name;
begin
  if its_table is null or not exists (
    select from engine.columns as c
    where c.table_name = its_table and c.column_name = field.name and c.type_name = 'text[]'
  ) then
    return null;
  end if;
  execute format('drop trigger if exists %I on public.%I', 'files of ' || field.id, its_table);
  if tg_op <> 'DELETE' then
    execute format(
      'create trigger %1$I after insert or update of %2$I on public.%3$I for each row when (new.%2$I is not null)
       execute function engine.claim_files(%4$L)', 'files of ' || field.id, field.name, its_table, field.id
    );
  end if;
  return null;
end;
$$;
comment on function engine.watch_file_fields is 'Gives the table of a field of files its trigger, and takes it away with the field.';
create trigger fields__watch_new_files
  after insert or update of type on config.fields
  for each row when (new.type in ('file', 'image')) execute function engine.watch_file_fields();
create trigger fields__watch_old_files
  after delete on config.fields
  for each row when (old.type in ('file', 'image')) execute function engine.watch_file_fields();

-- Files of a record as a whole.
create function config.record_files(entity text, record_id text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with the_record as materialized (
    select e.*, engine.reaches(engine.current_role_key(), 'update', e, record_files.record_id) as may_change
    from engine.require_record(record_files.entity, record_files.record_id) as e
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', f.id, 'name', f.name, 'size', (o.metadata ->> 'size')::bigint,
    'mediaType', o.metadata ->> 'mimetype', 'member', f.member_id, 'memberName', m.name, 'at', f.created_at,
    'mayRemove', r.may_change
  ) order by f.created_at desc), '[]')
  from the_record as r
  join config.files as f on f.entity_id = r.id and f.record_id = record_files.record_id
    and f.field_id is null and f.removed_at is null
  join storage.objects as o on o.bucket_id = 'files' and o.name = engine.object_folder(f) || '/original'
  left join config.members as m on m.id = f.member_id;
$$;
comment on function config.record_files is 'Files of a record that are in no field, newest first. Reason not_found (404).';

create function config.remove_file(file_id uuid, is_undone boolean default false)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  file config.files;
begin
  select f.* into file from config.files as f where f.id = file_id and f.field_id is null;
  if not found then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  end if;
  perform engine.require_record((engine.entity_of(file.entity_id)).name, file.record_id, 'update');
  update config.files as f set removed_at = case when not is_undone then now() end where f.id = file_id;
end;
$$;
comment on function config.remove_file is
  'Removes a file of a record, or brings it back within 30 days. Who may change the record may. Reasons not_found, not_allowed_or_gone.';
