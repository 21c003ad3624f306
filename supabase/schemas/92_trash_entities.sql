-- Whole entities that go to the trash and come back: the configuration is kept, the table and its records stay 30 days.

-- Whatever hangs on the entity, by the catalog: what other files add later comes along by itself.
create function engine.rows_of_entity(entity_name text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  kept jsonb := (
    select jsonb_build_object('entities', jsonb_build_array(to_jsonb(e))) from config.entities as e where e.name = entity_name
  );
  link record;
  found_rows jsonb;
  has_grown boolean := true;
begin
  while has_grown loop
    has_grown := false;
    for link in
      select child.relname as child, ca.attname as child_column, parent.relname as parent, pa.attname as parent_column
      from pg_catalog.pg_constraint as c
      join pg_catalog.pg_class as child on child.oid = c.conrelid and child.relnamespace = 'config'::regnamespace
      join pg_catalog.pg_class as parent on parent.oid = c.confrelid and parent.relnamespace = 'config'::regnamespace
      join pg_catalog.pg_attribute as ca on ca.attrelid = c.conrelid and ca.attnum = c.conkey[1]
      join pg_catalog.pg_attribute as pa on pa.attrelid = c.confrelid and pa.attnum = c.confkey[1]
      where c.contype = 'f' and c.confdeltype = 'c' and cardinality(c.conkey) = 1
    loop
      execute format(
        'select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from config.%1$I as t
         where t.%2$I::text in (select p ->> %3$L from jsonb_array_elements($1) as p)
           and to_jsonb(t) not in (select k from jsonb_array_elements($2) as k)',
        link.child, link.child_column, link.parent_column
      ) into found_rows using coalesce(kept -> link.parent, '[]'), coalesce(kept -> link.child, '[]');
      if found_rows is not null then
        kept := kept || jsonb_build_object(link.child, coalesce(kept -> link.child, '[]') || found_rows);
        has_grown := true;
      end if;
    end loop;
  end loop;
  return kept;
end;
$$;
comment on function engine.rows_of_entity is 'All rows of configuration that would go with an entity, per table.';

-- Parents first, whatever the order of the tables; what lost its own parent meanwhile stays away.
create function engine.put_back_rows(kept jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  waiting jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('table', key, 'row', item)), '[]')
    from jsonb_each(kept), jsonb_array_elements(value) as item
  );
  missed jsonb;
  each jsonb;
