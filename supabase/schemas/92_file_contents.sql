-- Which tables of configuration stand in the file, and their rows with names instead of ids. A line here is all that
-- a table needs; entities with their fields, roles and scopes have ways of their own.

create table engine.file_sections (
  name text primary key,
  "position" integer not null,
  keys text[] not null,
  label engine.label not null,
  left_out text[] not null default '{}',
  only_where text not null default 'true',
  checked_by text,
  finished_by text
);
comment on table engine.file_sections is 'Tables of schema config whose rows stand in the configuration file.';
comment on column engine.file_sections.keys is 'What names a row: keys of its JSON, a dot leads deeper.';
comment on column engine.file_sections.left_out is 'Columns that stay behind, besides ids, stamps and members.';
comment on column engine.file_sections.checked_by is 'Function that refuses a row (jsonb) before it is written.';
comment on column engine.file_sections.finished_by is 'Function without arguments that compiles the rows once all is written.';
alter table engine.file_sections enable row level security;

insert into engine.file_sections (name, "position", keys, label, only_where, checked_by, finished_by)
values
  ('settings', 10, '{}', '{"en": "settings", "zh-CN": "设置"}', 'true', null, null),
  ('navigation_groups', 20, '{key}', '{"en": "group", "zh-CN": "分组"}', 'true', null, null),
  ('lookups', 35, '{entity,name}', '{"en": "lookup", "zh-CN": "引用字段"}', 'true', null, null),
  ('variables', 40, '{key}', '{"en": "variable", "zh-CN": "变量"}', 'true', null, null),
  ('operations', 45, '{name}', '{"en": "operation", "zh-CN": "操作"}', 'true', 'engine.check_file_operation', null),
  ('views', 70, '{entity,key}', '{"en": "view", "zh-CN": "视图"}', 't.sharing <> ''personal''', 'engine.check_file_view', null),
  ('view_defaults', 80, '{entity,role}', '{"en": "first view", "zh-CN": "默认视图"}', 'true', null, null),
  ('forms', 85, '{entity,role}', '{"en": "form", "zh-CN": "表单"}', 'true', 'engine.check_file_form', null),
  ('form_rules', 86, '{entity,key}', '{"en": "form rule", "zh-CN": "表单规则"}', 'true', 'engine.check_file_rule', 'engine.publish_forms');

