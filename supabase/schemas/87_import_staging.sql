-- The rows of a file wait here until they are written. They come in slices, so a cut line costs one slice.

create table engine.imports (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  member_id uuid not null references config.members (id) on delete cascade,
  role_key text not null,
  file_name text not null,
  fingerprint text not null,
  mode text not null constraint mode_is_known check (mode in ('create', 'skip', 'upsert', 'update')),
  fields text[] not null,
  identifiers text[] not null,
  row_count integer not null constraint row_count_is_sensible check (row_count between 1 and 200000),
  result jsonb,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table engine.imports is 'Files that members import: their settings, and once they are written what came of them.';
comment on column engine.imports.fingerprint is 'Digest of file and settings: the same again goes on where it was cut.';
create index imports_entity_id_idx on engine.imports (entity_id);
create index imports_member_id_idx on engine.imports (member_id, fingerprint);
alter table engine.imports enable row level security;

-- Unlogged: after a crash the file is simply sent again.
create unlogged table engine.staged_rows (
  import_id uuid not null references engine.imports (id) on delete cascade,
  row_no integer not null,
  row_values jsonb not null constraint row_values_are_an_object check (jsonb_typeof(row_values) = 'object'),
  target text,
  problem jsonb,
  primary key (import_id, row_no)
);
comment on table engine.staged_rows is 'Rows of files, as values by field, before they are written.';
comment on column engine.staged_rows.target is 'Key of the record that the row changes; null for a new one.';
comment on column engine.staged_rows.problem is 'Why the row cannot be matched with one record.';
alter table engine.staged_rows enable row level security;

create function engine.own_import(import uuid)
returns engine.imports
language plpgsql stable security definer set search_path = '' -- callers may not read the staging
as $$
declare
  own engine.imports;
begin
  select i.* into own from engine.imports as i
  where i.id = import and i.member_id = engine.member_id() and i.role_key = engine.current_role_key();
  if not found then
    perform engine.refuse('unknown_import', 'There is no such import of yours', errcode => 'PT404');
  end if;
  return own;
end;
$$;
comment on function engine.own_import is 'An import of the caller in his present role. Reason unknown_import (404).';

create function engine.require_importable(entity text, mode text, fields text[], identifiers text[])
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  setup constant jsonb := config.import_setup(entity);
  needed constant text[] := array(select f from unnest(fields) as f where f <> all (identifiers));
  refused text[];
begin
  refused := array(
    select f from unnest(needed) as f
    where not (mode <> 'update' and setup -> 'create' ? f or mode in ('upsert', 'update') and setup -> 'update' ? f)
    union all
    select f from unnest(identifiers) as f where not setup -> 'identify' ? f
  );
  if mode <> 'update' and setup -> 'create' = '[]' or mode in ('upsert', 'update') and setup -> 'update' = '[]' then
    perform engine.refuse('import_needs_right', 'Your role may not do what this import needs', errcode => '42501');
  elsif refused <> '{}' then
    perform engine.refuse(
      'fields_not_importable', 'Your role may not import some of these fields',
      jsonb_build_object('fields', array_to_string(refused, ', ')), '42501'
    );
  elsif (mode = 'create') <> (identifiers = '{}') or fields = '{}' or not identifiers <@ fields then
    perform engine.refuse('invalid_import', 'An import needs fields, and something to find records by unless all are new', errcode => '22023');
  end if;
end;
$$;
comment on function engine.require_importable is
  'Refuses fields or a mode that the caller''s role may not import. Reasons import_not_allowed, import_needs_right,
fields_not_importable, invalid_import.';

create function config.begin_import(entity text, request jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  asked_fields constant text[] := array(select jsonb_array_elements_text(request -> 'fields'));
  asked_identifiers constant text[] := array(select jsonb_array_elements_text(request -> 'identifiers'));
  begun engine.imports;
begin
  perform engine.require_importable(entity, request ->> 'mode', asked_fields, asked_identifiers);
  if not coalesce((request ->> 'rows')::integer between 1 and 200000, false) then
    perform engine.refuse('too_many_rows', 'An import has 1 to 200,000 rows', '{"most": 200000}', '22023');
  end if;
  insert into engine.import_memory (member_id, entity_id, matched)
  values (engine.member_id(), engine.entity_id(entity), coalesce(request -> 'memory', '{}'))
  on conflict on constraint import_memory_pkey do update set matched = excluded.matched, at = now();

  select i.* into begun from engine.imports as i
  where i.member_id = engine.member_id() and i.fingerprint = request ->> 'fingerprint' and i.ended_at is null
    and i.entity_id = engine.entity_id(entity) and i.role_key = engine.current_role_key()
    and (i.mode, i.fields, i.identifiers, i.row_count)
      = (request ->> 'mode', asked_fields, asked_identifiers, (request ->> 'rows')::integer)
  order by i.started_at desc
  limit 1;
  if begun.id is null then
    insert into engine.imports (entity_id, member_id, role_key, file_name, fingerprint, mode, fields, identifiers, row_count)
    values (
      engine.entity_id(entity), engine.member_id(), engine.current_role_key(), left(request ->> 'file', 200),
      request ->> 'fingerprint', request ->> 'mode', asked_fields, asked_identifiers, (request ->> 'rows')::integer
    )
    returning * into begun;
  end if;
  return jsonb_build_object(
    'import', begun.id,
    'last', (select coalesce(max(r.row_no), 0) from engine.staged_rows as r where r.import_id = begun.id)
  );
end;
$$;
comment on function config.begin_import is
  'Announces a file: {file, fingerprint, rows, mode: create|skip|upsert|update, fields, identifiers, memory}. Answers {import,
last}: its id, and the last row that is here already when it was begun before. Reasons import_not_allowed,
import_needs_right, fields_not_importable, invalid_import, too_many_rows, unknown_entity.';

create function config.stage_rows(import uuid, rows jsonb)
returns integer
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  if own.ended_at is not null or jsonb_array_length(rows) > 5000
    or (select count(*) from engine.staged_rows as r where r.import_id = import) + jsonb_array_length(rows)
      > own.row_count + 5000
  then
    perform engine.refuse('too_many_rows', 'These rows are not expected', jsonb_build_object('most', own.row_count), '22023');
  end if;
  insert into engine.staged_rows (import_id, row_no, row_values)
  select import, (r ->> 0)::integer, r -> 1 from jsonb_array_elements(rows) as r
  on conflict on constraint staged_rows_pkey do nothing;
  return (select max(r.row_no) from engine.staged_rows as r where r.import_id = import);
end;
$$;
comment on function config.stage_rows is
  'Takes a slice of rows, [[row number, {field: value}], …], ascending and up to 5000; one that came before is ignored.
Answers the last row that is here. Reasons unknown_import, too_many_rows.';

create function config.staged_rows(import uuid, first integer, last integer, left_out integer[] default '{}')
returns table (row_no integer, row_values jsonb, target text)
language plpgsql stable security definer set search_path = '' rows 500 -- callers may not read the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  return query
  select r.row_no, r.row_values, r.target from engine.staged_rows as r
  where r.import_id = own.id and r.row_no between first and last and r.problem is null and r.row_no <> all (left_out)
  order by r.row_no;
end;
$$;
comment on function config.staged_rows is 'Rows of an own import that can be written. Reason unknown_import.';

create function engine.forget_imports()
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from engine.imports as i where i.started_at < now() - interval '7 days';
$$;
comment on function engine.forget_imports is 'Removes files of last week, written or not.';
insert into engine.jobs (key, routine, every) values ('forget_imports', 'engine.forget_imports()', '1 hour');
