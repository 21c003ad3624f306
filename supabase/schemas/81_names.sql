-- Safe names and clean texts for what people make: any label becomes an identifier that is free and not reserved.

create function engine.is_reserved(name text)
returns boolean
language sql stable security invoker set search_path = ''
as $$
  select name ~ '^(pg_|bo_|bi_)' or name ~ '_(grams|hash)$'
    or name in (
      -- Words of the REST API, and columns that every table has.
      'select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'and', 'or', 'not', 'any', 'all', 'id',
      'created_at', 'updated_at', 'created_by', 'updated_by', 'version', 'count', 'sum', 'avg', 'min', 'max'
    )
    or exists (select from pg_get_keywords() as k where k.word = is_reserved.name and k.catcode <> 'U')
    or exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = 'pg_catalog.pg_class'::regclass and a.attnum < 0 and a.attname = is_reserved.name
    );
$$;
comment on function engine.is_reserved is 'Words that SQL, PostgREST or the engine keep for themselves.';

create function engine.free_name(wish text, fallback text, taken text[])
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  name text := engine.free_key(wish, fallback, '{}');
begin
  if engine.is_reserved(name) then
    name := trim(both '_' from left(fallback || '_' || regexp_replace(name, '_(grams|hash)$', ''), 36));
  end if;
  return engine.free_key(name, fallback, taken);
end;
$$;
comment on function engine.free_name is 'A safe name that is not taken, made from any text: letters, digits and _, at most 40.';

create function engine.free_column(table_name text, wish text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select engine.free_name(wish, 'field', array(
    select a.attname::text from pg_catalog.pg_attribute as a
    where a.attrelid = to_regclass(format('public.%I', table_name))
    union
    select l.name from engine.lookups as l where l.entity_name = free_column.table_name
  ));
$$;
comment on function engine.free_column is 'A name for a new column of a table.';

create function engine.free_table(wish text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select engine.free_name(wish, 'entity', array(
    select c.relname::text from pg_catalog.pg_class as c where c.relnamespace = 'public'::regnamespace
    union select t.typname::text from pg_catalog.pg_type as t where t.typnamespace = 'public'::regnamespace
    union select p.proname::text from pg_catalog.pg_proc as p where p.pronamespace = 'public'::regnamespace
    union select t.entity_name::text from config.trash as t
  ));
$$;
comment on function engine.free_table is 'A name for a new table: no table, type or function of public has it.';

-- Comments carry labels as `English | 中文`, one line for the label, one for the help.
create function engine.one_line(value text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select btrim(regexp_replace(replace(value, '|', '/'), '[[:cntrl:][:space:]]+', ' ', 'g'));
$$;
comment on function engine.one_line is 'A text as it can stand in a comment that carries labels.';

create function engine.clean_label(label jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  cleaned jsonb;
begin
  perform engine.require_label(label);
  cleaned := jsonb_build_object('en', engine.one_line(label ->> 'en'), 'zh-CN', engine.one_line(label ->> 'zh-CN'));
  perform engine.require_label(cleaned);
  return cleaned;
end;
$$;
comment on function engine.clean_label is 'A label on one line per language. Reason invalid_label.';

create function engine.clean_help(help jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  en constant text := engine.one_line(coalesce(help ->> 'en', ''));
  zh constant text := engine.one_line(coalesce(help ->> 'zh-CN', ''));
begin
  if length(en) > 500 or length(zh) > 500 then
    perform engine.refuse('too_long_max', 'A help text has up to 500 characters', '{"field": "help", "max": 500}');
  end if;
  return case when en || zh <> '' then
    jsonb_build_object('en', coalesce(nullif(en, ''), zh), 'zh-CN', coalesce(nullif(zh, ''), en))
  end;
end;
$$;
comment on function engine.clean_help is 'A help text in both languages, or null. Reason too_long_max.';

create function engine.comment_text(label jsonb, help jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%s | %s', label ->> 'en', label ->> 'zh-CN')
    || case when help ->> 'en' is null then '' else format(E'\n%s | %s', help ->> 'en', help ->> 'zh-CN') end;
$$;
comment on function engine.comment_text is 'The comment that carries a label and a help text.';