create function engine.check_file_operation(operation jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.define_operation(operation ->> 'name', operation -> 'label', operation ->> 'entity');
$$;
comment on function engine.check_file_operation is 'Refuses an operation without a function. Reason unknown_function.';

create function engine.check_file_form(form jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.check_layout(form ->> 'entity', form -> 'layout');
$$;
comment on function engine.check_file_form is 'Refuses a layout that config.save_form would refuse.';

create function engine.check_file_rule(rule jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.check_form_rule(rule ->> 'entity', rule);
$$;
comment on function engine.check_file_rule is 'Refuses a rule that config.save_form would refuse.';

create function engine.check_file_view(view jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if coalesce(view ->> 'sharing', '') not in ('shared', 'locked') then
    perform engine.refuse('invalid_view', 'A view of the file is shared or locked', errcode => '22023');
  elsif coalesce(view ->> 'key', '') !~ '^[a-z][a-z0-9_]{0,39}$' then
    perform engine.refuse('invalid_view', 'A view of the file has a key of small letters, digits and _', errcode => '22023');
  end if;
  perform engine.check_view_type(engine.entity_id(view ->> 'entity'), view ->> 'type', coalesce(view -> 'settings', '{}'));
  perform engine.check_view_settings(view ->> 'entity', coalesce(view -> 'settings', '{}'));
end;
$$;
comment on function engine.check_file_view is 'Refuses a view that config.save_view would refuse.';

create function engine.without_nulls(value jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(without_nulls.value) as e where e.value <> 'null';
$$;
comment on function engine.without_nulls is 'An object without those of its own keys that hold null.';

create view engine.file_references with (security_invoker = true) as
select child.relname::text as section, ca.attname::text as column_name, regexp_replace(ca.attname, '_id$', '') as key,
  parent.relname::text as target, n.name_sql
from pg_catalog.pg_constraint as c
join pg_catalog.pg_class as child on child.oid = c.conrelid and child.relnamespace = 'config'::regnamespace
join pg_catalog.pg_class as parent on parent.oid = c.confrelid and parent.relnamespace = 'config'::regnamespace
join pg_catalog.pg_attribute as ca on ca.attrelid = c.conrelid and ca.attnum = c.conkey[1]
join pg_catalog.pg_attribute as pa on pa.attrelid = c.confrelid and pa.attnum = c.confkey[1] and pa.attname = 'id'
left join (
  values ('entities', 'r.name'), (
    'fields', '(select e.name from config.entities as e where e.id = r.entity_id) || ''.'' || r.name'
  ), ('roles', 'r.key'), ('scopes', 'r.key'), ('views', 'r.key')
) as n (target, name_sql) on n.target = parent.relname
where c.contype = 'f' and cardinality(c.conkey) = 1;
comment on view engine.file_references is
  'Columns of configuration that hold an id of other configuration, and how the file names that; null for what stays behind.';

create function engine.file_row_sql(section engine.file_sections)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format('engine.without_nulls((to_jsonb(t) - %L::text[])%s)',
    section.left_out || array['id', 'created_at', 'updated_at', 'version'] || coalesce(array_agg(f.column_name), '{}'),
    string_agg(format(' || jsonb_build_object(%L, (select %s from config.%I as r where r.id = t.%I))',
      f.key, f.name_sql, f.target, f.column_name), '') filter (where f.name_sql is not null))
  from engine.file_references as f where f.section = section.name;
$$;
comment on function engine.file_row_sql is 'Expression that tells a row t of a section as the file does.';

create function engine.file_row_key(section engine.file_sections, file_row jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(string_agg(coalesce(file_row #>> string_to_array(k, '.'), ''), ' / ' order by n), '')
  from unnest(section.keys) with ordinality as t (k, n);
$$;
comment on function engine.file_row_key is 'What names a row of the file within its section.';

create function engine.file_rows(section engine.file_sections)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_rows jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(described order by described ->> ''entity'' collate "C",
       case when jsonb_typeof(described -> ''position'') = ''number'' then (described ->> ''position'')::numeric end,
       engine.file_row_key($1, described) collate "C"), ''[]'')
     from (select %s as described from config.%I as t where %s) as rows',
    engine.file_row_sql(section), section.name, section.only_where
  ) into found_rows using section;
  return found_rows;
end;
$$;
comment on function engine.file_rows is 'The rows of a section as the file has them.';

create function engine.find_reference(target text, name_sql text, wanted text, its_entity text)
returns uuid
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_id uuid;
begin
  execute format('select r.id from config.%I as r where %s = $1 %s', target, name_sql,
    case when target = 'views' then 'and r.entity_id = engine.entity_id($2) and r.sharing <> ''personal''' else '' end || ' order by r.id limit 1')
  into found_id using wanted, its_entity;
  if found_id is null then
    perform engine.refuse('unknown_in_file', format('The file names %s “%s”, which is not there', target, left(wanted, 100)),
      jsonb_build_object('target', target, 'name', left(wanted, 100)));
  end if;
  return found_id;
end;
$$;
comment on function engine.find_reference is 'Id of what the file names. Reason unknown_in_file.';

create function engine.nullable_columns(section engine.file_sections)
returns table (column_name text, key text)
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select a.attname::text, coalesce(f.key, a.attname::text)
  from pg_catalog.pg_attribute as a
  left join engine.file_references as f on f.section = section.name and f.column_name = a.attname
  where a.attrelid = format('config.%I', section.name)::regclass and a.attnum > 0 and not a.attisdropped
    and not a.attnotnull and a.attgenerated = '' and a.attname <> all (section.left_out)
    and (f.column_name is null or f.name_sql is not null);
$$;
comment on function engine.nullable_columns is 'Columns of a section that are empty where the file does not name them.';

create function engine.nullable_keys(section engine.file_sections)
returns text[]
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select array(select c.key from engine.nullable_columns(section) as c);
$$;
comment on function engine.nullable_keys is 'The same columns by their names in the file.';

create function engine.drop_file_row(section_name text, row_key text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  section engine.file_sections;
begin
  select s.* into section from engine.file_sections as s where s.name = section_name;
  execute format('delete from config.%I as t where %s and engine.file_row_key($1, %s) = $2',
    section.name, section.only_where, engine.file_row_sql(section)) using section, row_key;
end;
$$;
comment on function engine.drop_file_row is 'Removes a row of a section.';

create function engine.put_file_row(section_name text, file_row jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  section engine.file_sections;
  stored jsonb := file_row;
  reference record;
  columns text;
  written bigint;
begin
  select s.* into section from engine.file_sections as s where s.name = section_name;
  if section.checked_by is not null then
    execute format('select %s($1)', section.checked_by) using file_row;
  end if;
  for reference in
    select f.* from engine.file_references as f where f.section = section_name and f.name_sql is not null and file_row ? f.key
  loop
    stored := (stored - reference.key) || jsonb_build_object(reference.column_name, engine.find_reference(
      reference.target, reference.name_sql, file_row ->> reference.key, file_row ->> 'entity'
    ));
  end loop;
  stored := (
    select coalesce(jsonb_object_agg(c.column_name, null), '{}') from engine.nullable_columns(section) as c
  ) || stored;
  select string_agg(quote_ident(a.attname), ', ') into columns from pg_catalog.pg_attribute as a
  where a.attrelid = format('config.%I', section_name)::regclass and a.attnum > 0 and stored ? a.attname
    and a.attgenerated = '' and a.attname <> all (section.left_out || array['id', 'created_at', 'updated_at', 'version']);
  execute format('update config.%1$I as t set (%2$s) = (select %2$s from jsonb_populate_record(t, $3) as p)
    where %3$s and engine.file_row_key($1, %4$s) = engine.file_row_key($1, $2)',
    section_name, columns, section.only_where, engine.file_row_sql(section)) using section, file_row, stored;
  get diagnostics written = row_count;
  if written = 0 then
    execute format('insert into config.%1$I (%2$s) select %2$s from jsonb_populate_record(null::config.%1$I, $1)',
      section_name, columns) using stored;
  end if;
end;
$$;
comment on function engine.put_file_row is 'Writes a row of a section: changes the one of that name or adds it.';
