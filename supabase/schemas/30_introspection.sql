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
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer as scale,
  col_description(c.oid, a.attnum) as comment
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type as t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');
comment on view engine.columns is 'Columns of the tables in schema public.';

create view engine.foreign_keys with (security_invoker = true) as
select
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

create function engine.primary_key(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select u.column_name from engine.unique_columns as u
  where u.table_name = primary_key.table_name and u.is_primary;
$$;
comment on function engine.primary_key is 'The single primary-key column of a table; null when it has none or several.';

create function engine.version_field(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select c.column_name from engine.columns as c
  where c.table_name = version_field.table_name and c.column_name in ('version', 'updated_at')
  order by c.column_name desc
  limit 1;
$$;
comment on function engine.version_field is 'Column that every write changes: version if there is one, else updated_at.';

-- `check (status in ('a', 'b'))` comes back from Postgres as `= ANY (ARRAY['a'::text, …])`.
create view engine.checked_values with (security_invoker = true) as
select table_name, column_name, array_agg(replace(match[1], '''''', '''') order by position) as allowed
from (
  select distinct on (c.conrelid, a.attname)
    t.relname::text as table_name, a.attname::text as column_name, pg_get_constraintdef(c.oid) as definition
  from pg_catalog.pg_constraint as c
  join pg_catalog.pg_class as t on t.oid = c.conrelid
  join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
  where c.contype = 'c' and t.relnamespace = 'public'::regnamespace
    and pg_get_constraintdef(c.oid) ~ '(= ANY|<@) \(?\(?ARRAY\['
  order by c.conrelid, a.attname, c.conname
) as checked,
regexp_matches(checked.definition, '''((?:[^'']|'''')*)''::', 'g') with ordinality as found (match, position)
group by table_name, column_name;
comment on view engine.checked_values is 'Values that a check of the form `in (…)` allows, in its order.';

create function engine.guess_field_type(table_name text, column_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when f.target_schema = 'config' and f.target_table = 'members' then 'person'
    when f.constraint_name is not null then 'relation'
    when exists (
      select from engine.checked_values as v
      where v.table_name = c.table_name and v.column_name = c.column_name
    )
      then case when c.element_type is null then 'choice' else 'multi_choice' end
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
  end
  from engine.columns as c
  left join engine.foreign_keys as f on f.table_name = c.table_name and f.column_name = c.column_name
  where c.table_name = guess_field_type.table_name and c.column_name = guess_field_type.column_name
  limit 1;
$$;
comment on function engine.guess_field_type is 'Field type that fits a column best, from its type, keys and checks.';
