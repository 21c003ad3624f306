-- What the catalog knows about business tables; everything that is not stored as configuration is read from here.

create view engine.columns with (security_invoker = true) as
select
  c.oid as table_oid,
  c.relname::text as table_name,
  a.attnum as column_number,
  a.attname::text as column_name,
  a.atttypid as type_oid,
  format_type(a.atttypid, a.atttypmod) as type_name,
  case when t.typcategory = 'A' then format_type(t.typelem, a.atttypmod) end as element_type,
  a.attnotnull as is_required,
  a.atthasdef or a.attidentity <> '' as has_default,
  a.attgenerated <> '' or a.attidentity = 'a' as is_generated,
  case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generation_expression,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer as max_length,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer as scale
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type as t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');
comment on view engine.columns is 'Columns of the tables in schema public.';

-- Comments read `English | 中文`, with an optional second line of help in the same form.
create view engine.labels with (security_invoker = true) as
select
  d.objoid as table_oid,
  d.objsubid as column_number,
  case when label_en <> '' then
    jsonb_build_object('en', left(label_en, 200), 'zh-CN', left(coalesce(nullif(label_zh, ''), label_en), 200))
  end as label,
  case when help_en <> '' then
    jsonb_build_object('en', help_en, 'zh-CN', coalesce(nullif(help_zh, ''), help_en))
  end as help
from pg_catalog.pg_description as d
join pg_catalog.pg_class as c on c.oid = d.objoid and c.relnamespace = 'public'::regnamespace
cross join lateral (
  select btrim(split_part(d.description, E'\n', 1)), btrim(split_part(d.description, E'\n', 2))
) as lines (first, second)
cross join lateral (
  select split_part(first, ' | ', 1), split_part(first, ' | ', 2), split_part(second, ' | ', 1), split_part(second, ' | ', 2)
) as parts (label_en, label_zh, help_en, help_zh)
where d.classoid = 'pg_class'::regclass;
comment on view engine.labels is 'Labels and help texts that the comments of tables (column_number 0) and columns carry.';

create view engine.foreign_keys with (security_invoker = true) as
select
  source.oid as table_oid,
  c.conname::text as constraint_name,
  source.relname::text as table_name,
  a.attname::text as column_name,
  target_space.nspname::text as target_schema,
  target.relname::text as target_table
from pg_catalog.pg_constraint as c
join pg_catalog.pg_class as source on source.oid = c.conrelid
join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_catalog.pg_class as target on target.oid = c.confrelid
join pg_catalog.pg_namespace as target_space on target_space.oid = target.relnamespace
where c.contype = 'f' and cardinality(c.conkey) = 1 and source.relnamespace = 'public'::regnamespace;
comment on view engine.foreign_keys is 'Foreign keys of one column from tables in schema public.';

create view engine.unique_columns with (security_invoker = true) as
select distinct c.relname::text as table_name, a.attname::text as column_name, i.indisprimary as is_primary
from pg_catalog.pg_index as i
join pg_catalog.pg_class as c on c.oid = i.indrelid
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
where i.indisunique and i.indpred is null and i.indnkeyatts = 1
  and c.relnamespace = 'public'::regnamespace;
comment on view engine.unique_columns is 'Columns that are unique by themselves.';

create view engine.keys with (security_invoker = true) as
select c.relname::text as table_name, p.column_name as primary_key, v.column_name as version_field
from pg_catalog.pg_class as c
left join engine.unique_columns as p on p.table_name = c.relname and p.is_primary
left join lateral (
  select a.attname::text as column_name
  from pg_catalog.pg_attribute as a
  where a.attrelid = c.oid and not a.attisdropped and (
    a.attname = 'version' and a.atttypid in ('integer'::regtype, 'bigint'::regtype)
    or a.attname = 'updated_at' and a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype)
  )
  order by a.attname desc
  limit 1
) as v on true
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');
comment on view engine.keys is
  'Per table its primary key, if that is one column, and the column that every write changes: version, else updated_at.';

create function engine.primary_key(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select k.primary_key from engine.keys as k where k.table_name = primary_key.table_name;
$$;
comment on function engine.primary_key is 'The single primary-key column of a table; null when it has none or several.';

create function engine.version_field(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select k.version_field from engine.keys as k where k.table_name = version_field.table_name;
$$;
comment on function engine.version_field is 'Column that every write changes: version if there is one, else updated_at.';

-- `check (status in ('a', 'b'))` comes back from Postgres as `= ANY (ARRAY['a'::text, …])`.
create view engine.checked_values with (security_invoker = true) as
select checked.table_oid, checked.table_name, checked.column_name, checked.constraint_name, found.allowed
from (
  select t.oid as table_oid, t.relname::text as table_name, a.attname::text as column_name, c.conname::text as constraint_name,
    pg_get_constraintdef(c.oid) as definition
  from pg_catalog.pg_constraint as c
  join pg_catalog.pg_class as t on t.oid = c.conrelid and t.relnamespace = 'public'::regnamespace
  join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
  where c.contype = 'c'
) as checked
cross join lateral (
  select array_agg(replace(match[1], '''''', '''') order by position)
  from regexp_matches(checked.definition, '''((?:[^'']|'''')*)''::', 'g') with ordinality as m (match, position)
) as found (allowed)
where checked.definition ~ '(= ANY|<@) \(?\(?ARRAY\[';
comment on view engine.checked_values is 'Values that checks of the form `in (…)` allow, in their order.';

create view engine.guessed_types with (security_invoker = true) as
select c.*,
  case
    when f.target_schema = 'config' and f.target_table = 'members' then 'person'
    when f.constraint_name is not null then 'relation'
    when exists (
      select from engine.checked_values as v where v.table_oid = c.table_oid and v.column_name = c.column_name
    ) then case when c.element_type is null then 'choice' else 'multi_choice' end
    when c.element_type is not null then 'tags'
    when c.type_name = 'boolean' then 'checkbox'
    when c.type_name in ('smallint', 'integer', 'bigint') then 'integer'
    when c.type_name = 'numeric(14,2)' then 'money'
    when c.type_name ~ '^(numeric|real|double)' then 'decimal'
    when c.type_name = 'date' then 'date'
    when c.type_name like 'timestamp%' then 'datetime'
    when c.type_name in ('json', 'jsonb') then 'json'
    when c.column_name ~ '(^|_)e?mail$' then 'email'
    when c.column_name ~ '(^|_)phone(_|$)' then 'phone'
    when c.column_name ~ '(^|_)url$' then 'url'
    when c.column_name ~ '(^|_)(note|notes|description|reply|finding|measure)$' then 'long_text'
    else 'text'
  end as guessed_type
from engine.columns as c
left join lateral (
  select k.* from engine.foreign_keys as k
  where k.table_oid = c.table_oid and k.column_name = c.column_name
  order by k.constraint_name
  limit 1
) as f on true;
comment on view engine.guessed_types is 'Columns with the field type that fits each best, from its type, keys and checks.';
