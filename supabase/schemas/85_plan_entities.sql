-- Entities as steps: a new table with everything a table needs, an existing table taken in, looks, trash and back.
-- Nobody but the role of the one who makes an entity sees it, until he gives rights to others.

create function engine.clean_entity(change jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if change ->> 'group' is not null and not exists (
    select from config.navigation_groups as g where g.key = change ->> 'group'
  ) then
    perform engine.refuse('unknown_group', 'This group does not exist any more', '{"setting": "group"}');
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'group', change -> 'group',
    'icon', substring(change ->> 'icon' from '^[A-Z][A-Za-z]{2,39}$'),
    'position', coalesce((change ->> 'position')::integer, (select coalesce(max(e.position), 0) + 10 from config.entities as e))
  ));
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'A position is a whole number', '{"setting": "position"}');
end;
$$;
comment on function engine.clean_entity is 'Group, icon and position of an entity, checked. Reason unknown_group.';

-- The operator has no role; then the rights go to those who may configure entities.
create function engine.allow_creator(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  own constant text := engine.current_role_key();
begin
  perform engine.allow(r.key, entity_name, action)
  from config.roles as r, unnest(array['read', 'create', 'update', 'delete', 'export', 'import']) as action
  where r.key = own or (own is null and 'entities' = any (r.may_configure));
end;
$$;
comment on function engine.allow_creator is 'Gives all rights to a new entity to the role of the caller.';

create function engine.insert_entity(table_name text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  adopted_id constant uuid := engine.adopt_table(table_name, settings);
begin
  update config.entities as e set origin = coalesce(settings ->> 'origin', 'adopted') where e.id = adopted_id;
  update config.fields as f set is_hidden = true where f.entity_id = adopted_id and f.name = 'version';
  update config.fields as f set is_read_only = true where f.entity_id = adopted_id and f.name in ('created_by', 'updated_by');
  update config.fields as f set is_made_here = true where f.entity_id = adopted_id and not f.is_read_only;
  perform engine.allow_creator(table_name);
end;
$$;
comment on function engine.insert_entity is 'Adopts a table, with rights for the caller''s role only.';

create function engine.stamp_member()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  new.updated_by := engine.member_id();
  return new;
end;
$$;
comment on function engine.stamp_member is 'Writes down who changed a record last.';

create function engine.plan_create_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  label constant jsonb := engine.clean_label(change -> 'label');
  help constant jsonb := engine.clean_help(change -> 'help');
  options constant jsonb := engine.clean_entity(change);
  name constant text := engine.free_table(coalesce(nullif(change ->> 'name', ''), label ->> 'en'));
  title constant jsonb := case when change ? 'title' then engine.clean_label(change -> 'title')
    else '{"en": "Name", "zh-CN": "名称"}' end;
begin
  return next engine.step('create_entity', name,
    format('Create “%s” with number, name, and who changed it when', label ->> 'en'),
    format('新建“%s”，含编号、名称、创建和修改信息', label ->> 'zh-CN'),
    format($sql$create table public.%1$I (
  id bigint generated always as identity primary key,
  name text not null,
  created_at timestamptz not null default now(),
  created_by uuid default engine.member_id() constraint %2$I references config.members (id),
  updated_at timestamptz not null default now(),
  updated_by uuid default engine.member_id() constraint %3$I references config.members (id),
  version integer not null default 1
);
alter table public.%1$I enable row level security;
revoke all on public.%1$I from public, anon, authenticated;
create trigger entity__stamp before update on public.%1$I for each row execute function engine.stamp_member();
comment on table public.%1$I is %4$L;
comment on column public.%1$I.id is 'No. | 编号';
comment on column public.%1$I.name is %5$L;
comment on column public.%1$I.created_at is 'Created | 创建时间';
comment on column public.%1$I.created_by is 'Created by | 创建人';
comment on column public.%1$I.updated_at is 'Changed | 修改时间';
comment on column public.%1$I.updated_by is 'Changed by | 修改人';
comment on column public.%1$I.version is 'Version | 版本';
select engine.insert_entity(%6$L, %7$L)$sql$,
      name, engine.short_name(name || '_created_by_a_member'), engine.short_name(name || '_updated_by_a_member'),
      engine.comment_text(label, help), engine.comment_text(title, null), name,
      options || '{"origin": "created", "title_field": "name", "search_fields": ["name"], "list_fields": ["name", "created_at", "created_by"], "default_sort": "-created_at"}'));
end;
$$;
comment on function engine.plan_create_entity is 'Step that creates an entity. Reasons invalid_label, unknown_group.';

create function engine.adoptable_tables()
returns table (table_name text, label jsonb, row_estimate bigint, problem text)
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select c.relname::text, coalesce(l.label, engine.label_of_name(c.relname::text)), greatest(c.reltuples, 0)::bigint,
    case
      when not pg_has_role(c.relowner, 'usage') then 'not_owned'
      when c.relname !~ '^[a-z][a-z0-9_]{0,39}$' then 'unusual_name'
      when engine.primary_key(c.relname::text) is null then 'no_primary_key'
    end
  from pg_catalog.pg_class as c
  left join engine.labels as l on l.table_oid = c.oid and l.column_number = 0
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and not exists (select from config.entities as e where e.name = c.relname)
    and not exists (select from config.trash as t where t.entity_name = c.relname and t.field_name is null)
    and not exists (select from config.fields as f where f.options -> 'links' ->> 'table' = c.relname)
    and not exists (
      select from pg_catalog.pg_depend as d
      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    );
$$;
comment on function engine.adoptable_tables is 'Tables of public that the app does not show yet, and what stands in the way.';

create function engine.plan_adopt_table(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_table record;
  options jsonb := engine.clean_entity(change);
  title text;
begin
  select t.* into found_table from engine.adoptable_tables() as t where t.table_name = change ->> 'table';
  if not found then
    perform engine.refuse('unknown_table', 'There is no such table in schema public that could be taken in', errcode => 'PT404');
  elsif found_table.problem is not null then
    perform engine.refuse(found_table.problem, format('Table %s cannot be taken in', found_table.table_name),
      jsonb_build_object('table', found_table.table_name));
  end if;
  -- Names of things are short texts that must be there.
  select c.column_name into title from engine.guessed_types as c
  where c.table_name = found_table.table_name and c.guessed_type = 'text'
  order by c.column_name !~ '(name|title|label|code|no)$', not c.is_required, c.column_number limit 1;
  return next engine.step('adopt_table', found_table.table_name,
    format('Show the table %s in the app; its columns become fields', found_table.table_name),
    format('在应用中显示表 %s，各列成为字段', found_table.table_name),
    format('select engine.insert_entity(%L, %L)', found_table.table_name, options || jsonb_strip_nulls(jsonb_build_object(
      'title_field', title, 'search_fields', case when title is not null then jsonb_build_array(title) end
    ))), 'look_twice');
end;
$$;
comment on function engine.plan_adopt_table is
  'Step that takes an existing table in. Reasons unknown_table (404), no_primary_key, unusual_name, not_owned.';

create function engine.update_entity(entity_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.entities as e set
    label = case when settings ? 'label' then null else e.label end,
    group_key = case when settings ? 'group' then settings ->> 'group' else e.group_key end,
    icon = case when settings ? 'icon' then settings ->> 'icon' else e.icon end,
    position = coalesce((settings ->> 'position')::integer, e.position),
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, e.is_hidden),
    title_field = coalesce(settings ->> 'title_field', e.title_field),
    search_fields = case when settings ? 'search_fields' then engine.text_array(settings -> 'search_fields') else e.search_fields end,
    list_fields = case when settings ? 'list_fields' then engine.text_array(settings -> 'list_fields') else e.list_fields end,
    default_sort = coalesce(settings -> 'default_sort', e.default_sort)
  where e.name = entity_name;
$$;
comment on function engine.update_entity is 'Writes looks of an entity.';

create function engine.clean_entity_fields(entity config.entities, change jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  settings constant jsonb := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(change)
    where key in ('title_field', 'search_fields', 'list_fields', 'default_sort') and value <> 'null'
  );
  named text[];
  stranger text;
begin
  named := array(
    select settings ->> 'title_field' where settings ? 'title_field'
    union all select jsonb_array_elements_text(settings -> 'search_fields')
    union all select jsonb_array_elements_text(settings -> 'list_fields')
    union all select s ->> 'field' from jsonb_array_elements(settings -> 'default_sort') as s
  );
  select n into stranger from unnest(named) as n
  where not exists (select from config.fields as f where f.entity_id = entity.id and f.name = n)
    and not exists (select from config.lookups as l where l.entity_id = entity.id and l.name = n) limit 1;
  if stranger is not null then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity.name, left(stranger, 60)),
      jsonb_build_object('entity', entity.name, 'field', stranger), 'PT404');
  end if;
  return settings;
exception when invalid_parameter_value then
  perform engine.refuse('invalid_value', 'Fields come as a list of names', '{"setting": "fields"}');
end;
$$;
comment on function engine.clean_entity_fields is
  'Which fields are title, searched, listed and sorted by, as far as a change says so. Reason unknown_field.';

create function engine.plan_change_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  old_label constant jsonb := engine.label_of_entity(entity.name);
  checked constant jsonb := engine.clean_entity(change);
  label constant jsonb := case when change ? 'label' then engine.clean_label(change -> 'label') else old_label end;
  settings constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'icon', checked -> 'icon', 'position', case when change ? 'position' then checked -> 'position' end,
    'is_hidden', case when jsonb_typeof(change -> 'is_hidden') = 'boolean' then change -> 'is_hidden' end
  )) || case when change ? 'group' then jsonb_build_object('group', change -> 'group') else '{}' end
    || case when change ? 'label' or change ? 'help' then '{"label": null}'::jsonb else '{}' end
    || case when change -> 'icon' = 'null' then '{"icon": null}'::jsonb else '{}' end
    || engine.clean_entity_fields(entity, change);
begin
  if settings = '{}' then
    return;
  end if;
  return next engine.step('change_entity', entity.name, format('Change how “%s” looks', label ->> 'en'),
    format('修改“%s”的显示', label ->> 'zh-CN'), concat_ws(E';\n',
      case when settings ? 'label' then format('comment on table public.%I is %L', entity.name, engine.comment_text(label,
        case when change ? 'help' then engine.clean_help(change -> 'help') else (
        select l.help from engine.labels as l
        where l.table_oid = to_regclass(format('public.%I', entity.name)) and l.column_number = 0
      ) end)) end,
      format('select engine.update_entity(%L, %L)', entity.name, settings)));
end;
$$;
comment on function engine.plan_change_entity is 'Step that changes label, group, icon, position and visibility of an entity.';
