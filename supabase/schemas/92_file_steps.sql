-- The file becomes the configuration: every difference as a step with words and SQL, all in one transaction or none.

create function engine.require_file(file jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  names text;
begin
  if jsonb_typeof(file) is distinct from 'object' or file ->> 'format' is distinct from 'kontor/1' or exists (
    select from jsonb_each(file) as e where e.key <> 'format' and jsonb_typeof(e.value) <> 'array'
  ) then
    perform engine.refuse('unknown_format', 'This is no configuration file of format kontor/1', errcode => '22023');
  end if;
  select string_agg(e.key, ', ') into names from jsonb_each(file) as e
  where e.key not in ('format', 'entities', 'scopes', 'roles') and not exists (
    select from engine.file_sections as s where s.name = e.key and to_regclass(format('config.%I', s.name)) is not null
  );
  if names is not null then
    perform engine.refuse('unknown_section', format('Nothing here is called %s', left(names, 200)),
      jsonb_build_object('sections', left(names, 200)), '22023');
  end if;
  select string_agg(t.name, ', ') into names
  from (
    select x ->> 'name' as name from jsonb_array_elements(file -> 'entities') as x
    where coalesce(x ->> 'origin', 'app') = 'app' and not exists (select from config.entities as e where e.name = x ->> 'name')
    union
    select e.name from config.entities as e
    where e.origin = 'app' and file ? 'entities'
      and not exists (select from jsonb_array_elements(file -> 'entities') as x where x ->> 'name' = e.name)
  ) as t;
  if names is not null then
    perform engine.refuse('other_app', format('The file belongs to another app or version: %s', left(names, 300)),
      jsonb_build_object('entities', left(names, 300)));
  end if;
end;
$$;
comment on function engine.require_file is
  'Refuses what is no configuration file (unknown_format, unknown_section), or one of other tables (other_app).';

create function engine.name_of_row(section engine.file_sections, file_row jsonb, language text)
returns text
language sql stable security definer set search_path = '' -- reads configuration
as $$
  select coalesce(file_row -> 'label' ->> language, nullif(engine.file_row_key(section, file_row), ''), section.label ->> language);
$$;
comment on function engine.name_of_row is 'What people call a row of the file.';

create function engine.row_steps(section engine.file_sections, file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when is_removal then engine.step('remove_row', section.name,
      format('Remove the %s “%s”', section.label ->> 'en', engine.name_of_row(section, p.item, 'en')),
      format('删除%s“%s”', section.label ->> 'zh-CN', engine.name_of_row(section, p.item, 'zh-CN')),
      format('select engine.drop_file_row(%L, %L)', section.name, key), 'look_twice')
    else engine.step(case when p.item is null then 'add_row' else 'change_row' end, section.name,
      format('%s the %s “%s”', case when p.item is null then 'Add' else 'Change' end, section.label ->> 'en',
        engine.name_of_row(section, w.item, 'en')),
      format('%s%s“%s”', case when p.item is null then '添加' else '修改' end, section.label ->> 'zh-CN',
        engine.name_of_row(section, w.item, 'zh-CN')),
      format('select engine.put_file_row(%L, %L)', section.name, w.item)) end
  from (
    select item, engine.file_row_key(section, item) as key, n
    from jsonb_array_elements(file -> section.name) with ordinality as t (item, n)
  ) as w
  full join (
    select item, engine.file_row_key(section, item) as key from jsonb_array_elements(engine.file_rows(section)) as item
  ) as p using (key)
  where file ? section.name and case when is_removal then w.item is null
    else w.item is not null and (
      p.item is null or (p.item - engine.nullable_keys(section)) || engine.without_nulls(w.item) <> p.item
    ) end
  order by w.n;
$$;
comment on function engine.row_steps is 'Steps that add, change or remove the rows of a section.';

create function engine.put_file_role(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  written_id uuid;
begin
  insert into config.roles (key, label) values (document ->> 'key', document -> 'label')
  on conflict on constraint roles_key_key do nothing;
  select r.id into written_id from config.roles as r where r.key = document ->> 'key';
  perform engine.write_role(written_id, document);
end;
$$;
comment on function engine.put_file_role is 'Writes a role of the file without compiling it.';

create function engine.drop_file_role(role_key text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  if exists (
    select from config.member_roles as mr join config.roles as r on r.id = mr.role_id and r.key = role_key
  ) then
    perform engine.refuse('role_in_use', 'Members still hold this role: choose the role they get instead',
      jsonb_build_object('roles', jsonb_build_array(role_key)));
  end if;
  delete from config.roles as r where r.key = role_key;
  perform engine.drop_postgres_role(role_key);
end;
$$;
comment on function engine.drop_file_role is 'Removes a role that the file does not have. Reasons role_in_use, last_admin.';

create function engine.put_file_scope(scope jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_label(scope -> 'label');
  perform engine.check_condition(scope -> 'condition');
  perform engine.define_scope(scope ->> 'key', scope -> 'label', scope -> 'condition');
end;
$$;
comment on function engine.put_file_scope is 'Writes a scope of the file without compiling it. Reasons invalid_label, invalid_condition.';

create function engine.role_words(wanted jsonb, present jsonb)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array[
    format('Change the role “%s”: %s rights more, %s fewer', wanted -> 'label' ->> 'en', gained, lost),
    format('修改角色“%s”：增加 %s 项权限，减少 %s 项', wanted -> 'label' ->> 'zh-CN', gained, lost)
  ]
  from (
    select jsonb_array_length(engine.array_without(after, before)) as gained,
      jsonb_array_length(engine.array_without(before, after)) as lost
    from (select engine.document_rights(wanted) as after, engine.document_rights(present) as before) as rights
  ) as counts;
$$;
comment on function engine.role_words is 'What a changed role gains and loses, in words of both languages.';

create function engine.role_steps(file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with pairs as (
    select key, w.role as wanted, p.role as present, w.n
    from (
      select engine.file_role(r) as role, r ->> 'key' as key, n from jsonb_array_elements(file -> 'roles') with ordinality as t (r, n)
    ) as w
    full join (select engine.file_role(engine.role_document(r.id)) as role, r.key::text as key from config.roles as r) as p using (key)
    where file ? 'roles' and w.role is distinct from p.role
  )
  select case when is_removal then engine.step('remove_role', key,
      format('Remove the role “%s”', present -> 'label' ->> 'en'), format('删除角色“%s”', present -> 'label' ->> 'zh-CN'),
      format('select engine.drop_file_role(%L)', key), 'look_twice')
    when present is null then engine.step('add_role', key,
      format('Add the role “%s”', wanted -> 'label' ->> 'en'), format('添加角色“%s”', wanted -> 'label' ->> 'zh-CN'),
      format('select engine.put_file_role(%L)', wanted), 'look_twice')
    else engine.step('change_role', key, (engine.role_words(wanted, present))[1], (engine.role_words(wanted, present))[2],
      format('select engine.put_file_role(%L)', wanted), 'look_twice') end
  from pairs where (wanted is null) = is_removal
  -- Roles that may configure first: somebody must be admin at every moment.
  order by not (coalesce(wanted, present) -> 'may_configure') ? 'members', n;
$$;
comment on function engine.role_steps is 'Steps that add, change or remove roles.';

create function engine.scope_steps(file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when is_removal then engine.step('remove_scope', key,
      format('Remove the row condition “%s”', p.scope -> 'label' ->> 'en'), format('删除行条件“%s”', p.scope -> 'label' ->> 'zh-CN'),
      format('delete from config.scopes where key = %L', key))
    else engine.step(case when p.scope is null then 'add_scope' else 'change_scope' end, key,
      format('%s the row condition “%s”', case when p.scope is null then 'Add' else 'Change' end, w.scope -> 'label' ->> 'en'),
      format('%s行条件“%s”', case when p.scope is null then '添加' else '修改' end, w.scope -> 'label' ->> 'zh-CN'),
      format('select engine.put_file_scope(%L)', w.scope), case when p.scope is null then 'none' else 'look_twice' end) end
  from (select s as scope, s ->> 'key' as key from jsonb_array_elements(file -> 'scopes') as s) as w
  full join (
    select jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition) as scope, s.key::text as key
    from config.scopes as s
  ) as p using (key)
  where file ? 'scopes' and (w.scope is null) = is_removal and w.scope is distinct from p.scope
  order by key;
$$;
comment on function engine.scope_steps is 'Steps that add, change or remove scopes.';
