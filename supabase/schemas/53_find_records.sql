-- Search answers with keys alone, before the list asks for a page of rows. Asked for in one go, Postgres would walk the
-- list in its order and compare every row (3 s among a million for a number that occurs once), and under a row scope
-- it may not use trigram or gram indexes at all, because their operators are not leakproof. Here the owner searches by
-- index, with the role's own scope and fields written out.

create function engine.search_field_sql(field text, field_type text, grams_column text, search text, is_small boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when field_type = 'integer' then case when search ~ '^\d{1,15}$' then format('%I = %L::bigint', field, search) end
    when field_type not in ('text', 'long_text', 'choice', 'email', 'phone', 'url') then null
    when grams_column is not null then
      format('(%I @> %L::text[] and %I ilike %s)', grams_column, engine.grams(search), field, pattern)
    -- Trigrams need three characters, and words between blanks: neither is so in Chinese, Japanese or Korean.
    when is_small or length(search) >= 3 and search !~ '[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]' then
      format('%I ilike %s', field, pattern)
  end
  from engine.like_pattern(search, '%', '%') as pattern;
$$;
comment on function engine.search_field_sql is
  'Condition that a field contains the text, in the form that its index serves; null where the field cannot. A table
that has no grams at all is taken for small: it may be read from end to end.';

create function engine.search_sql(role_key text, table_name text, search text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select string_agg(
    engine.search_field_sql(name, type, grams_column, search, any_grams_column is null), ' or ' order by name
  )
  from (
    select f.name, f.type, g.attname::text as grams_column, max(g.attname::text) over () as any_grams_column
    from config.entities as e
    cross join lateral (select to_regclass(format('public.%I', e.name))) as t (oid)
    join config.fields as f on f.entity_id = e.id and f.name = any (e.search_fields)
    left join pg_catalog.pg_attribute as g on g.attrelid = t.oid and g.attname = f.name || '_grams'
    where e.name = search_sql.table_name and has_column_privilege(engine.role_name(role_key), t.oid, f.name, 'select')
  ) as fields;
$$;
comment on function engine.search_sql is 'Condition over the search fields of a table that a role may read; null without any.';

create function config.find_records(entity text, search text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- searches with the owner's plans, in the caller's scope
as $$
declare
  role_key constant text := engine.current_role_key();
  searched constant text := btrim(regexp_replace(search, '\s+', ' ', 'g'));
  most constant integer := 500;
  found_ids jsonb;
  scope jsonb;
begin
  select s.condition into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = role_key
  join config.entities as e on e.id = p.entity_id and e.name = find_records.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'read';
  if not found then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
  execute format(
    'select jsonb_agg(id) from (select %I as id from public.%I where (%s) and (%s) limit %s) as t',
    engine.primary_key(entity), entity,
    coalesce(engine.search_sql(role_key, entity, searched), 'false'),
    case when scope is null then 'true' else engine.policy_sql(entity, scope, role_key) end, most + 1
  ) into found_ids;
  return case when jsonb_array_length(found_ids) > most then null else coalesce(found_ids, '[]') end;
end;
$$;
comment on function config.find_records is
  'Keys of the rows in the caller''s scope in which a search field that he may read contains the text. Null when there
are more than 500: then a filter finds a page of them soon enough. Reason action_not_granted (403).';
