-- The order of fields, and fields that go to the trash and come back: the column stays 30 days with its data.

create function engine.order_fields(entity_name text, names text[])
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  with places as (
    select f.id, row_number() over (order by array_position(names, f.name) nulls last, f.position) as place
    from config.fields as f join config.entities as e on e.id = f.entity_id and e.name = entity_name
  )
  update config.fields as f set position = p.place from places as p where p.id = f.id and f.position <> p.place;
  update config.lookups as l set position = array_position(names, l.name)
  from config.entities as e where e.id = l.entity_id and e.name = entity_name and l.name = any (names);
$$;
comment on function engine.order_fields is 'Puts the fields of an entity in this order, the others behind them.';

create function engine.plan_order_fields(change jsonb)
returns setof engine.step
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.step('order_fields', e.name, format('Put the fields of %s in another order', engine.label_of_entity(e.name) ->> 'en'),
    format('调整“%s”的字段顺序', engine.label_of_entity(e.name) ->> 'zh-CN'),
    format('select engine.order_fields(%L, %L)', e.name, engine.text_array(
      case when jsonb_typeof(change -> 'fields') = 'array' then change -> 'fields' end
    )))
  from engine.require_entity(change ->> 'entity') as e;
$$;
comment on function engine.plan_order_fields is 'Step that puts the fields of an entity in order.';

-- Who counts on a field: row rules and other columns by the catalog, presets and checks by their documents.
create function engine.uses_of_field(entity_name text, field_name text)
returns text[]
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with the_column as (
    select c.table_oid, c.column_number from engine.columns as c
    where c.table_name = entity_name and c.column_name = field_name
  )
  select array(
    select p.polname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_policy as p on d.classid = 'pg_catalog.pg_policy'::regclass and p.oid = d.objid
    union
    select v.relname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_rewrite as w on d.classid = 'pg_catalog.pg_rewrite'::regclass and w.oid = d.objid
    join pg_catalog.pg_class as v on v.oid = w.ev_class
    union
    select a.attname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_attrdef as g on d.classid = 'pg_catalog.pg_attrdef'::regclass and g.oid = d.objid
    join pg_catalog.pg_attribute as a on a.attrelid = g.adrelid and a.attnum = g.adnum and a.attnum <> c.column_number
    where not a.attisdropped
    union
    select r.key::text from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id and e.name = entity_name
    where p.presets ? field_name
      or jsonb_path_exists(p.validation, '$.**.field ? (@ == $name)', jsonb_build_object('name', field_name))
    union
    select r.label ->> 'en' from config.form_rules as r
    join config.entities as e on e.id = r.entity_id and e.name = entity_name
    where field_name = any (r.fields)
      or jsonb_path_exists(r.condition, '$.**.field ? (@ == $name)', jsonb_build_object('name', field_name))
    union
    select e.name || '.' || f.name from config.fields as f
    join config.entities as e on e.id = f.entity_id
    where f.options -> 'rollup' ->> 'entity' = entity_name
      and field_name in (f.options -> 'rollup' ->> 'by', f.options -> 'rollup' ->> 'field')
    union
    select l.entity_name || '.' || l.name from engine.lookups as l
    where (l.entity_name, l.relation_name) = (uses_of_field.entity_name, field_name)
      or (l.target_name, l.source_name) = (uses_of_field.entity_name, field_name)
    union
    select e.name::text from config.entities as e where e.name = entity_name and e.title_field = field_name
  );
$$;
comment on function engine.uses_of_field is 'Names of what needs a field: policies, views, other columns, roles that fill or check it, its entity as title.';