begin
  loop
    missed := '[]';
    for each in select * from jsonb_array_elements(waiting) loop
      begin
        execute format('insert into config.%1$I overriding system value
          select (jsonb_populate_record(null::config.%1$I, $1)).*', each ->> 'table') using each -> 'row';
      exception when foreign_key_violation then
        missed := missed || each;
      end;
    end loop;
    exit when missed = '[]' or missed = waiting;
    waiting := missed;
  end loop;
end;
$$;
comment on function engine.put_back_rows is 'Writes back rows of configuration, without those whose parents are gone.';

create function engine.uses_of_entity(entity_name text)
returns text[]
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  select array(
    select k.table_name || '.' || k.column_name from engine.foreign_keys as k
    join config.entities as e on e.name = k.table_name
    join config.fields as f on f.entity_id = e.id and f.name = k.column_name
    where k.target_schema = 'public' and k.target_table = entity_name and k.table_name <> entity_name
    union
    select p.polname::text from pg_catalog.pg_depend as d
    join pg_catalog.pg_policy as p on d.classid = 'pg_catalog.pg_policy'::regclass and p.oid = d.objid
    where d.refobjid = to_regclass(format('public.%I', entity_name)) and p.polrelid <> d.refobjid
    union
    select v.relname::text from pg_catalog.pg_depend as d
    join pg_catalog.pg_rewrite as w on d.classid = 'pg_catalog.pg_rewrite'::regclass and w.oid = d.objid
    join pg_catalog.pg_class as v on v.oid = w.ev_class
    where d.refobjid = to_regclass(format('public.%I', entity_name)) and w.ev_class <> d.refobjid
    union
    select e.name || '.' || f.name from config.fields as f join config.entities as e on e.id = f.entity_id
    where entity_name in (f.options -> 'rollup' ->> 'entity', f.options -> 'links' ->> 'entity') and e.name <> entity_name
    union
    select v.key::text from config.variables as v join config.entities as e on e.id = v.entity_id and e.name = entity_name
    union
    select o.name::text from config.operations as o join config.entities as e on e.id = o.entity_id and e.name = entity_name
  );
$$;
comment on function engine.uses_of_entity is
  'Names of what needs an entity: relations of others, row rules of others, views, variables, operations.';

create function engine.trash_entity(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  insert into config.trash (entity_name, label, author_id, kept)
  values (trash_entity.entity_name, engine.label_of_entity(trash_entity.entity_name), engine.member_id(),
    engine.rows_of_entity(trash_entity.entity_name));
  delete from config.entities as e where e.name = trash_entity.entity_name;
end;
$$;
comment on function engine.trash_entity is 'Moves an entity to the trash with all that is needed to bring it back.';

create function engine.plan_trash_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  label constant jsonb := engine.label_of_entity(entity.name);
  uses text[];
  records bigint;
begin
  if entity.origin = 'app' then
    perform engine.refuse('built_in_entity', 'This came with the app, whose functions count on it: it can be renamed and hidden only',
      jsonb_build_object('entity', entity.name));
  end if;
  uses := engine.uses_of_entity(entity.name);
  if uses <> '{}' then
    perform engine.refuse('entity_in_use', format('%s is still used by %s', entity.name, array_to_string(uses, ', ')),
      jsonb_build_object('entity', entity.name, 'uses', array_to_string(uses, ', ')));
  end if;
  records := engine.count_where(entity.name, 'true');
  return next engine.step('trash_entity', entity.name,
    case entity.origin when 'created' then format('Move “%s” with its %s records to the trash; they stay for 30 days', label ->> 'en', records)
      else format('Show “%s” no more; its table stays as it is', label ->> 'en') end,
    case entity.origin when 'created' then format('将“%s”及其 %s 条记录移入回收站，保留 30 天', label ->> 'zh-CN', records)
      else format('不再显示“%s”，其数据表保持不变', label ->> 'zh-CN') end,
    format('select engine.trash_entity(%L)', entity.name),
    case when records > 0 and entity.origin = 'created' then 'destructive' else 'look_twice' end);
end;
$$;
comment on function engine.plan_trash_entity is 'Step that moves an entity to the trash. Reasons built_in_entity, entity_in_use with the uses.';

create function engine.restore_entity(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  kept jsonb;
begin
  delete from config.trash as t
  where t.entity_name = restore_entity.entity_name and t.field_name is null
  returning t.kept into kept;
  perform engine.put_back_rows(kept);
end;
$$;
comment on function engine.restore_entity is 'Brings an entity back from the trash with fields, rights and views.';

create function engine.plan_restore_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_trash config.trash;
begin
  select t.* into found_trash from config.trash as t
  where t.entity_name = change ->> 'entity' and t.field_name is null;
  if not found or to_regclass(format('public.%I', found_trash.entity_name)) is null then
    perform engine.refuse('not_in_trash', 'This is not in the trash any more', errcode => 'PT404');
  end if;
  return next engine.step('restore_entity', found_trash.entity_name,
    format('Bring back “%s” with its records, rights and views', found_trash.label ->> 'en'),
    format('恢复“%s”及其记录、权限和视图', found_trash.label ->> 'zh-CN'),
    format('select engine.restore_entity(%L)', found_trash.entity_name));
end;
$$;
comment on function engine.plan_restore_entity is 'Step that brings an entity back. Reason not_in_trash (404).';

create function engine.empty_trash_of_entities()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, runs DDL
as $$
declare
  old config.trash;
begin
  for old in select t.* from config.trash as t where t.at < now() - interval '30 days' and t.field_name is null loop
    if old.kept #>> '{entities,0,origin}' = 'created' then
      perform engine.lock_tables(array[old.entity_name::text]);
      -- Only columns that lie in the trash themselves can still point here.
      execute format('drop table if exists public.%I cascade', old.entity_name);
    end if;
    delete from config.trash as t where t.entity_name = old.entity_name;
  end loop;
end;
$$;
comment on function engine.empty_trash_of_entities is
  'Drops tables created in the app that have been in the trash for 30 days, and forgets tables of others; a job.';
insert into engine.jobs (key, routine, every) values ('empty_trash_of_entities', 'engine.empty_trash_of_entities()', '1 hour');
