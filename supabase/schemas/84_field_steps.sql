-- What the steps of a plan are made of: words, risk and the statements for a column.

create type engine.step as (kind text, object text, words jsonb, risk text, sql text);
comment on type engine.step is 'One step of a plan: what happens to what, in words of both languages, how risky it is, and its SQL.';

create function engine.step(kind text, object text, en text, zh text, sql text, risk text default 'none')
returns engine.step
language sql immutable security invoker set search_path = ''
as $$
  select row(kind, object, jsonb_build_object('en', en, 'zh-CN', zh), risk, sql)::engine.step;
$$;
comment on function engine.step is 'A step of a plan; risk is none, look_twice or destructive.';

create function engine.label_of_field(entity_name text, field_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name))
  from config.fields as f
  join config.entities as e on e.id = f.entity_id and e.name = entity_name
  join engine.columns as c on c.table_name = e.name and c.column_name = f.name
  left join engine.labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
  where f.name = field_name;
$$;
comment on function engine.label_of_field is 'The label of a field.';

create function engine.label_of_entity(entity_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name))
  from config.entities as e
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0
  where e.name = entity_name;
$$;
comment on function engine.label_of_entity is 'The label of an entity.';

create function engine.table_has_rows(table_name text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  has_rows boolean;
begin
  execute format('select exists (select from public.%I)', table_name) into has_rows;
  return has_rows;
end;
$$;
comment on function engine.table_has_rows is 'Whether a table holds anything.';

create function engine.add_field_sql(entity_name text, field jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  table_sql constant text := format('alter table public.%I', entity_name);
  name constant text := field ->> 'name';
  type constant text := field ->> 'type';
  options constant jsonb := field -> 'options';
  rule constant text := case when field ->> 'formula_sql' is null then engine.field_check(name, type, options) end;
  reference constant text := case type when 'relation' then options ->> 'target' end;
  default_sql constant text := field ->> 'default_sql';
  -- Records that exist get the default only where they cannot be without it.
  fills constant boolean := (field ->> 'is_required')::boolean;
begin
  return concat_ws(E';\n',
    format('%s add column %I %s', table_sql, name, field ->> 'column_type')
      || case when default_sql is not null and fills then ' default ' || default_sql else '' end
      || case when fills then ' not null' else '' end
      || coalesce(' generated always as (' || (field ->> 'formula_sql') || ') stored', '')
      || case when rule is not null then format(' constraint %I check (%s)', engine.check_name(name, type), rule) else '' end
      || case when reference is not null then format(' constraint %I references public.%I (%I) on delete %s',
        engine.short_name(format('%s_%s_fkey', entity_name, name)), reference, engine.primary_key(reference),
        case when fills or options ->> 'on_delete' = 'refuse' then 'restrict' else 'set null' end) else '' end
      || case when type = 'person' then format(' constraint %I references config.members (id)',
        engine.short_name(format('%s_%s_is_a_member', entity_name, name))) else '' end,
    case when default_sql is not null and not fills
      then format('%s alter column %I set default %s', table_sql, name, default_sql) end,
    format('comment on column public.%I.%I is %L', entity_name, name,
      engine.comment_text(field -> 'label', field -> 'help'))
  );
end;
$$;
comment on function engine.add_field_sql is 'The DDL that adds a field.';

create function engine.unique_sql(entity_name text, field_name text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('alter table public.%I add constraint %I unique (%I)', entity_name, name, field_name)
    else format('alter table public.%I drop constraint %I', entity_name, name)
  end
  from (select engine.short_name(format('%s_%s_key', entity_name, field_name))) as t (name);
$$;
comment on function engine.unique_sql is 'Makes a column unique, or no longer.';

create function engine.index_sql(entity_name text, field_name text, type text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('create index %I on public.%I %s (%I)', name, entity_name,
      case when type in ('multi_choice', 'tags', 'json') then 'using gin' else '' end, field_name)
    else format('drop index public.%I', name)
  end
  from (select engine.short_name(format('%s_%s_idx', entity_name, field_name))) as t (name);
$$;
comment on function engine.index_sql is 'Makes a column quick to search, or no longer.';
