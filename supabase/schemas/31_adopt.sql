-- Turns a table of `public` into an entity: fields, row security, triggers. Running it again is harmless.

create function engine.sort_from_text(sort text)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('field', ltrim(part, '-'), 'descending', part like '-%') order by position), '[]'
  )
  from unnest(string_to_array(nullif(sort, ''), ',')) with ordinality as t (part, position);
$$;
comment on function engine.sort_from_text is '"-placed_at,id" → [{"field": "placed_at", "descending": true}, …].';

create function engine.text_array(value jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(select jsonb_array_elements_text(value));
$$;
comment on function engine.text_array is 'A JSON array of texts as text[]; empty for null.';

create function engine.attach_triggers(table_name text, is_audited boolean)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  full_name constant text := format('public.%I', table_name);
  event text;
begin
  execute format('drop trigger if exists entity__touch on %s', full_name);
  if engine.version_field(table_name) is not null then
    execute format(
      'create trigger entity__touch before update on %s for each row execute function engine.touch_%s(%s)',
      full_name, engine.version_field(table_name), (
        select quote_literal(c.column_name) from engine.columns as c
        where c.table_name = attach_triggers.table_name and c.column_name = 'updated_at'
      )
    );
  end if;
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('drop trigger if exists %I on %s', 'entity__audit_' || event, full_name);
    if is_audited then
      execute engine.audit_trigger_sql(full_name, event, array[engine.primary_key(table_name)]);
    end if;
    execute format('drop trigger if exists %I on %s', 'entity__live_' || event, full_name);
    execute engine.live_trigger_sql(table_name, event);
  end loop;
end;
$$;
comment on function engine.attach_triggers is
  'Keeps updated_at / version, writes the audit log of one table and tells the app of changes.';

create function engine.adopt_fields(entity_id uuid, table_name text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from config.fields as f
  where f.entity_id = adopt_fields.entity_id
    and not exists (
      select from engine.columns as c
      where c.table_name = adopt_fields.table_name and c.column_name = f.name
    );
  insert into config.fields (entity_id, name, type, position, is_hidden, is_read_only)
  select adopt_fields.entity_id, c.column_name, c.guessed_type, c.column_number,
    c.column_name ~ '_(grams|hash)$',
    c.is_generated or c.column_name in ('created_at', 'updated_at', 'version')
      or c.column_name = k.primary_key
  from engine.guessed_types as c
  cross join (
    select t.primary_key from engine.keys as t where t.table_name = adopt_fields.table_name offset 0
  ) as k
  where c.table_name = adopt_fields.table_name
    and not exists (
      select from config.trash as t
      where t.entity_name = adopt_fields.table_name and t.field_name = c.column_name
    )
  on conflict on constraint fields_entity_id_name_key do nothing;
$$;
comment on function engine.adopt_fields is 'Adds fields for new columns, removes those of dropped ones, keeps what is configured.';

create function engine.adopt_table(table_name text, options jsonb default '{}')
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  adopted_id uuid;
begin
  if to_regclass(format('public.%I', table_name)) is null then
    perform engine.refuse('unknown_table', format('There is no table %s in schema public', table_name));
  elsif engine.primary_key(table_name) is null then
    perform engine.refuse('no_primary_key', format('Table %s needs a primary key of one column', table_name));
  end if;

  insert into config.entities as e (
    name, group_key, icon, position, is_hidden, is_audited, title_field, search_fields, list_fields, default_sort
  )
  values (
    table_name, options ->> 'group', options ->> 'icon', coalesce((options ->> 'position')::integer, 0),
    coalesce((options ->> 'is_hidden')::boolean, false), coalesce((options ->> 'audit')::boolean, true),
    coalesce(options ->> 'title_field', engine.primary_key(table_name)),
    engine.text_array(options -> 'search_fields'), engine.text_array(options -> 'list_fields'),
    engine.sort_from_text(options ->> 'default_sort')
  )
  on conflict (name) do update set
    group_key = excluded.group_key, icon = excluded.icon, position = excluded.position,
    is_hidden = excluded.is_hidden, is_audited = excluded.is_audited, title_field = excluded.title_field,
    search_fields = excluded.search_fields, list_fields = excluded.list_fields,
    default_sort = excluded.default_sort
  returning e.id into adopted_id;

  perform engine.adopt_fields(adopted_id, table_name);
  execute format('alter table public.%I enable row level security', table_name);
  perform engine.attach_triggers(table_name, coalesce((options ->> 'audit')::boolean, true));
  return adopted_id;
end;
$$;
comment on function engine.adopt_table is
  'Makes a table of public an entity and returns its id. Options: group, icon, position, is_hidden, audit, title_field,
search_fields, list_fields, default_sort. Reasons: unknown_table, no_primary_key.';

create function engine.touch_updated_at()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- A sum over children is no edit of the parent: nobody who has it open must be told to start again.
  if current_setting('engine.keeping', true) = 'on' then
    return new;
  end if;
  new.updated_at := clock_timestamp();
  return new;
end;
$$;
comment on function engine.touch_updated_at is 'Stamps every update, so that a stale edit is noticed.';

create function engine.touch_version()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if current_setting('engine.keeping', true) = 'on' then
    return new;
  end if;
  new.version := old.version + 1;
  if tg_nargs > 0 then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end;
$$;
comment on function engine.touch_version is
  'Counts every update, so that a stale edit is noticed; with an argument it stamps updated_at too.';