create function engine.trash_field(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  field constant config.fields := engine.require_field(entity_name, field_name);
begin
  insert into config.trash (entity_name, field_name, label, author_id, kept)
  select trash_field.entity_name, field.name, engine.label_of_field(trash_field.entity_name, field.name), engine.member_id(),
    jsonb_build_object(
      'field', to_jsonb(field),
      'is_required', (
        select c.is_required from engine.columns as c
        where c.table_name = trash_field.entity_name and c.column_name = field.name
      ),
      'permissions', (
        select coalesce(jsonb_agg(pf.permission_id), '[]') from config.permission_fields as pf where pf.field_id = field.id
      )
    );
  delete from config.fields as f where f.id = field.id;
end;
$$;
comment on function engine.trash_field is 'Moves a field to the trash, with all that is needed to bring it back.';

create function engine.plan_trash_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  uses constant text[] := engine.uses_of_field(entity.name, field.name);
  label constant jsonb := engine.label_of_field(entity.name, field.name);
begin
  perform engine.require_made_here(entity.name, field);
  if uses <> '{}' then
    perform engine.refuse('field_in_use', format('%s is still used by %s', field.name, array_to_string(uses, ', ')),
      jsonb_build_object('field', field.name, 'uses', array_to_string(uses, ', ')));
  end if;
  return next engine.step('trash_field', entity.name || '.' || field.name,
    format('Move “%s” to the trash; its data stays for 30 days', label ->> 'en'),
    format('将“%s”移入回收站，数据保留 30 天', label ->> 'zh-CN'),
    -- Nobody fills it any more, so it must not be required.
    format(E'select engine.trash_field(%1$L, %2$L);\nalter table public.%1$I alter column %2$I drop not null', entity.name, field.name),
    'look_twice');
end;
$$;
comment on function engine.plan_trash_field is 'Step that moves a field to the trash. Reasons built_in_field, field_in_use with the uses.';

create function engine.restore_field(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  kept jsonb;
begin
  delete from config.trash as t
  where t.entity_name = restore_field.entity_name and t.field_name = restore_field.field_name
  returning t.kept into kept;
  insert into config.fields select (jsonb_populate_record(null::config.fields, kept -> 'field')).*;
  insert into config.permission_fields (permission_id, field_id)
  select p.id, (kept -> 'field' ->> 'id')::uuid
  from jsonb_array_elements_text(kept -> 'permissions') as t (id)
  join config.permissions as p on p.id = t.id::uuid and not p.all_fields;
end;
$$;
comment on function engine.restore_field is 'Brings a field back from the trash, with the rights that still have their permission.';

create function engine.plan_restore_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  found_trash config.trash;
  is_filled boolean;
begin
  select t.* into found_trash from config.trash as t
  where t.entity_name = entity.name and t.field_name = change ->> 'field';
  if not found then
    perform engine.refuse('not_in_trash', 'This field is not in the trash any more', errcode => 'PT404');
  end if;
  is_filled := engine.count_where(entity.name, format('%I is null', found_trash.field_name)) = 0;
  return next engine.step('restore_field', entity.name || '.' || found_trash.field_name,
    format('Bring back “%s” with its data and rights', found_trash.label ->> 'en'),
    format('恢复“%s”及其数据和权限', found_trash.label ->> 'zh-CN'),
    concat_ws(E';\n',
      case when (found_trash.kept ->> 'is_required')::boolean and is_filled
        then format('alter table public.%I alter column %I set not null', entity.name, found_trash.field_name) end,
      format('select engine.restore_field(%L, %L)', entity.name, found_trash.field_name)));
end;
$$;
comment on function engine.plan_restore_field is 'Step that brings a field back. Reason not_in_trash (404).';

create function engine.empty_trash()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, runs DDL
as $$
declare
  old config.trash;
begin
  for old in select t.* from config.trash as t where t.at < now() - interval '30 days' and t.field_name is not null loop
    perform engine.lock_tables(array[old.entity_name::text]);
    perform engine.stop_links(old.kept -> 'field' -> 'options' -> 'links' ->> 'table', old.entity_name, old.field_name);
    perform engine.stop_rollup(old.entity_name, old.field_name, old.kept -> 'field' -> 'options' -> 'rollup' ->> 'entity');
    execute format('alter table if exists public.%I drop column if exists %I', old.entity_name, old.field_name);
    delete from config.trash as t where t.id = old.id;
  end loop;
end;
$$;
comment on function engine.empty_trash is 'Drops the columns that have been in the trash for 30 days; a job.';
insert into engine.jobs (key, routine, every) values ('empty_trash', 'engine.empty_trash()', '1 hour');
