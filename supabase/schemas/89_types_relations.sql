-- Relations to many: the record holds a list of keys, which is read, written, filtered and logged like any field; a table
-- of links beside it holds every key to a record that is there. Triggers keep both the same, whichever is written.

-- As the writer: nobody links what he may not see.
create function engine.check_links()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- Arguments: column, target, its key, the type of the key.
  wanted constant jsonb := coalesce(nullif(to_jsonb(new) -> tg_argv[0], 'null'), '[]');
  before constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) -> tg_argv[0] else '[]' end;
  listed text[];
  added text[];
  seen bigint := 0;
begin
  if to_jsonb(new) -> tg_argv[0] = 'null' then
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], '[]'::jsonb)); -- nothing is an empty list
  end if;
  if wanted is not distinct from before then
    return new;
  end if;
  select array_agg(value order by place) into listed from (
    select value, min(place) as place from jsonb_array_elements_text(wanted) with ordinality as w (value, place)
    where value is not null group by value
  ) as each_once;
  added := array(select unnest(listed) except select jsonb_array_elements_text(before));
  if added <> '{}' then
    begin
      execute format('select count(*) from public.%I where %I = any ($1::%s[])', tg_argv[1], tg_argv[2], tg_argv[3]) into seen using added;
    exception when insufficient_privilege then
      seen := 0;
    end;
    if seen < cardinality(added) then
      perform engine.refuse('unknown_link', 'One of these records is not there, or you may not see it',
        jsonb_build_object('field', tg_argv[0]), '23503');
    end if;
  end if;
  if coalesce(cardinality(listed), 0) <> jsonb_array_length(wanted) then
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], coalesce(to_jsonb(listed), '[]')));
  end if;
  return new;
end;
$$;
comment on function engine.check_links is
  'Trigger before a write of a relation to many: each key once, and only of records that the writer sees. Reason unknown_link.';

create function engine.keep_links()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else writes the table of links
as $$
declare
  -- Arguments: column, key, table of links, type of the key, type of the target's key.
  listed constant text[] := array(select jsonb_array_elements_text(to_jsonb(new) -> tg_argv[0]));
  -- Only these: a link that is missing otherwise is on its way out, as when several records are deleted at once.
  added constant text[] := array(select unnest(listed) except select jsonb_array_elements_text(
    case when tg_op = 'UPDATE' then to_jsonb(old) -> tg_argv[0] else '[]' end
  ));
  key constant text := to_jsonb(new) ->> tg_argv[1];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) -> tg_argv[0] = to_jsonb(new) -> tg_argv[0] then
    return null;
  end if;
  execute format('delete from public.%I where source_id = $1::%s and target_id <> all ($2::%s[])', tg_argv[2], tg_argv[3], tg_argv[4])
    using key, listed;
  execute format('insert into public.%I (source_id, target_id) select $1::%s, unnest($2::%s[]) on conflict do nothing',
    tg_argv[2], tg_argv[3], tg_argv[4]) using key, added;
  return null;
end;
$$;
comment on function engine.keep_links is 'Trigger after a write of a relation to many: the table of links follows.';

create function engine.follow_link()
returns trigger
language plpgsql volatile security definer set search_path = '' -- whoever deletes a record need not write those that name it
as $$
begin
  -- Arguments: source, its key, column.
  if tg_op = 'DELETE' then
    execute format('update public.%1$I set %2$I = array_remove(%2$I, $2.target_id) where %3$I = $2.source_id and $2.target_id = any (%2$I)',
      tg_argv[0], tg_argv[2], tg_argv[1]) using new, old;
  else
    execute format('update public.%1$I set %2$I = %2$I || $1.target_id where %3$I = $1.source_id and $1.target_id <> all (%2$I)',
      tg_argv[0], tg_argv[2], tg_argv[1]) using new, old;
  end if;
  return null;
end;
$$;
comment on function engine.follow_link is 'Trigger on a table of links: the list in the record follows, as when a record that it names is deleted.';

create function engine.links_sql(entity_name text, field jsonb, link_table text, on_delete text)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format($sql$create table public.%1$I (
  source_id %2$s not null references public.%3$I (%4$I) on delete cascade,
  target_id %5$s not null references public.%6$I (%7$I) on delete %8$s,
  primary key (source_id, target_id)
);
alter table public.%1$I enable row level security;
revoke all on public.%1$I from public, anon, authenticated;
create index on public.%1$I (target_id);
create index %9$I on public.%3$I using gin (%10$I);
comment on table public.%1$I is %11$L;
create trigger %12$I before insert or update on public.%3$I for each row
  execute function engine.check_links(%10$L, %6$L, %7$L, %5$L);
create trigger %13$I after insert or update on public.%3$I for each row
  execute function engine.keep_links(%10$L, %4$L, %1$L, %2$L, %5$L);
create trigger links__follow after insert or delete on public.%1$I for each row
  execute function engine.follow_link(%3$L, %4$L, %10$L)$sql$,
    link_table, source.type_name, entity_name, source.column_name, target.type_name, target.table_name, target.column_name, on_delete,
    engine.short_name(format('%s_%s_idx', entity_name, name)), name,
    engine.comment_text(field -> 'label', null),
    engine.short_name(format('links__%s_check', name)), engine.short_name(format('links__%s_keep', name)))
  from (select field ->> 'name') as f (name)
  join engine.columns as source on source.table_name = entity_name and source.column_name = engine.primary_key(entity_name)
  join engine.columns as target on target.table_name = field -> 'options' -> 'links' ->> 'entity'
    and target.column_name = engine.primary_key(target.table_name);
$$;
comment on function engine.links_sql is 'The table of links of a relation to many, and the triggers that keep it.';

create function engine.stop_links(link_table text, entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
begin
  if link_table is null then
    return;
  end if;
  execute format('drop table if exists public.%I', link_table);
  execute format('drop trigger if exists %I on public.%I', engine.short_name(format('links__%s_check', field_name)), entity_name);
  execute format('drop trigger if exists %I on public.%I', engine.short_name(format('links__%s_keep', field_name)), entity_name);
end;
$$;
comment on function engine.stop_links is 'Drops the table of links and the triggers of a field that goes; nothing for any other field.';

create function engine.plan_add_relations(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  target constant config.entities := engine.require_entity(change -> 'options' ->> 'target');
  field jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique', 'is_indexed'] || '{"type": "tags"}'
  );
  key_type constant text := (
    select c.type_name || '[]' from engine.columns as c
    where c.table_name = target.name and c.column_name = engine.primary_key(target.name)
  );
  link_table constant text := engine.free_table(format('%s_%s_links', entity.name, field ->> 'name'));
begin
  field := field || jsonb_build_object(
    'type', 'relations', 'column_type', key_type, 'default_sql', format('''{}''::%s', key_type),
    'options', jsonb_build_object('links', jsonb_build_object('entity', target.name, 'table', link_table))
  );
  return query select s.* from engine.new_field_steps(entity, field || jsonb_build_object('after_sql', engine.links_sql(
    entity.name, field, link_table, case change -> 'options' ->> 'on_delete' when 'refuse' then 'restrict' else 'cascade' end
  ))) as s;
end;
$$;
comment on function engine.plan_add_relations is 'Steps that let a record name any number of records of another entity.';
